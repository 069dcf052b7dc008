"""How long somebody is on her way between two schools: an estimate by district and municipality, not by map."""

from dataclasses import dataclass

SAME_SCHOOL = 0
SAME_DISTRICT = 15
SAME_MUNICIPALITY = 30
FURTHER = 45


@dataclass(frozen=True)
class Spot:
    """Where a school lies. `school` and `municipality` are any numbers that tell them apart; a district may be ""."""

    school: int
    district: str
    municipality: int


@dataclass(frozen=True)
class TravelTable:
    """Minutes on the way, by how far apart two schools lie. Raises ValueError when nearer takes longer than further."""

    same_school: int = SAME_SCHOOL
    same_district: int = SAME_DISTRICT
    same_municipality: int = SAME_MUNICIPALITY
    further: int = FURTHER

    def __post_init__(self) -> None:
        if not 0 <= self.same_school <= self.same_district <= self.same_municipality <= self.further:
            raise ValueError("Nearer may not take longer than further, and nothing takes less than no time.")

    def minutes(self, a: Spot, b: Spot) -> int:
        """From one school to another, the same both ways. A district counts inside its own municipality only."""
        if a.school == b.school:
            return self.same_school
        if a.municipality != b.municipality:
            return self.further
        return self.same_district if a.district and a.district == b.district else self.same_municipality


USUAL = TravelTable()


def travel_minutes(a: Spot, b: Spot) -> int:
    """Minutes from one school to another by the usual table."""
    return USUAL.minutes(a, b)
