"""What the import commands share: reading the file, printing the report or the refusal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.db.models import Model

from schools.actions.tally import Tally
from schools.duo.refusal import FileRefused, Remark
from schools.duo.table import read_bytes

Counts = Mapping[str, int | dict[str, int]]


@dataclass(frozen=True)
class Outcome:
    """What an import has to say: sentences for people, counts for programs, and remarks about lines of the file."""

    sentences: list[str]
    counts: Counts
    notes: tuple[Remark, ...]


class ImportCommand(BaseCommand):
    """A command that takes over one file as a whole or not at all.

    Counts go to standard output, remarks about lines to standard error. A file that is refused changes nothing and
    ends with exit status 1; with --json there still is one object of the same shape, with the reason as "error".
    """

    nothing: Counts

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="het csv-bestand")
        parser.add_argument(
            "--json",
            action="store_true",
            dest="as_json",
            help="druk de aantallen af als één JSON-object; bij een fout met de reden als “error”",
        )

    def handle(self, *_args: Any, file: Path, as_json: bool, **options: Any) -> None:
        try:
            outcome = self.take_over(read_bytes(file), **options)
        except (FileRefused, DatabaseError) as error:
            refusal = error if isinstance(error, FileRefused) else FileRefused(f"De database weigerde: {error}.")
            if as_json:
                rejected = len({remark.line for remark in refusal.rejected})
                self._print({**self.nothing, "read": refusal.read, "rejected": rejected, "error": str(refusal)})
            lines = [str(refusal), *map(str, refusal.rejected), "Er is niets ingelezen."]
            raise CommandError("\n".join(lines)) from error
        for note in outcome.notes:
            self.stderr.write(str(note))
        if as_json:
            self._print(outcome.counts)
        else:
            self.stdout.write("\n".join(outcome.sentences))

    def _print(self, counts: Mapping[str, object]) -> None:
        self.stdout.write(json.dumps(counts, ensure_ascii=False))

    def take_over(self, data: bytes, **options: Any) -> Outcome:
        """Import the content of the file. Raises FileRefused."""
        raise NotImplementedError


def number(count: int) -> str:
    """ "6.107", as Dutch writes it."""
    return f"{count:,}".replace(",", ".")


def per_field(model: type[Model], tally: Tally) -> str:
    """ " (website 33, naam 26)": the fields that changed by their Dutch labels, most changed first; "" for none."""
    labels = {field.attname: field.verbose_name for field in model._meta.concrete_fields}
    changes = [f"{labels[name]} {number(count)}" for name, count in tally.changed_fields.most_common()]
    return f" ({', '.join(changes)})" if changes else ""


def fields_by_name(model: type[Model], tally: Tally) -> dict[str, int]:
    """The fields that changed by their names in the code: `board`, not `board_id`."""
    return {model._meta.get_field(name).name: count for name, count in tally.changed_fields.items()}
