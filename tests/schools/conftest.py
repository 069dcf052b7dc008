"""Importing in a test: the content of a file in, the counts out."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from schools.models import Board, Municipality, PostcodeArea, School
from tests.schools.duo_files import SCHOOLS

Counts = dict[str, Any]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Counts]:
    """Imports schools (the sample if nothing else is said) and answers the counts."""

    def run(data: bytes = SCHOOLS, *arguments: str) -> Counts:
        path, out = tmp_path / "duo.csv", StringIO()
        path.write_bytes(data)
        call_command("import_duo", str(path), "--json", *arguments, stdout=out, stderr=StringIO())
        counts: Counts = json.loads(out.getvalue())
        return counts

    return run


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[bytes], tuple[Counts, str]]:
    """Imports schools from a file that must be refused, and answers the counts and the message."""

    def refused(data: bytes) -> tuple[Counts, str]:
        path, out = tmp_path / "duo.csv", StringIO()
        path.write_bytes(data)
        with pytest.raises(CommandError) as caught:
            call_command("import_duo", str(path), "--json", stdout=out)
        assert caught.value.returncode == 1
        return json.loads(out.getvalue()), str(caught.value)

    return refused


@pytest.fixture
def register() -> Callable[[], list[Any]]:
    """Answers everything that an import may touch."""

    def register() -> list[Any]:
        models = (School, Municipality, Board, PostcodeArea)
        return [list(model.objects.order_by("pk").values()) for model in models]

    return register
