"""manage.py retention: contact data of who has had no seat for two years are removed, and nothing else."""

import json
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from accounts.models import User
from schools.changes import CannotUndo, undo
from schools.models import Change, School
from schools.trail import opened
from teams.actions.people import update_professional
from teams.actions.retention import years_before
from teams.models import Coordinator, Membership, PosterBundle, Professional
from tests.factories import TODAY, GrantFactory, RegionFactory, SchoolFactory, StandInFactory, UserFactory, person, seat

pytestmark = pytest.mark.django_db
LAST_TOO_LONG_AGO, LAST_STILL_KEPT = date(2024, 11, 21), date(2024, 11, 22)
CANARIES = ("kanarie@example.nl", "oud@example.nl", "12345678", "rouwverwerking", "Ik fluit")
LONG_AGO = datetime(2023, 1, 9, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def _frozen(time_machine: TimeMachineFixture, school: School) -> None:
    """Everybody is registered in 2023, and it is 22 November 2026 when the command runs."""
    time_machine.move_to(LONG_AGO, tick=False)


@pytest.fixture
def kara(school: School, ib: User) -> Professional:
    """Left just too long ago; her address was another before."""
    user = UserFactory(email="kanarie@example.nl")
    row = person(
        school, "Kara", "", "Vogel", email="oud@example.nl", user=user, expertise="rouwverwerking",
        introduction="Ik fluit graag.",
    )  # fmt: skip
    update_professional(professional=row, values={"email": "kanarie@example.nl"}, today=TODAY, actor=ib)
    with opened("Voor de proef."):
        Change.objects.update(summary="Nu te bereiken op kanarie@example.nl en 06-12345678.")
    seat(school, "cjg-coach", professional=row, starts_on=date(2022, 8, 1), ends_on=LAST_TOO_LONG_AGO)
    return Professional.objects.get(pk=row.pk)


def run(time_machine: TimeMachineFixture, *options: str) -> Any:
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    out = StringIO()
    call_command("retention", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def counts(report: Any) -> list[tuple[int, int]]:
    return [(region["people"], region["accounts"]) for region in report["regions"]]


def dump() -> str:
    models = apps.get_models(include_auto_created=True)
    return "\n".join(repr(row) for model in models for row in model._base_manager.order_by("pk").values_list())


def hits() -> list[str]:
    found = dump()
    return [canary for canary in CANARIES if canary in found]


def test_it_removes_her_contact_data_everywhere_and_keeps_her_name(
    kara: Professional, school: School, time_machine: TimeMachineFixture
) -> None:
    before = hits()
    report = run(time_machine)
    assert report == {
        "dry_run": False,
        "without_seat_since": "2024-11-22",
        "regions": [{"region": school.region.name, "people": 1, "accounts": 1}],  # type: ignore[union-attr]
        "sessions": 0,
        "posters": 0,
        "imports": 0,
        "casussen": 0,
        "guests": 0,
        "year_plans": 0,
    }
    row = Professional.objects.get(pk=kara.pk)
    assert (before, hits(), str(row), row.user, Membership.objects.count()) == (
        list(CANARIES),
        [],
        "Kara Vogel",
        None,
        1,
    )


def test_it_is_recorded_as_done_by_nobody_about_nobody(kara: Professional, time_machine: TimeMachineFixture) -> None:
    run(time_machine)
    newest = Change.objects.first()
    assert newest is not None
    assert (newest.actor, str(newest)) == (None, "Contactgegevens verwijderd na de bewaartermijn.")


def test_a_dry_run_tells_the_same_and_does_nothing(kara: Professional, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(LONG_AGO + timedelta(days=1400), tick=False)
    before = dump()
    dry = run(time_machine, "--dry-run")
    assert (counts(dry), dump()) == ([(1, 1)], before)
    assert counts(run(time_machine)) == counts(dry)


def test_a_second_run_changes_nothing(kara: Professional, time_machine: TimeMachineFixture) -> None:
    run(time_machine)
    after = dump()
    assert (counts(run(time_machine)), dump()) == ([], after)


def test_the_report_for_people_names_nobody(
    kara: Professional, school: School, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    out = StringIO()
    call_command("retention", stdout=out)
    assert out.getvalue().splitlines() == [
        "Zonder plek sinds voor 2024-11-22.",
        f"Verwijderd in {school.region}: contactgegevens van 1, ongebruikte accounts 1.",
        "Verwijderd: 0 verlopen sessies.",
        "Verwijderd: 0 bundels posters.",
        "Verwijderd: 0 ingelezen bestanden.",
        "Verwijderd: 0 casussen.",
        "Verwijderd: 0 gasten van bijeenkomsten.",
        "Verwijderd: 0 jaarplanningen.",
    ]


def test_nothing_to_do_says_so(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)
    assert "Zou verwijderen in geen enkele regio: niets." in out.getvalue()


@pytest.mark.parametrize("ends_on", [LAST_STILL_KEPT, TODAY, None])
def test_who_left_later_or_not_at_all_is_kept(
    kara: Professional, time_machine: TimeMachineFixture, ends_on: date | None
) -> None:
    Membership.objects.update(ends_on=ends_on)
    assert (counts(run(time_machine)), hits()) == ([], list(CANARIES))


def test_who_comes_back_is_kept(kara: Professional, school: School, time_machine: TimeMachineFixture) -> None:
    seat(school, "jeugdarts", professional=kara, starts_on=date(2027, 8, 1))
    assert counts(run(time_machine)) == []


def test_who_stood_in_since_is_kept(kara: Professional, school: School, time_machine: TimeMachineFixture) -> None:
    stood = seat(school, "jeugdarts", starts_on=date(2024, 8, 1))
    StandInFactory(membership=stood, professional=kara, starts_on=date(2024, 11, 1), ends_on=LAST_STILL_KEPT)
    assert counts(run(time_machine)) == []


@pytest.mark.parametrize(("known_since", "removed"), [(date(2024, 11, 21), 1), (date(2024, 11, 22), 0)])
def test_who_never_had_a_seat_counts_from_when_she_was_registered(
    school: School, time_machine: TimeMachineFixture, known_since: date, removed: int
) -> None:
    time_machine.move_to(
        datetime(known_since.year, known_since.month, known_since.day, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    )
    person(school, "Nooit", "", "Gezeten")
    assert sum(people for people, _ in counts(run(time_machine))) == removed


@pytest.mark.parametrize("power", ["grant", "coordinator"])
def test_who_holds_power_is_kept(kara: Professional, time_machine: TimeMachineFixture, power: str) -> None:
    if power == "grant":
        GrantFactory(user=kara.user)
    else:
        Coordinator.objects.create(user=kara.user, organisation=kara.organisation, starts_on=TODAY)
    assert counts(run(time_machine)) == []


def test_an_account_that_was_used_since_stays(kara: Professional, time_machine: TimeMachineFixture) -> None:
    User.objects.filter(pk=kara.user_id).update(last_login=datetime(2025, 3, 1, tzinfo=ZoneInfo("UTC")))
    report = run(time_machine)
    assert (counts(report), Professional.objects.get(pk=kara.pk).user) == ([(1, 0)], kara.user)


def test_no_undo_brings_it_back(kara: Professional, ib: User, time_machine: TimeMachineFixture) -> None:
    older = Change.objects.get()
    run(time_machine)
    with pytest.raises(CannotUndo):
        undo(change=older, actor=ib)
    undo(change=Change.objects.get(actor=None), actor=ib)
    assert hits() == []


def test_one_who_cannot_be_done_holds_up_nobody_before_her(
    kara: Professional, time_machine: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SchoolFactory()
    seat(
        other,
        "cjg-coach",
        professional=person(other, "Na", "", "Haar"),
        starts_on=date(2022, 8, 1),
        ends_on=LAST_TOO_LONG_AGO,
    )

    def breaks(*, found: Any) -> None:
        if str(found.professional) == "Na Haar":
            raise RuntimeError
        original(found=found)

    from teams.management.commands import retention

    original = retention.remove_contact_data
    monkeypatch.setattr(retention, "remove_contact_data", breaks)
    with pytest.raises(RuntimeError):
        run(time_machine)
    assert (Professional.objects.get(pk=kara.pk).email, Professional.objects.get(surname="Haar").email != "") == (
        "",
        True,
    )


def test_how_long_is_a_setting(kara: Professional, settings: Settings, time_machine: TimeMachineFixture) -> None:
    settings.RETENTION_YEARS = 3
    assert counts(run(time_machine)) == []


def test_expired_sessions_go_and_others_stay(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    for hours in (-1, 1):
        Session.objects.create(session_key=str(uuid4()), expire_date=timezone.now() + timedelta(hours=hours))
    assert (run(time_machine, "--dry-run")["sessions"], Session.objects.count()) == (1, 2)
    assert (run(time_machine)["sessions"], Session.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("today", "before"), [(date(2026, 11, 22), date(2024, 11, 22)), (date(2028, 2, 29), date(2026, 2, 28))]
)
def test_some_years_before(today: date, before: date) -> None:
    assert years_before(today, 2) == before


def test_posters_of_a_region_go_after_two_weeks(time_machine: TimeMachineFixture) -> None:
    region, noon = RegionFactory(), datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    for days in (15, 14, 0):
        time_machine.move_to(noon - timedelta(days=days), tick=False)
        PosterBundle.objects.create(region=region, day=TODAY, moved_at=timezone.now())
    assert (run(time_machine, "--dry-run")["posters"], PosterBundle.objects.count()) == (1, 3)
    assert (run(time_machine)["posters"], PosterBundle.objects.count()) == (1, 2)
