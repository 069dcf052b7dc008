"""When the demo is laid out, that it is the same every time, and that it touches nothing else."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from schools.changes import undo
from schools.models import Board, Change, Grant, Municipality, Region, School
from schools.trail import opened
from teams import defaults
from teams.actions.seats import replace_member
from teams.demo import accounts
from teams.models import Membership, Organisation, Professional, Role, SeatTemplate, StandIn, TeamConfirmation

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)
MODELS = (
    Board,
    Grant,
    Membership,
    Municipality,
    Organisation,
    Professional,
    Region,
    School,
    SeatTemplate,
    StandIn,
    TeamConfirmation,
)


def lay(day: date = DAY, *options: str) -> None:
    call_command("demo", "--today", day.isoformat(), *options)


def rows() -> dict[str, list[Any]]:
    """Every row with its key, accounts and history included; a password that nobody can use is a random text."""
    found: dict[str, list[Any]] = {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}
    found["User"] = list(User.objects.order_by("pk").values("pk", "email", "date_joined", "is_active"))
    for model in (Membership, Professional, StandIn, TeamConfirmation):
        found[f"history of {model.__name__}"] = list(model.history.order_by("history_id").values())
    return found


def contents() -> list[Counter[tuple[str, ...]]]:
    """Every row in words, without keys."""

    def of(queryset: Any, *fields: str) -> Counter[tuple[str, ...]]:
        return Counter(tuple(map(repr, row)) for row in queryset.values_list(*fields))

    def own(model: Any) -> list[str]:
        return [field.name for field in model._meta.fields if not field.primary_key and not field.is_relation]

    return [
        of(User.objects, "email", "date_joined", "is_active"),
        of(Grant.objects, "user__email", "region__name", *own(Grant)),
        of(School.objects, "region__name", "municipality__code", "board__code", *own(School)),
        of(Municipality.objects, "regions__name", *own(Municipality)),
        of(Board.objects, *own(Board)),
        of(Organisation.objects, "region__name", "municipalities__code", *own(Organisation)),
        of(Professional.objects, "organisation__name", "user__email", *own(Professional)),
        of(SeatTemplate.objects, "region__name", "roles__code", *own(SeatTemplate)),
        of(
            Membership.objects,
            "school__name",
            "role__code",
            "professional__email",
            "professional__sort_key",
            *own(Membership),
        ),
        of(StandIn.objects, "membership__school__name", "membership__role__code", "professional__email", *own(StandIn)),
        of(TeamConfirmation.objects, "school__name", "confirmed_by__email", *own(TeamConfirmation)),
        of(Membership.history, "school__name", "professional__sort_key", "history_date", "history_type", "starts_on"),
    ]


def test_refuses_when_the_demo_is_off(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="De demo staat uit"):
        lay()
    assert not Region.objects.exists()


def test_refuses_what_is_no_day() -> None:
    with pytest.raises(CommandError, match="geen dag als 2026-11-22"):
        call_command("demo", "--today", "morgen")


def test_laid_out_anew_it_holds_the_same() -> None:
    lay()
    first, keys = contents(), set(Membership.objects.values_list("pk", flat=True))
    lay(DAY, "--fresh")
    assert contents() == first
    assert keys.isdisjoint(Membership.objects.values_list("pk", flat=True))


def test_the_second_run_changes_nothing() -> None:
    lay()
    before = rows()
    lay()
    assert rows() == before


def test_a_day_asked_for_is_laid_out_also_after_another() -> None:
    lay(date(2027, 2, 28))
    direct = contents()
    lay(DAY)
    lay(date(2027, 2, 28))
    assert contents() == direct


@pytest.mark.parametrize(("later", "stays"), [(0, True), (7, True), (8, False), (-1, False)])
def test_without_a_day_a_demo_of_a_week_stays(time_machine: Any, later: int, stays: bool) -> None:
    lay()
    before = rows()
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(days=later), tick=False)
    call_command("demo", verbosity=0)
    assert (rows() == before) is stays


def test_says_what_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    lay()
    lay()
    lay(date(2026, 12, 31))
    assert capsys.readouterr().out.splitlines() == [
        "De demo is neergelegd voor 22-11-2026.",
        "De demo van 22-11-2026 ligt er al. Met --fresh leg je hem opnieuw neer.",
        "De demo is opnieuw neergelegd voor 31-12-2026. Wat daarin veranderd was, is weg.",
    ]


def test_accounts_stay_when_it_is_laid_out_anew() -> None:
    lay()
    before = set(User.objects.values_list("pk", "email", "password"))
    lay(date(2026, 12, 31))
    assert set(User.objects.values_list("pk", "email", "password")) == before


def test_what_somebody_changed_goes_with_its_history() -> None:
    lay()
    school = School.objects.get(name="De Zeester")
    done = Change.objects.create(school=school, summary="Gewijzigd")
    Change.objects.create(school=school, summary="Teruggedraaid", undoes=done)
    seat = school.memberships.first()
    assert seat is not None
    seat.contact_hours = "op afspraak"
    seat.save()
    with opened("Een regel van de geschiedenis hoort bij wat er gedaan is."):
        Membership.history.filter(contact_hours="op afspraak").update(change=done)
    lay(DAY, "--fresh")
    assert not Change.objects.exists()
    assert not Membership.history.filter(contact_hours="op afspraak").exists()
    assert not Membership.history.exclude(history_type="+").exists()


def test_every_row_that_keeps_history_has_its_first_image() -> None:
    lay()
    for model in (Membership, Professional, StandIn, TeamConfirmation):
        images = Counter(model.history.values_list("id", flat=True))
        assert images == Counter(model.objects.values_list("pk", flat=True))


def test_rows_are_written_together() -> None:
    with CaptureQueriesContext(connection) as done:
        lay()
    writes = Counter(query["sql"].split()[2] for query in done.captured_queries if query["sql"].startswith("INSERT"))
    assert writes['"teams_membership"'] < 20 < Membership.objects.count()
    assert writes['"teams_professional"'] < 10
    assert writes['"schools_school"'] < 5


def test_what_was_done_and_undone_goes_with_its_history() -> None:
    lay()
    ib = User.objects.get(email=accounts.IB.email)
    seat = Membership.objects.get(school__name="De Zeester", role__code=defaults.CJG_COACH, ends_on=None)
    before = rows()["Membership"]
    successor = Professional.objects.get(email="tom.devries@example.nl")
    done = replace_member(membership=seat, successor=successor, starts_on=DAY + timedelta(days=9), actor=ib)
    undo(change=done, actor=ib)
    assert rows()["Membership"] == before
    lay(DAY, "--fresh")
    assert not Change.objects.exists()
    assert not Membership.history.exclude(history_type="+").exists()


@pytest.fixture
def other_region() -> Region:
    """A region that is not of the demo, with one of everything, in a municipality that the demo also uses."""
    other = Region.objects.create(name="Elders", po_code="PO2001")
    municipality = Municipality.objects.create(code="9901", name="Duinveen")
    board = Board.objects.create(code="99001", name="Bestuur")
    school = School.objects.create(
        establishment_code="01AA00",
        name="De Zeester",
        sector="BO",
        holiday_region="N",
        municipality=municipality,
        board=board,
        region=other,
    )
    organisation = Organisation.objects.create(region=other, name="CJG", kind="cjg")
    who = Professional.objects.create(surname="Elders", organisation=organisation)
    role = Role.objects.create(code="cjg-coach", name="CJG-coach", domain="jeugdhulp", organisation_kind="cjg")
    Membership.objects.create(school=school, role=role, professional=who, starts_on=DAY)
    Change.objects.create(school=school, summary="Iets")
    return other


def test_other_regions_are_left_alone(other_region: Region) -> None:
    def of_the_other() -> list[Any]:
        return [
            list(Region.objects.filter(pk=other_region.pk).values()),
            list(School.objects.filter(region=other_region).values()),
            list(Professional.objects.filter(organisation__region=other_region).values()),
            list(Membership.objects.filter(school__region=other_region).values()),
            list(Membership.history.filter(professional__surname="Elders").values()),
            list(Change.objects.filter(school__region=other_region).values()),
            list(Board.objects.filter(code="99001").values()),
            list(Municipality.objects.filter(code="9901").values()),
        ]

    before = of_the_other()
    lay()
    lay(DAY, "--fresh")
    assert of_the_other() == before
