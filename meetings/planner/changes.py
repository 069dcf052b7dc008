"""A handful of sessions taken up and put down again, and all of it undone when the year did not become better."""

from collections.abc import Iterable

from meetings.planner.board import Board
from meetings.planner.choices import Choice


class Changes:
    """What was done to a board since the last time it was kept; `undo` makes it as it was then."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._old: dict[int, Choice | None] = {}

    def take(self, sessions: Iterable[int]) -> list[int]:
        """Take these up, save the fixed ones and those that stand nowhere; returns which were taken."""
        board, taken = self.board, []
        for session in sessions:
            if board.at[session] is not None and board.grid.fixed[session] is None:
                choice = board.remove(session)
                self._old.setdefault(session, choice)
                taken.append(session)
        return taken

    def put(self, session: int, choice: Choice) -> None:
        """Put one down that stands nowhere."""
        self._old.setdefault(session, None)
        self.board.place(session, choice)

    def keep(self) -> None:
        """Forget what was before."""
        self._old.clear()

    def undo(self) -> None:
        """Back to what was kept last."""
        for session in self._old:
            if self.board.at[session] is not None:
                self.board.remove(session)
        for session, choice in self._old.items():
            if choice is not None:
                self.board.place(session, choice)
        self._old.clear()
