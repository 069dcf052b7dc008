"""The trail cannot be edited: not by the program's own models, and not by plain SQL."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from accounts.models import User
from schools.changes import recorded
from schools.models import Change, FreePeriod, Opening, School
from schools.trail import kept_models, opened
from teams.actions.log import write_log
from teams.enums import LogKind
from teams.models import LogEntry, Professional, SeatTemplate
from tests.factories import FreePeriodFactory, ProfessionalFactory, RoleFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
FREE_PERIOD, ROLES = FreePeriod.history.model, SeatTemplate.history.model.roles.model


@pytest.fixture
def actor() -> User:
    user: User = UserFactory()
    return user


@pytest.fixture
def change(actor: User) -> Change:
    """Somebody added a free day, and a role to a seat: so there is an image of a row, and of what it is tied to."""
    school: School = SchoolFactory()
    with recorded(subject=school, actor=actor) as change:
        FreePeriodFactory(school=school)
        SeatTemplate.objects.for_school(school)[0].roles.add(RoleFactory(code="wijkagent"))
        change.summary = "Vrije dag erbij."
    return change


@pytest.fixture
def entry(actor: User) -> LogEntry:
    somebody = ProfessionalFactory()
    return write_log(kind=LogKind.PHONE_SHOWN, actor=actor, summary="Bekeek het nummer van Samira.", about=somebody)


def rewritten(model: type[Model], **values: Any) -> Callable[[], object]:
    return lambda: model._base_manager.update(**values)


def removed(model: type[Model]) -> Callable[[], object]:
    """Without asking Django first, which would find out that others point to it."""
    return lambda: model._base_manager.all()._raw_delete("default")


def by_sql(statement: str) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def contents(*models: type[Model]) -> list[list[dict[str, Any]]]:
    return [list(model._base_manager.order_by("pk").values()) for model in models]


@pytest.mark.parametrize(
    "attempt",
    [
        rewritten(Change, summary="Niets gedaan."),
        rewritten(Change, made_at="2020-01-01T00:00Z"),
        rewritten(Change, actor=None, summary="Niets gedaan."),
        removed(Change),
        rewritten(LogEntry, summary="Niets bekeken."),
        rewritten(LogEntry, about=None, kind=LogKind.EXPORTED),
        removed(LogEntry),
        rewritten(FREE_PERIOD, label="Anders"),
        rewritten(FREE_PERIOD, change=None),
        rewritten(FREE_PERIOD, history_date="2020-01-01T00:00Z"),
        removed(FREE_PERIOD),
        rewritten(ROLES, role=None),
        removed(ROLES),
        by_sql("UPDATE schools_change SET summary = 'Niets gedaan.'"),
        by_sql("DELETE FROM teams_logentry"),
        by_sql("UPDATE schools_historicalfreeperiod SET label = 'Anders'"),
        by_sql("DELETE FROM schools_historicalfreeperiod"),
    ],
)
def test_nothing_in_the_trail_can_be_changed_or_removed(
    change: Change, entry: LogEntry, attempt: Callable[[], object]
) -> None:
    models = (Change, LogEntry, FREE_PERIOD, ROLES)
    before = contents(*models)
    assert all(before)
    with pytest.raises(IntegrityError, match="The trail is only added to"), transaction.atomic():
        attempt()
    assert contents(*models) == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does not know it.")
def test_a_row_of_the_trail_cannot_be_replaced(change: Change) -> None:
    again = "INSERT OR REPLACE INTO schools_historicalfreeperiod SELECT * FROM schools_historicalfreeperiod"
    with pytest.raises(IntegrityError), transaction.atomic():
        by_sql(again)()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite does not know it.")
@pytest.mark.django_db(transaction=True)
def test_a_table_of_the_trail_cannot_be_truncated(change: Change) -> None:
    with pytest.raises(IntegrityError):
        by_sql("TRUNCATE schools_historicalfreeperiod")()
    assert FREE_PERIOD.objects.count() == 1


def test_every_table_of_the_trail_is_guarded(change: Change) -> None:
    by_database = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    if connection.vendor == "postgresql":
        by_database = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass"
    guarded = {}
    for model in kept_models():
        with connection.cursor() as cursor:
            cursor.execute(by_database, [model._meta.db_table])
            guarded[model] = len([name for (name,) in cursor.fetchall() if name.startswith("schools_keep_")])
    assert guarded == dict.fromkeys(kept_models(), 3)


def test_every_row_image_change_and_log_entry_is_kept() -> None:
    names = {model.__name__ for model in kept_models()}
    assert {"Change", "LogEntry", "Opening", "HistoricalMembership", "HistoricalSeatTemplate_roles"} <= names


def test_an_account_that_goes_leaves_the_rest_of_the_trail_as_it_was(
    change: Change, entry: LogEntry, actor: User
) -> None:
    before = contents(Change, LogEntry, FREE_PERIOD)
    actor.delete()
    for rows, reference in zip(before, ("actor_id", "actor_id", "history_user_id"), strict=True):
        for row in rows:
            row[reference] = None
    assert contents(Change, LogEntry, FREE_PERIOD) == before


def test_a_person_who_goes_leaves_what_was_done_about_her(entry: LogEntry) -> None:
    Professional.objects.all().delete()
    assert LogEntry.objects.values_list("about", "summary").get() == (None, "Bekeek het nummer van Samira.")


def test_a_change_must_say_what_was_done(actor: User) -> None:
    with pytest.raises(ValueError, match="says what was done"), recorded(subject=SchoolFactory(), actor=actor):
        FreePeriodFactory()
    assert (Change.objects.count(), FreePeriod.objects.count()) == (0, 0)


def test_what_is_opened_can_be_mended_and_the_opening_is_kept(change: Change) -> None:
    with opened("Iemand is gewist."):
        FREE_PERIOD.objects.update(label="gewist")
        Change.objects.filter(pk=change.pk).update(summary="Gewist.")
    assert FREE_PERIOD.objects.get().label == "gewist"
    assert list(Opening.objects.values_list("reason", "is_open")) == [("Iemand is gewist.", False)]


def test_after_an_opening_the_trail_is_closed_again(change: Change) -> None:
    with opened("Iemand is gewist."):
        pass
    for attempt in (removed(FREE_PERIOD), rewritten(Opening, reason="Niets."), removed(Opening)):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_an_opening_within_another_leaves_the_outer_open(change: Change) -> None:
    with opened("Buiten."):
        with opened("Binnen."):
            FREE_PERIOD.objects.update(label="eerst")
        FREE_PERIOD.objects.update(label="daarna")
    assert FREE_PERIOD.objects.get().label == "daarna"


def test_what_breaks_off_in_an_opening_leaves_all_as_it_was_and_closed(change: Change) -> None:
    def mend_half() -> None:
        with opened("Half."):
            FREE_PERIOD.objects.update(label="half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        mend_half()
    assert (Opening.objects.count(), FREE_PERIOD.objects.get().label) == (0, "Dag na Hemelvaart")
    with pytest.raises(IntegrityError), transaction.atomic():
        FREE_PERIOD.objects.update(label="half")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one connection write at a time.")
@pytest.mark.django_db(transaction=True)
def test_an_opening_is_for_its_own_connection_only(change: Change) -> None:
    other = connection.copy()
    try:
        with opened("Hier."), pytest.raises(IntegrityError), other.cursor() as cursor:
            cursor.execute("UPDATE schools_historicalfreeperiod SET label = 'elders'")
    finally:
        other.close()
    assert FREE_PERIOD.objects.get().label == "Dag na Hemelvaart"


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_is_possible_and_leaves_the_guard(change: Change) -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert Change.objects.count() == 0
    FreePeriodFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        FREE_PERIOD.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_migrating_lays_the_guard_again(change: Change) -> None:
    call_command("migrate", "teams", "0002", verbosity=0)
    call_command("migrate", verbosity=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        FREE_PERIOD.objects.all().delete()
