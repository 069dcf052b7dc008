"""A csv file that this program wrote itself is read back as what it says."""

import pytest

from teams.sheets.csv_text import lines_of
from teams.sheets.guarding import guarded


@pytest.mark.parametrize("text", ["=cmd()", "+31612345678", "@Home", "'t Hof", "-", "'=1", "De Zeester"])
def test_what_was_guarded_comes_back_as_it_was(text: str) -> None:
    lines = lines_of(f"school;telefoon\r\n{guarded(text)};x\r\n".encode())
    assert [line.cells for line in lines] == [("school", "telefoon"), (text, "x")]
