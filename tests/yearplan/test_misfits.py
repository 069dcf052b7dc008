"""What does not fit: together where the same stands in the way, and each remedy with the page where it is done."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from meetings.enums import MeetingKind
from meetings.moments.circumstances import Slot
from meetings.planner.explaining import Fact, FactKind
from meetings.planner.freeing import Change, ChangeKind
from tests.factories import GrantFactory
from tests.pages import all_words, of_class, page, sign_in
from tests.yearplan.years import Around
from yearplan.findings import keep_changes, keep_facts
from yearplan.models import ProposedSession
from yearplan.pages.misfits import grouped, misfits_of

pytestmark = pytest.mark.django_db
SLOT = Slot(date(2027, 3, 9), time(15), 90)


@pytest.fixture
def around(today: date) -> Around:
    found = Around(schools=4)
    found.computed()
    return found


def put_out(row: ProposedSession, *facts: Fact, helps: tuple[Change, ...] = ()) -> ProposedSession:
    row.starts_at, row.is_explained = None, True
    row.why, row.helps = keep_facts(facts), keep_changes(helps)
    row.save()
    return row


def works_tuesdays(person: int) -> Fact:
    return Fact(FactKind.NOT_WORKING, person, 31, 31, ())


def test_three_with_the_same_reason_are_told_together_and_the_others_after_them(around: Around) -> None:
    full = Fact(FactKind.WEEK_FULL, around.guide.pk, 4, 4, ())
    rows = [put_out(around.session(number), works_tuesdays(around.coach.pk), full) for number in range(3)]
    rows.append(put_out(around.session(3), Fact(FactKind.SIBLING, None, 8, 2, ())))
    groups = grouped(misfits_of(rows, rows))
    assert [(group.reason, [each.row.school.name for each in group.misfits]) for group in groups] == [
        ("Ineke Vermaat begeleidt in weken die al vol zijn", ["De Boog 0", "De Boog 1", "De Boog 2"]),
        ("", ["De Boog 3"]),
    ]


def test_two_are_not_many(around: Around) -> None:
    rows = [put_out(around.session(number), works_tuesdays(around.coach.pk)) for number in range(2)]
    assert [group.reason for group in grouped(misfits_of(rows, rows))] == [""]


def test_each_remedy_leads_to_where_it_is_done(around: Around) -> None:
    other = around.session(1)
    plan, coach, code = around.plan.pk, around.coach.pk, around.schools[0].establishment_code
    cases = {
        Change(ChangeKind.EXTRA_HALF_DAY, coach, 0, 1, slot=SLOT): reverse("teams:edit_person", args=[coach]),
        Change(ChangeKind.PRESENT, coach, slot=SLOT): reverse("yearplan:replan", args=[plan]),
        Change(ChangeKind.OPTIONAL, coach, slot=SLOT): reverse("teams:seat_templates", args=[around.region.pk]),
        Change(ChangeKind.UNLOCK, session=2 * other.school_id + 1, slot=SLOT): reverse(
            "yearplan:session", args=[plan, other.pk]
        ),
        Change(ChangeKind.EXTRA_START, starts=time(9), slot=SLOT): reverse("yearplan:school", args=[plan, code])
        + "#kop-anders",
        Change(ChangeKind.EARLIER, slot=SLOT): reverse("yearplan:settings", args=[plan]) + "#div_id_spring_first",
        Change(ChangeKind.LATER, slot=SLOT): reverse("yearplan:settings", args=[plan]) + "#div_id_spring_last",
    }
    assert {change.kind for change in cases} == set(ChangeKind)
    row = put_out(around.session(0), works_tuesdays(coach), helps=tuple(cases))
    (misfit,) = misfits_of([row], [row, other])
    assert [way.url for way in misfit.helps] == list(cases.values())
    planner = sign_in(Client(), around.user)
    assert [planner.get(way.url).status_code for way in misfit.helps] == [200] * len(cases)


def test_who_left_since_has_no_page_to_go_to(around: Around) -> None:
    row = put_out(around.session(0), helps=(Change(ChangeKind.EXTRA_HALF_DAY, 987654, 0, 1, slot=SLOT),))
    (misfit,) = misfits_of([row], [row])
    assert [way.url for way in misfit.helps] == [""]


def test_who_only_reads_is_not_led_to_what_she_cannot_change(around: Around) -> None:
    put_out(
        around.session(0),
        works_tuesdays(around.coach.pk),
        helps=(Change(ChangeKind.EARLIER, slot=SLOT),),
    )
    address = reverse("yearplan:plan", args=[around.plan.pk])
    reader = GrantFactory(kind="swv", region=around.region).user
    shown = [page(sign_in(Client(), user).get(address)) for user in (around.user, reader)]
    texts = [all_words(each, of_class("helps") + "/li/span") for each in shown]
    assert texts[0] == texts[1] != []
    assert [len(each.xpath(of_class("helps") + "//a")) for each in shown] == [1, 0]
    assert MeetingKind.VERDIEPING.label in all_words(shown[0], of_class("misfit") + "//p")[0]
