"""Why a file is not read at all: a Dutch sentence for who chose it, that says what to do."""


class SheetRefused(ValueError):
    """The file is not used. `line` is where it went wrong, if that is known."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line
