"""What the answers to a date poll say: the moments, the best one first, each with its reasons in words.

What comes first, as in moments.py: that all who must come can; then that nothing else speaks against it; then who may
come; then how gladly; then the earliest. Who said yes and is known to sit elsewhere then does not count as one who can.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType

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
class Hindrance:
    """What is known against a moment whatever people said: who sits elsewhere and who does not work then, by the keys
    of voters, and how much else there is."""

    away: frozenset[int] = frozenset()
    off: frozenset[int] = frozenset()
    others: int = 0


@dataclass(frozen=True)
class Ranked:
    """A moment with what everybody said of it; `key` is how the answers name it."""

    key: int
    starts_at: datetime
    votes: tuple[Vote, ...]
    hindrance: Hindrance = Hindrance()

    @property
    def refused_by(self) -> tuple[Voter, ...]:
        """Who must be there and cannot."""
        return tuple(vote.voter for vote in self.votes if vote.voter.is_required and vote.can is Can.NO)

    @property
    def is_missed(self) -> bool:
        """Whether somebody who must be there said no, or is known to sit elsewhere."""
        return any(map(self._is_missing, self._of(is_required=True)))

    @property
    def good(self) -> tuple[str, ...]:
        """What speaks for it: "Alle 5 verplichte mensen kunnen, 1 als het moet"."""
        return self._said(is_good=True)

    @property
    def mixed(self) -> tuple[str, ...]:
        """How many can, where not everybody does: "Van de 2 verplichte mensen: 1 ja, 1 nee"."""
        return self._said(is_good=False)

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

    def _said(self, *, is_good: bool) -> tuple[str, ...]:
        required, others = self._of(is_required=True), self._of(is_required=False)
        groups = (required, "verplichte mensen"), (others, "anderen" if required else "mensen")
        said = (_who_can(votes, who) for votes, who in groups if is_good != any(map(self._is_missing, votes)))
        return tuple(filter(None, said))

    def _is_missing(self, vote: Vote) -> bool:
        return vote.can is Can.NO or vote.voter.key in self.hindrance.away

    def _is_off(self, vote: Vote) -> bool:
        """Whether she does not work then and did not say that she can all the same."""
        return vote.voter.key in self.hindrance.off and vote.can not in COMES

    @property
    def _cost(self) -> tuple[int | datetime, ...]:
        """Lower is better: what is missing counts before what is unknown, and that before what is reluctant."""
        groups = self._of(is_required=True), self._of(is_required=False)
        missing, off = ([sum(map(test, votes)) for votes in groups] for test in (self._is_missing, self._is_off))
        against = self.hindrance.others + off[0]
        unknown, reluctant = ([_count(votes, can) for votes in groups] for can in (Can.UNKNOWN, Can.IF_NEED_BE))
        return (missing[0], against, unknown[0], missing[1], off[1], unknown[1], *reluctant, self.starts_at)


def ranked(
    moments: Mapping[int, datetime],
    voters: Iterable[Voter],
    answers: Mapping[tuple[int, int], Can],
    against: Mapping[int, Hindrance] = MappingProxyType({}),
) -> list[Ranked]:
    """The moments, the best one first; `answers` by moment and voter, who is not in it did not answer; `against` by
    moment."""
    asked = list(voters)
    found = [
        Ranked(
            key,
            starts_at,
            tuple(Vote(each, answers.get((key, each.key), Can.UNKNOWN)) for each in asked),
            against.get(key, Hindrance()),
        )
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
