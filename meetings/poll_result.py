"""What the answers to a date poll say: the moments, the best one first, each with its reasons in words.

What comes first, as in moments.py: that all who must come can; then who may come; then how gladly; then the earliest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from teams.dutch import in_words


class Can(Enum):
    """Whether somebody can at a moment; UNKNOWN as long as she did not answer."""

    YES = "yes"
    IF_NEED_BE = "if_need_be"
    NO = "no"
    UNKNOWN = ""


COMES = (Can.YES, Can.IF_NEED_BE)


@dataclass(frozen=True)
class Voter:
    """Somebody who was asked; `key` is how the answers name her."""

    key: int
    name: str
    is_required: bool


@dataclass(frozen=True)
class Vote:
    """What one person said of one moment."""

    voter: Voter
    can: Can


@dataclass(frozen=True)
class Ranked:
    """A moment with what everybody said of it; `key` is how the answers name it."""

    key: int
    starts_at: datetime
    votes: tuple[Vote, ...]

    @property
    def refused_by(self) -> tuple[Voter, ...]:
        """Who must be there and cannot."""
        return tuple(vote.voter for vote in self.votes if vote.voter.is_required and vote.can is Can.NO)

    @property
    def is_for_all_required(self) -> bool:
        """Whether everybody who must be there said that she can."""
        return all(vote.can in COMES for vote in self._of(is_required=True))

    @property
    def good(self) -> tuple[str, ...]:
        """What speaks for it: "Alle 5 verplichte mensen kunnen, 1 als het moet"."""
        required, others = self._of(is_required=True), self._of(is_required=False)
        return tuple(
            filter(
                None, [_who_can(required, "verplichte mensen"), _who_can(others, "anderen" if required else "mensen")]
            )
        )

    @property
    def bad(self) -> tuple[str, ...]:
        """What speaks against it, or is not known yet."""
        return tuple(
            filter(
                None,
                [
                    _say(self._of(is_required=True), Can.NO, "kan niet", "kunnen niet", " (verplicht)"),
                    _say(self._of(is_required=False), Can.NO, "kan niet", "kunnen niet", ""),
                    _say(self.votes, Can.UNKNOWN, "antwoordde nog niet", "antwoordden nog niet", ""),
                ],
            )
        )

    def _of(self, *, is_required: bool) -> list[Vote]:
        return [vote for vote in self.votes if vote.voter.is_required == is_required]

    @property
    def _cost(self) -> tuple[int | datetime, ...]:
        """Lower is better: what is missing counts before what is unknown, and that before what is reluctant."""
        required, others = self._of(is_required=True), self._of(is_required=False)
        missing = [_count(votes, can) for votes in (required, others) for can in (Can.NO, Can.UNKNOWN)]
        reluctant = [_count(votes, Can.IF_NEED_BE) for votes in (required, others)]
        return (*missing, *reluctant, self.starts_at)


def ranked(
    moments: Mapping[int, datetime], voters: Iterable[Voter], answers: Mapping[tuple[int, int], Can]
) -> list[Ranked]:
    """The moments, the best one first; `answers` by moment and voter, who is not in it did not answer."""
    asked = list(voters)
    found = [
        Ranked(key, starts_at, tuple(Vote(each, answers.get((key, each.key), Can.UNKNOWN)) for each in asked))
        for key, starts_at in moments.items()
    ]
    return sorted(found, key=lambda each: each._cost)  # noqa: SLF001 its own module


def _count(votes: Iterable[Vote], can: Can) -> int:
    return sum(vote.can is can for vote in votes)


def _who_can(votes: list[Vote], people: str) -> str:
    """ "Alle 5 verplichte mensen kunnen, 1 als het moet", "Van de 3 anderen: 1 ja, 2 nog niet"; "" when nobody can."""
    counts = [(_count(votes, can), words) for can, words in _IN_A_COUNT.items()]
    reluctant = _count(votes, Can.IF_NEED_BE)
    coming = _count(votes, Can.YES) + reluctant
    if not coming:
        return ""
    if len(votes) == 1:
        return f"{votes[0].voter.name} kan{' als het moet' if reluctant else ''}"
    if coming == len(votes):
        return f"Alle {len(votes)} {people} kunnen" + (f", {reluctant} als het moet" if reluctant else "")
    return f"Van de {len(votes)} {people}: {', '.join(f'{count} {words}' for count, words in counts if count)}"


_IN_A_COUNT = {Can.YES: "ja", Can.IF_NEED_BE: "als het moet", Can.NO: "nee", Can.UNKNOWN: "nog niet"}


def _say(votes: Iterable[Vote], can: Can, one: str, many: str, mark: str) -> str:
    """ "Samira Bakkali en Eva Jansen kunnen niet (verplicht)"; "" when there is nobody."""
    names = [vote.voter.name for vote in votes if vote.can is can]
    return f"{in_words(names)} {one if len(names) == 1 else many}{mark}" if names else ""
