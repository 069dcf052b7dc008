"""Proof f5: the migrations go back and forward on a filled database; and what would not, is found out."""

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from proof import f5
from proof.stage import build
from tests.factories import MembershipFactory

NO_OVERLAP = ("teams", "0002_no_overlap")


@pytest.fixture
def _filled(transactional_db: None) -> Iterator[None]:
    build()
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.usefixtures("_filled")
def test_every_migration_is_taken_back_in_an_order_in_which_nothing_depends_on_it() -> None:
    order = f5.newest_first()
    assert order[-1] == ("accounts", "0001_initial")
    assert order.index(NO_OVERLAP) < order.index(("teams", "0001_initial")) < order.index(("schools", "0001_initial"))


@pytest.mark.usefixtures("_filled")
def test_the_rule_against_overlap_comes_back_with_its_migration() -> None:
    with f5.restored():
        trial = f5.back_and_forth(NO_OVERLAP)
    assert (trial.error, trial.lost, trial.rows > 0) == ("", (), True)
    row = MembershipFactory(starts_on=date(2026, 8, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(school=row.school, role=row.role, professional=row.professional, starts_on=date(2027, 8, 1))


@pytest.mark.usefixtures("_filled")
def test_a_migration_that_loses_rows_is_found_out() -> None:
    """Negative control: going back throws one row of another table away."""

    def take_back(_: f5.Migration) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM teams_standin WHERE id = (SELECT MIN(id) FROM teams_standin)")

    with patch.object(f5, "_take_back", take_back):
        assert f5.back_and_forth(f5.newest_first()[0]).lost == ("teams_standin",)


@pytest.mark.usefixtures("_filled")
def test_a_migration_without_a_way_back_is_found_out() -> None:
    """Negative control: one of the steps cannot be reversed."""
    operation = "django.db.migrations.operations.special.RunPython.reversible"
    with patch(operation, False):
        trial = f5.back_and_forth(NO_OVERLAP)
    assert trial.error.startswith("IrreversibleError")
