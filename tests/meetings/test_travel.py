"""How long somebody is on her way between two schools."""

import pytest

from meetings.travel import Spot, travel_minutes

HERE = Spot(school=1, district="Zeewijk", municipality=392)


@pytest.mark.parametrize(
    ("there", "minutes"),
    [
        (Spot(1, "Zeewijk", 392), 0),
        (Spot(2, "Zeewijk", 392), 15),
        (Spot(2, "Duinwijk", 392), 30),
        (Spot(2, "", 392), 30),
        (Spot(2, "Duinwijk", 397), 45),
        (Spot(2, "Zeewijk", 397), 45),
    ],
    ids=["same school", "same district", "same municipality", "no district known", "further", "namesake district"],
)
def test_minutes_between_two_schools_the_same_both_ways(there: Spot, minutes: int) -> None:
    assert (travel_minutes(HERE, there), travel_minutes(there, HERE)) == (minutes, minutes)


def test_two_schools_without_a_district_do_not_share_one() -> None:
    assert travel_minutes(Spot(1, "", 392), Spot(2, "", 392)) == 30
