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


def travel_minutes(a: Spot, b: Spot) -> int:
    """Minutes from one school to another, the same both ways. A district counts inside its own municipality only."""
    if a.school == b.school:
        return SAME_SCHOOL
    if a.municipality != b.municipality:
        return FURTHER
    return SAME_DISTRICT if a.district and a.district == b.district else SAME_MUNICIPALITY
