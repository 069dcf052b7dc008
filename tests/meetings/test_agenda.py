"""The agenda that writes itself, and the running order of a region."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings.actions.agenda import (
    ItemContent,
    add_item,
    adopt_agenda,
    agenda_snapshot,
    drop_agenda,
    move_item,
    own_items,
    remove_item,
    update_item,
)
from meetings.agenda.default import DEFAULTS
from meetings.agenda.writing import Agenda, agenda_of
from meetings.enums import MeetingKind, MeetingState, Reply
from meetings.models import AgendaItem, Meeting
from schools.changes import Stale
from schools.models import Region, School
from teams.models import Membership, Professional
from tests.factories import (
    AgreementFactory,
    GuestFactory,
    MeetingFactory,
    RegionFactory,
    UserFactory,
    fill_required_seats,
    person,
    seat,
)
from tests.meetings.conftest import TUESDAY, planned

TODAY = date(2026, 11, 22)
KENNISMAKING = MeetingKind.KENNISMAKING
CONTENT = ItemContent("Rondje langs de deuren", 15)


@pytest.fixture
def region(school: School) -> Region:
    assert school.region is not None
    return school.region


def held(school: School, **fields: object) -> Meeting:
    """A session of last spring."""
    values = {"kind": "verdieping", "state": MeetingState.HELD, "starts_at": TUESDAY - timedelta(days=270), **fields}
    found: Meeting = MeetingFactory(school=school, **values)
    return found


def made(meeting: Meeting) -> Agenda:
    return agenda_of(meeting, today=TODAY)


def names(agenda: Agenda) -> list[str]:
    return [str(row.professional) for row in agenda.new]


# When what begins


def test_times_are_counted_from_the_start(meeting: Meeting) -> None:
    assert [(line.at, line.minutes) for line in made(meeting).lines] == [
        ("15.00", 5),
        ("15.05", 25),
        ("15.30", 10),
        ("15.40", 30),
        ("16.10", 10),
        ("16.20", 10),
    ]


def test_a_longer_session_gives_every_item_more(meeting: Meeting) -> None:
    Meeting.objects.update(minutes=180)
    meeting.refresh_from_db()
    assert [line.at for line in made(meeting).lines] == ["15.00", "15.10", "16.00", "16.20", "17.20", "17.40"]


def test_without_a_date_it_says_how_far_in(school: School, anneke: Membership, ineke: Professional) -> None:
    found = planned(school, ineke, starts_at=None)
    assert [line.at for line in made(found).lines][:2] == ["na 0 min", "na 5 min"]


def test_a_session_of_a_few_has_no_running_order_but_what_is_known(
    school: School, samira: Membership, ineke: Professional
) -> None:
    found = made(planned(school, ineke, kind=MeetingKind.SUBSET, title="Alleen CJG"))
    assert (found.lines, found.rest) == ((), ["people", "agreements"])


# What it fills in


def test_the_first_time_nobody_is_called_new(meeting: Meeting) -> None:
    agenda = made(meeting)
    assert (agenda.since, names(agenda), agenda.change) == (None, [], None)


def test_who_came_since_the_last_session_that_was_held_is_new_and_who_went_is_gone(
    school: School, anneke: Membership, samira: Membership, meeting: Meeting
) -> None:
    last = held(school)
    held(school, kind="other", state=MeetingState.CANCELLED, starts_at=TUESDAY - timedelta(days=10))
    assert last.day is not None
    Membership.objects.filter(pk=samira.pk).update(starts_on=date(2024, 8, 1), ends_on=last.day)
    seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"), starts_on=last.day + timedelta(days=9))
    agenda = made(meeting)
    assert (agenda.since, names(agenda)) == (last, ["Eva Jansen"])
    assert [(what, str(row.professional)) for what, row in agenda.of_partners] == [
        ("nieuw", "Eva Jansen"),
        ("weg", "Samira Bakkali"),
    ]
    assert agenda.of_school == []


def test_a_side_session_does_not_make_new_people_known(school: School, anneke: Membership, meeting: Meeting) -> None:
    last = held(school)
    assert last.day is not None
    seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"), starts_on=last.day + timedelta(days=2))
    held(school, kind="other", title="Kort overleg", starts_at=TUESDAY - timedelta(days=10))
    held(school, kind="subset", title="Alleen IB en SWV", starts_at=TUESDAY - timedelta(days=9))
    agenda = made(meeting)
    assert (agenda.since, names(agenda)) == (last, ["Samira Bakkali", "Eva Jansen"])


def test_who_came_of_the_school_itself_is_told_apart(school: School, anneke: Membership, meeting: Meeting) -> None:
    held(school)
    seat(school, "directeur", professional=person(school, "Piet", "", "Bos"), starts_on=TODAY)
    agenda = made(meeting)
    assert [(what, str(row.professional)) for what, row in agenda.of_school] == [("nieuw", "Piet Bos")]


def test_another_school_adds_nothing(meeting: Meeting, far: School, far_ib: Membership) -> None:
    theirs = held(far)
    AgreementFactory(meeting=theirs)
    agenda = made(meeting)
    assert (agenda.since, agenda.agreements) == (None, ())


def test_seats_that_must_be_filled_and_are_not(school: School, meeting: Meeting) -> None:
    fill_required_seats(school)
    assert made(meeting).vacancies == ()
    Membership.objects.filter(role__code="leerplichtambtenaar").update(ends_on=TODAY)
    assert made(meeting).vacancies == ("Leerplichtambtenaar",)


def test_open_agreements_of_earlier_sessions_come_back_until_they_are_done(school: School, meeting: Meeting) -> None:
    last = held(school)
    late = AgreementFactory(meeting=last, text="Later", due_on=date(2026, 12, 1))
    soon = AgreementFactory(meeting=last, text="Eerst", due_on=date(2026, 5, 1))
    AgreementFactory(meeting=last, text="Gedaan", done_on=TODAY)
    AgreementFactory(meeting=meeting, text="Van nu")
    after = MeetingFactory(school=school, kind="other", title="x", starts_at=TUESDAY + timedelta(days=9))
    AgreementFactory(meeting=after, text="Van later")
    assert made(meeting).agreements == (soon, late)


def test_nothing_is_carried_to_a_session_that_was_called_off(school: School, meeting: Meeting) -> None:
    AgreementFactory(meeting=held(school))
    meeting.state = MeetingState.CANCELLED
    assert made(meeting).agreements == ()


def test_who_comes_in_the_place_of_a_guest_is_named(meeting: Meeting) -> None:
    row = GuestFactory(meeting=meeting, guest_name="Wilma Terpstra", answer=Reply.NO, stand_in_name="Piet Bos")
    agenda = made(meeting)
    assert (agenda.guests, [each.who_comes for each in agenda.guests]) == (
        (row,),
        ["Piet Bos (in plaats van Wilma Terpstra)"],
    )


def test_a_verdieping_names_its_casussen_at_the_item_about_them(meeting: Meeting) -> None:
    verdieping = MeetingFactory(school=meeting.school, kind="verdieping")
    agenda = agenda_of(verdieping, today=TODAY, casussen=["Stil sinds de zomer"])
    assert [(line.title, line.casussen) for line in agenda.lines if line.casussen] == [
        ("Samen aan een casus", ("Stil sinds de zomer",))
    ]
    assert (agenda.rest_of_casussen, made(verdieping).rest_of_casussen) == ((), ())


def test_where_no_item_is_about_a_casus_it_stands_below(meeting: Meeting) -> None:
    agenda = agenda_of(meeting, today=TODAY, casussen=["Stil sinds de zomer"])
    assert agenda.rest_of_casussen == ("Stil sinds de zomer",)


def test_guests_who_come_are_named_and_who_said_no_is_not(meeting: Meeting) -> None:
    comes = GuestFactory(meeting=meeting)
    GuestFactory(meeting=meeting, guest_name="Zegt Nee", answer=Reply.NO)
    GuestFactory(meeting=meeting, guest_name="Ingetrokken", is_withdrawn=True)
    agenda = made(meeting)
    assert (agenda.guests, agenda.rest) == ((comes,), ["guests"])


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(school: School, meeting: Meeting) -> None:
    last = held(school)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            agenda = made(Meeting.objects.with_school().get(pk=meeting.pk))
            [str(row.owner) for row in agenda.agreements]
            [str(row.professional.organisation) for _, row in (*agenda.of_school, *agenda.of_partners)]
        return len(found)

    AgreementFactory(meeting=last)
    seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"), starts_on=TODAY)
    few = queries()
    for number in range(8):
        AgreementFactory(meeting=last, owner=person(school, f"Nr{number}", "", "Bos"))
        GuestFactory(meeting=meeting)
        seat(school, "jeugdarts", professional=person(school, f"Arts{number}", "", "Bos"), starts_on=TODAY)
    assert queries() == few


# The region's own


def titles(region: Region, kind: MeetingKind = KENNISMAKING) -> list[str]:
    return [item.title for item in own_items(region, kind)]


def test_a_region_makes_the_agenda_its_own_and_only_its_schools_use_it(
    region: Region, meeting: Meeting, ineke: Professional
) -> None:
    assert ineke.user is not None
    adopt_agenda(region=region, kind=KENNISMAKING, actor=ineke.user)
    assert titles(region) == [item.title for item in DEFAULTS[KENNISMAKING]]
    update_item(item=own_items(region, KENNISMAKING)[0], content=CONTENT, actor=ineke.user)
    agenda = made(meeting)
    assert (agenda.is_of_region, agenda.lines[0].title) == (True, "Rondje langs de deuren")
    elsewhere = MeetingFactory()
    assert made(elsewhere).lines[0].title == "Welkom"
    assert (titles(RegionFactory()), titles(region, MeetingKind.VERDIEPING)) == ([], [])


def test_it_is_made_its_own_once(region: Region) -> None:
    actor = UserFactory()
    adopt_agenda(region=region, kind=KENNISMAKING, actor=actor)
    with pytest.raises(Stale):
        adopt_agenda(region=region, kind=KENNISMAKING, actor=actor)


def test_an_item_comes_at_the_end_of_what_was_there(region: Region) -> None:
    change = add_item(region=region, kind=KENNISMAKING, content=CONTENT, actor=UserFactory())
    assert titles(region) == [*(item.title for item in DEFAULTS[KENNISMAKING]), "Rondje langs de deuren"]
    assert change.summary == "Agendapunt toegevoegd (kennismaking): Rondje langs de deuren."


def test_an_item_moves_and_goes(region: Region) -> None:
    actor = UserFactory()
    adopt_agenda(region=region, kind=KENNISMAKING, actor=actor)
    first, second, *_ = own_items(region, KENNISMAKING)
    move_item(item=first, steps=1, actor=actor)
    assert titles(region)[:2] == [second.title, first.title]
    with pytest.raises(Stale):
        move_item(item=second, steps=-1, actor=actor)
    assert titles(region)[:2] == [second.title, first.title]
    remove_item(item=second, actor=actor)
    assert titles(region)[0] == first.title


def test_going_back_asks_again_when_somebody_changed_it_meanwhile(region: Region) -> None:
    actor = UserFactory()
    adopt_agenda(region=region, kind=KENNISMAKING, actor=actor)
    seen = agenda_snapshot(region, KENNISMAKING)
    add_item(region=region, kind=KENNISMAKING, content=CONTENT, actor=actor)
    with pytest.raises(Stale):
        drop_agenda(region=region, kind=KENNISMAKING, seen=seen, actor=actor)
    drop_agenda(region=region, kind=KENNISMAKING, actor=actor)
    assert titles(region) == []


@pytest.mark.parametrize(
    "fields", [{"minutes": 0}, {"minutes": 241}, {"title": ""}, {"kind": "other"}, {"shows": "alles"}]
)
def test_the_database_refuses_what_is_no_item(region: Region, fields: dict[str, object]) -> None:
    values = {"region": region, "kind": "kennismaking", "title": "Welkom", "minutes": 5, **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(**values)
