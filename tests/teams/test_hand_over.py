"""All seats of one person go to others from a day: whole or not at all, each intern begeleider one letter, undoable."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import AlreadyDone, Stale
from schools.models import Change, School
from teams.access import can_undo
from teams.actions.handover import rehearse_hand_over, take_back
from teams.actions.seats import end_membership, replace_member
from teams.handover import Moment, Move, Story
from teams.models import Membership, Professional, StandIn
from teams.snapshots import seats_snapshot
from tests.factories import TODAY, GrantFactory, StandInFactory, UserFactory, seat
from tests.teams.handing_over import JANUARY, NEW_YEARS_EVE, Fleet, fresh, lay_fleet
from tests.teams.seating import everything

pytestmark = pytest.mark.django_db
KEY = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d11")


@pytest.fixture
def fleet() -> Fleet:
    return lay_fleet()


def told(mailoutbox: list[object]) -> list[tuple[list[str], str]]:
    return [(mail.to, mail.body) for mail in mailoutbox]  # type: ignore[attr-defined]


def test_one_successor_takes_over_at_every_school(fleet: Fleet) -> None:
    change = fleet.hand_over(*fleet.moves(fleet.tom))
    assert fleet.coaches() == {
        name: [("Samira Bakkali", NEW_YEARS_EVE), ("Tom de Vries", None)] for name in ("De Aak", "De Bark", "De Cog")
    }
    assert (change.summary, change.school, change.region) == (
        "3 plekken van Samira Bakkali overgedragen vanaf 1 januari 2027: Tom de Vries (3).",
        None,
        fleet.region,
    )


def test_each_school_can_have_its_own_successor_or_none_and_what_stays_stays(fleet: Fleet) -> None:
    aak, bark, _ = fresh(fleet.seats)
    change = fleet.hand_over(Move(aak, fleet.noor), Move(bark, None))
    assert fleet.coaches() == {
        "De Aak": [("Samira Bakkali", NEW_YEARS_EVE), ("Noor Smit", None)],
        "De Bark": [("Samira Bakkali", NEW_YEARS_EVE)],
        "De Cog": [("Samira Bakkali", None)],
    }
    assert change.summary.endswith("Noor Smit (1), zonder opvolger (1).")


def test_what_one_seat_refuses_leaves_everything_as_it_was(fleet: Fleet, mailoutbox: list[object]) -> None:
    seat(fleet.schools[1], "cjg-coach", professional=fleet.tom, starts_on=date(2027, 3, 1))
    before = everything()
    with pytest.raises(ValidationError) as error:
        fleet.hand_over(*fleet.moves(fleet.tom))
    assert error.value.messages == ["De Bark: Tom de Vries is hier al CJG-coach, van 1 maart 2027 tot nader order."]
    assert (everything(), Change.objects.count(), mailoutbox) == (before, 0, [])


def test_handing_over_nothing_is_refused(fleet: Fleet) -> None:
    with pytest.raises(ValidationError, match="Zo verandert er niets"):
        fleet.hand_over()


def test_a_day_before_she_began_is_refused_with_the_school(fleet: Fleet) -> None:
    with pytest.raises(ValidationError) as error:
        fleet.hand_over(*fleet.moves(fleet.tom), starts_on=date(2026, 8, 1))
    assert error.value.messages[0].startswith("De Aak: Samira Bakkali begon op 1 augustus 2026. Kies een latere dag.")


@pytest.mark.parametrize(
    ("half_days", "days", "hours"), [(0, 0b110, "di 9 uur"), (0b1100, 0b010, ""), (0b111100, 0b110, "di 9 uur")]
)
def test_the_successor_keeps_the_days_on_which_she_works(fleet: Fleet, half_days: int, days: int, hours: str) -> None:
    Membership.objects.filter(pk=fleet.seats[0].pk).update(contact_days=0b110, contact_hours="di 9 uur")
    Professional.objects.filter(pk=fleet.tom.pk).update(half_days=half_days)
    fleet.tom.refresh_from_db()
    fleet.hand_over(*fleet.moves(fleet.tom)[:1])
    came = Membership.objects.get(professional=fleet.tom)
    assert (came.contact_days, came.contact_hours) == (days, hours)


def test_first_contact_moves_along(fleet: Fleet) -> None:
    Membership.objects.filter(pk=fleet.seats[0].pk).update(is_first_contact=True)
    fleet.hand_over(*fleet.moves(fleet.tom))
    assert [row.school.name for row in Membership.objects.filter(professional=fleet.tom, is_first_contact=True)] == [
        "De Aak"
    ]


def test_a_colleague_who_sits_there_already_goes_on_and_becomes_first_contact(fleet: Fleet) -> None:
    Membership.objects.filter(pk=fleet.seats[0].pk).update(is_first_contact=True)
    there = seat(fleet.schools[0], "cjg-coach", professional=fleet.tom)
    fleet.hand_over(*fleet.moves(fleet.tom)[:1], starts_on=TODAY)
    there.refresh_from_db()
    assert fleet.coaches()["De Aak"] == [("Samira Bakkali", date(2026, 11, 21)), ("Tom de Vries", None)]
    assert there.is_first_contact


def test_until_she_goes_she_stays_first_contact_and_the_preview_says_so(fleet: Fleet) -> None:
    Membership.objects.filter(pk=fleet.seats[0].pk).update(is_first_contact=True)
    there = seat(fleet.schools[0], "cjg-coach", professional=fleet.tom)
    (step,) = Story(fleet.moves(fleet.tom)[:1], Moment(JANUARY, TODAY)).preview("Margriet").steps
    assert step.warnings == ("Samira Bakkali is hier eerste contact. Wijs vanaf 1 januari 2027 iemand anders aan.",)
    fleet.hand_over(*fleet.moves(fleet.tom)[:1])
    there.refresh_from_db()
    assert (there.is_first_contact, fresh(fleet.seats)[0].is_first_contact) == (False, True)


def test_a_seat_that_she_has_not_begun_goes_to_the_successor_from_its_first_day(fleet: Fleet) -> None:
    fleet.seats[0].starts_on, fleet.seats[0].contact_days = date(2027, 2, 1), 1
    fleet.seats[0].save()
    StandInFactory(membership=fresh(fleet.seats)[0], starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 9))
    before = everything()
    change = fleet.hand_over(*fleet.moves(fleet.tom)[:1])
    assert [
        (str(row.professional), row.starts_on) for row in fleet.schools[0].memberships.filter(role__code="cjg-coach")
    ] == [("Tom de Vries", date(2027, 2, 1))]
    take_back(change=change, actor=fleet.leader, today=TODAY)
    assert everything() == before


def test_until_a_planned_successor_comes(fleet: Fleet) -> None:
    replace_member(membership=fleet.seats[0], successor=fleet.noor, starts_on=date(2027, 8, 1), actor=fleet.leader)
    fleet.hand_over(*fleet.moves(fleet.tom)[:1])
    assert fleet.coaches()["De Aak"] == [
        ("Samira Bakkali", NEW_YEARS_EVE),
        ("Tom de Vries", date(2027, 7, 31)),
        ("Noor Smit", None),
    ]


def test_who_stands_in_for_her_stops_with_her(fleet: Fleet) -> None:
    StandInFactory(membership=fleet.seats[0], starts_on=date(2026, 12, 1), ends_on=date(2027, 2, 1))
    fleet.hand_over(*fleet.moves(fleet.tom))
    assert StandIn.objects.get().ends_on == NEW_YEARS_EVE


# Letters


def test_each_intern_begeleider_gets_one_letter_about_her_own_school(fleet: Fleet, mailoutbox: list[object]) -> None:
    fleet.hand_over(*fleet.moves(fleet.tom))
    assert [to for to, _ in told(mailoutbox)] == [[f"ib{number}@school.example"] for number in range(3)]
    text = told(mailoutbox)[0][1]
    assert "De Aak\n- Tom de Vries volgt Samira Bakkali op als CJG-coach vanaf 1 januari 2027.\n" in text
    assert ("De Bark" in text, "margriet@example.nl" in text) == (False, True)


def test_who_is_intern_begeleider_twice_gets_one_letter_with_both_schools(
    fleet: Fleet, mailoutbox: list[object]
) -> None:
    Professional.objects.filter(pk=fleet.ibs[1].professional_id).update(email="IB0@School.example ")
    fleet.hand_over(*fleet.moves(None))
    assert [to for to, _ in told(mailoutbox)] == [["ib0@school.example"], ["ib2@school.example"]]
    assert [name in told(mailoutbox)[0][1] for name in ("De Aak", "De Bark", "De Cog")] == [True, True, False]


def test_who_stands_in_for_the_intern_begeleider_is_told_too(fleet: Fleet, mailoutbox: list[object]) -> None:
    StandInFactory(membership=fleet.ibs[0], professional__email="invaller@school.example")
    fleet.hand_over(*fleet.moves(fleet.tom)[:1])
    assert [to for to, _ in told(mailoutbox)] == [["ib0@school.example"], ["invaller@school.example"]]


def test_without_an_intern_begeleider_the_directeur_is_told(fleet: Fleet, mailoutbox: list[object]) -> None:
    Membership.objects.filter(pk=fleet.ibs[0].pk).update(ends_on=date(2026, 11, 1))
    seat(fleet.schools[0], "directeur", professional__email="directeur@school.example")
    seat(fleet.schools[1], "directeur", professional__email="niet@school.example")
    fleet.hand_over(*fleet.moves(fleet.tom)[:2])
    assert [to for to, _ in told(mailoutbox)] == [["directeur@school.example"], ["ib1@school.example"]]


def test_a_name_with_a_line_break_makes_no_line_of_its_own(fleet: Fleet, mailoutbox: list[object]) -> None:
    Professional.objects.filter(pk=fleet.tom.pk).update(first_name="Tom\nBcc: x@example.nl", surname="<script>")
    fleet.tom.refresh_from_db()
    fleet.hand_over(*fleet.moves(fleet.tom)[:1])
    text = told(mailoutbox)[0][1]
    assert "- Tom Bcc: x@example.nl de <script> volgt Samira Bakkali op" in text


# Undo, and who may


def test_undo_puts_every_row_back_and_tells_everybody_once_more(fleet: Fleet, mailoutbox: list[object]) -> None:
    before = everything()
    change = fleet.hand_over(*fleet.moves(fleet.tom))
    mailoutbox.clear()
    undoing = take_back(change=change, actor=fleet.leader, today=TODAY)
    assert everything() == before
    assert [to for to, _ in told(mailoutbox)] == [[f"ib{number}@school.example"] for number in range(3)]
    assert "Teruggedraaid: 3 plekken van Samira Bakkali overgedragen" in told(mailoutbox)[0][1]
    mailoutbox.clear()
    take_back(change=undoing, actor=fleet.leader, today=TODAY)
    assert ("Opnieuw gedaan: " in told(mailoutbox)[0][1], len(mailoutbox)) == (True, 3)


def test_undoing_something_else_tells_nobody(fleet: Fleet, mailoutbox: list[object]) -> None:
    change = end_membership(membership=fleet.seats[0], last_day=NEW_YEARS_EVE, actor=fleet.leader)
    take_back(change=change, actor=fleet.leader, today=TODAY)
    assert mailoutbox == []


def test_who_may_undo_it(fleet: Fleet) -> None:
    change = fleet.hand_over(*fleet.moves(fleet.tom))
    ib: User = UserFactory()
    Professional.objects.filter(pk=fleet.ibs[0].professional_id).update(user=ib)
    guide = GrantFactory(region=fleet.region).user
    of_one = GrantFactory(region=fleet.region, municipality=fleet.schools[0].municipality).user
    elsewhere = GrantFactory().user
    may = [can_undo(user, change, TODAY) for user in (fleet.leader, guide, ib, of_one, elsewhere)]
    assert may == [True, True, False, False, False]


# Together with others


def test_the_same_form_twice_hands_over_once(fleet: Fleet, mailoutbox: list[object]) -> None:
    fleet.hand_over(*fleet.moves(fleet.tom), key=KEY)
    with pytest.raises(AlreadyDone):
        fleet.hand_over(*fleet.moves(fleet.tom), key=KEY)
    assert len(mailoutbox) == 3


def test_the_second_of_two_is_told_what_the_first_did(fleet: Fleet) -> None:
    seen, moves = seats_snapshot(fleet.samira, TODAY), fleet.moves(fleet.noor)
    fleet.hand_over(*fleet.moves(fleet.tom))
    with pytest.raises(Stale) as told_so:
        fleet.hand_over(*moves, seen=seen, actor=UserFactory())
    assert told_so.value.differences == [
        f"De {name}, CJG-coach vanaf 1 augustus 2026: laatste dag is nu 31 december 2026 (was leeg)."
        for name in ("Aak", "Bark", "Cog")
    ]


def test_a_seat_that_is_somebody_elses_by_now_is_not_handed_over(fleet: Fleet) -> None:
    moves = fleet.moves(fleet.tom)
    Membership.objects.filter(pk=fleet.seats[1].pk).update(professional=fleet.noor)
    with pytest.raises(Stale):
        fleet.hand_over(*moves)
    assert Membership.objects.filter(professional=fleet.tom).count() == 0


def test_a_rehearsal_says_the_same_and_changes_nothing(fleet: Fleet, mailoutbox: list[object]) -> None:
    before = everything()
    seen = seats_snapshot(fleet.samira, TODAY)
    how = {"professional": fleet.samira, "today": TODAY, "seen": seen, "actor": fleet.leader}
    rehearse_hand_over(moves=fleet.moves(fleet.tom), starts_on=JANUARY, **how)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        rehearse_hand_over(moves=fleet.moves(fleet.tom), starts_on=date(2026, 8, 1), **how)  # type: ignore[arg-type]
    assert (everything(), Change.objects.count(), mailoutbox) == (before, 0, [])


# What the preview says


def test_a_preview_tells_what_to_think_of(fleet: Fleet) -> None:
    Membership.objects.filter(pk=fleet.seats[0].pk).update(contact_days=0b10)
    Professional.objects.filter(pk=fleet.tom.pk).update(half_days=0b11)
    School.objects.filter(pk=fleet.schools[0].pk).update(closed_on=date(2027, 8, 1))
    seat(fleet.schools[0], "schoolmaatschappelijk-werker", professional=fleet.tom)
    StandInFactory(
        membership=fleet.seats[0], professional=fleet.noor, starts_on=date(2026, 12, 1), ends_on=date(2027, 2, 1)
    )
    fleet.tom.refresh_from_db()
    preview = Story(fleet.moves(fleet.tom), Moment(JANUARY, TODAY)).preview("Margriet")
    assert preview.steps[0].warnings == (
        "Tom de Vries werkt niet op dinsdag, de vaste dag van deze school. Spreek een andere dag af.",
        "Tom de Vries zit hier ook al als schoolmaatschappelijk werker.",
        "Noor Smit neemt waar tot en met 1 februari 2027; dat stopt dan ook.",
        "Deze school sluit op 1 augustus 2027.",
    )
    assert [step.warnings for step in preview.steps[1:]] == [(), ()]


def test_a_preview_counts_schools_and_not_seats(fleet: Fleet) -> None:
    seat(fleet.schools[0], "schoolmaatschappelijk-werker", professional=fleet.tom)
    (load,) = Story(fleet.moves(fleet.tom), Moment(JANUARY, TODAY)).preview("Margriet").loads
    assert (load.before, load.after, load.blocks) == (1, 3, (False, True, True))


def test_a_preview_names_the_schools_where_nobody_can_be_told(fleet: Fleet) -> None:
    Professional.objects.filter(pk=fleet.ibs[0].professional_id).update(email="")
    preview = Story(fleet.moves(fleet.tom), Moment(JANUARY, TODAY)).preview("Margriet")
    assert ([str(school) for school in preview.not_told], len(preview.letters)) == (["De Aak"], 2)
