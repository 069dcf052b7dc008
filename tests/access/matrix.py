"""Who gets which answer where, written so that it can be checked by eye.

    EDITS = matrix('''
                               own   town  closed
    anonymous                  in    in    in
    ib directeur               ok    404   403
    ''')

`in` is the sign-in page, `ok` what the page or form itself answers, `away` another page and `refused` 403, both
whatever the method is; `-` nothing to ask for, a number that status.
Every role has exactly one line.
"""

from dataclasses import dataclass

from tests.access.people import ROLES

SIGN_IN, OK, NOTHING = "in", "ok", "-"
ALWAYS = {"away": "302", "refused": "403"}


@dataclass(frozen=True)
class Matrix:
    """Per role and place the answer; the places in the order of the header."""

    places: tuple[str, ...]
    cells: dict[tuple[str, str], str]

    def at(self, role: str, place: str) -> str:
        return self.cells[role, place]

    def but(self, place: str, roles: str, answer: str) -> "Matrix":
        """The same, with another answer for these roles in one place."""
        return Matrix(self.places, self.cells | {(role, place): answer for role in roles.split()})


def matrix(text: str) -> Matrix:
    """Reads the lines; raises ValueError when a role lacks a line, has two, or a line a cell too many or too few."""
    header, *lines = (line.split() for line in text.strip().splitlines())
    cells: dict[tuple[str, str], str] = {}
    for line in lines:
        roles = [word for word in line if word in ROLES]
        answers = line[len(roles) :]
        if len(answers) != len(header):
            raise ValueError(f"{' '.join(line)}: {len(header)} cells expected")
        for role in roles:
            if (role, header[0]) in cells:
                raise ValueError(f"{role} has two lines")
            cells |= {(role, place): answer for place, answer in zip(header, answers, strict=True)}
    if missing := [role for role in ROLES if (role, header[0]) not in cells]:
        raise ValueError(f"no line for {', '.join(missing)}")
    return Matrix(tuple(header), cells)
