"""What may be wrong: a value (left empty, or reason to refuse), and then the file as a whole, with every line."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Remark:
    """Something to say about one line of a file; the header is line 1."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"regel {self.line}: {self.text}"


class LeftEmpty(ValueError):
    """The value cannot be used and the row can do without: it is left empty, with a note."""


class FileRefused(ValueError):
    """The file is not used at all. The message is Dutch and meant for the person who chose the file."""

    def __init__(self, message: str, *, read: int = 0, rejected: Sequence[Remark] = ()) -> None:
        super().__init__(message)
        self.read = read
        self.rejected = tuple(rejected)
