"""Trying out who could do more: which seats that fills, and which teams become whole."""

from datetime import date

from overview.what_if import Offer, OpenSeat, made_whole, what_if

COACH, NURSE, DOCTOR = 1, 2, 3


def seat(code: str, *roles: int, since: date | None = None, town: str = "9801") -> OpenSeat:
    return OpenSeat(code, f"School {code}", town, f"plek {roles}", frozenset(roles), since)


def given(offer: Offer, *seats: OpenSeat) -> list[tuple[str, bool]]:
    return [(each.seat.code, each.makes_whole) for each in what_if(offer, seats)]


def test_only_seats_that_she_can_fill() -> None:
    assert given(Offer(frozenset({COACH}), 5), seat("A", COACH), seat("B", NURSE)) == [("A", True)]


def test_any_of_the_roles_fills_a_seat() -> None:
    assert given(Offer(frozenset({NURSE}), 5), seat("A", DOCTOR, NURSE)) == [("A", True)]


def test_no_more_schools_than_there_is_room_for() -> None:
    assert len(given(Offer(frozenset({COACH}), 2), *(seat(code, COACH) for code in "ABC"))) == 2


def test_what_becomes_whole_goes_before_what_waits_longer() -> None:
    seats = (seat("A", COACH, since=date(2020, 1, 1)), seat("A", NURSE), seat("B", COACH, since=date(2026, 1, 1)))
    assert given(Offer(frozenset({COACH}), 1), *seats) == [("B", True)]
    assert given(Offer(frozenset({COACH}), 2), *seats) == [("B", True), ("A", False)]


def test_who_waits_longest_goes_first_and_who_was_never_served_before_that() -> None:
    seats = (seat("A", COACH, since=date(2026, 5, 1)), seat("B", COACH, since=date(2026, 1, 1)), seat("C", COACH))
    assert [code for code, _ in given(Offer(frozenset({COACH}), 3), *seats)] == ["C", "B", "A"]


def test_two_seats_at_one_school_are_one_school() -> None:
    seats = (seat("A", COACH), seat("A", NURSE), seat("B", COACH))
    found = what_if(Offer(frozenset({COACH, NURSE}), 2), seats)
    assert ([each.seat.code for each in found], made_whole(found)) == (["A", "A", "B"], 2)


def test_an_organisation_stays_in_its_municipalities() -> None:
    offer = Offer(frozenset({COACH}), 5, frozenset({"9802"}))
    assert given(offer, seat("A", COACH), seat("B", COACH, town="9802")) == [("B", True)]
