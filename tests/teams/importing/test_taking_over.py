"""What was chosen is taken over as one change: all of it or nothing, once, and undone as one."""

from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from accounts.models import User
from schools.changes import undo
from schools.models import Change, Region, School
from teams.actions.handover import take_back
from teams.actions.seats import end_membership
from teams.enums import ImportState
from teams.importing import steps, taking_over
from teams.models import ImportRow, Membership, PlannedMember, Professional, Role, TeamImport
from tests.factories import PlannedMemberFactory, seat
from tests.teams.importing.corpus import csv
from tests.teams.importing.filing import TODAY, carry_out, only, take, verdicts

HEAD = "School;Plaats;Rol;Naam;E-mail;Telefoon;Vanaf;Organisatie"
FILE = csv(
    "De Zeester;;CJG-coach;Ayşe Yıldız;ayse@example.nl;06-12345678;1-9-2026;",
    "De Ark;Duinveen;CJG-coach;Yıldız, Ayşe;;;;",
    "De Ark;Zandermeer;CJG;Ayse Yildiz;AYSE@example.nl;;;",
    "De Zeester;;IB;Anneke Visser;;06-87654321;;",
    "De Zeester;;directeur;Floor van den Berg;;;;",
    "De Zeester;;ijscoman;Iemand;;;;",
    head=HEAD,
)
TABLES: tuple[Any, ...] = (Professional, Membership, Professional.history, Membership.history, Change)


def state() -> list[list[Any]]:
    return [sorted(map(repr, table.values_list())) for table in (_rows(each) for each in TABLES)]


def _rows(table: Any) -> Any:
    return table.all() if hasattr(table, "all") else table.objects.all()


def team(name: str, city: str = "Duinveen") -> set[tuple[str, str, date]]:
    rows = Membership.objects.filter(school__name=name, school__city=city)
    return {
        (row.role.code, str(row.professional), row.starts_on) for row in rows.select_related("role", "professional")
    }


def test_new_people_are_made_once_and_get_all_their_seats(region: Region, guide: User) -> None:
    row = carry_out(take(FILE, region, guide), guide)
    coach = ("cjg-coach", "Ayşe Yıldız")
    assert team("De Zeester") == {
        ("intern-begeleider", "Anneke Visser", date(2024, 8, 1)),
        (*coach, date(2026, 9, 1)),
        ("directeur", "Floor van den Berg", TODAY),
    }
    assert (team("De Ark"), team("De Ark", "Zandermeer")) == ({(*coach, TODAY)}, {(*coach, TODAY)})
    ayse = Professional.objects.get(surname="Yıldız")
    assert (ayse.email, ayse.phone, ayse.sort_key, ayse.organisation.name) == (
        "ayse@example.nl",
        "+31612345678",
        "yildiz ayse",
        "CJG Duinveen",
    )
    assert row.change is not None
    assert row.change.summary == "Ingelezen uit een bestand: 4 nieuwe plekken, 2 nieuwe mensen, 1 gewijzigd."


def test_the_file_and_its_rows_are_gone_once_it_is_done(region: Region, guide: User) -> None:
    row = carry_out(take(FILE, region, guide), guide)
    assert (row.state, bytes(row.content), row.sample, ImportRow.objects.count()) == (ImportState.DONE, b"", [], 0)


def test_reading_the_same_file_again_changes_nothing(region: Region, guide: User) -> None:
    carry_out(take(FILE, region, guide), guide)
    before = state()
    again = take(FILE, region, guide)
    assert [verdict for _, verdict in verdicts(again)] == ["same"] * 5 + ["refused"]
    assert state() == before


def test_all_of_it_is_undone_as_one(region: Region, guide: User, anneke: Professional) -> None:
    before = [state()[place] for place in (0, 1)]
    row = carry_out(take(FILE, region, guide), guide)
    steps.start_taking_back(team_import=row, actor=guide, now=timezone.now())
    row.refresh_from_db()
    assert (row.state, [state()[place] for place in (0, 1)]) == (ImportState.UNDONE, before)


def test_after_somebody_changed_it_further_it_is_not_undone(region: Region, guide: User) -> None:
    row = carry_out(take(FILE, region, guide), guide)
    member = Membership.objects.get(professional__surname="Berg")
    end_membership(membership=member, last_day=TODAY, actor=guide)
    steps.start_taking_back(team_import=row, actor=guide, now=timezone.now())
    row.refresh_from_db()
    assert (row.state, row.trouble) == (
        ImportState.DONE,
        "Dit kan niet meer terug: er is sindsdien opnieuw iets veranderd.",
    )


def test_rows_that_are_not_chosen_are_left_out(region: Region, guide: User) -> None:
    row = take(FILE, region, guide)
    steps.choose(team_import=row, shown=range(6), chosen=[4])
    carry_out(row, guide)
    assert [name for _, name, _ in team("De Zeester")].count("Floor van den Berg") == 1
    assert Professional.objects.filter(surname="Yıldız").count() == 0


@pytest.mark.parametrize("broken", ["_give_numbers", "_carry_out", "_seat", "_set_contact", "_summary"])
@pytest.mark.parametrize("after", [False, True])
def test_whatever_goes_wrong_nothing_is_written(
    region: Region, guide: User, caplog: pytest.LogCaptureFixture, broken: str, after: bool
) -> None:
    row = take(FILE, region, guide)
    before, real = state(), getattr(taking_over, broken)

    def breaks(*args: Any, **kwargs: Any) -> None:
        if after:
            real(*args, **kwargs)
        raise RuntimeError("the cable was pulled")

    with patch.object(taking_over, broken, breaks):
        carry_out(row, guide)
    caplog.clear()
    row.refresh_from_db()
    assert (row.state, state() == before, row.rows.count()) == (ImportState.FAILED, True, 6)
    assert row.trouble.startswith("Er ging iets mis. Er is niets ingelezen.")


def test_what_changed_since_it_was_shown_is_compared_again_and_not_done(
    region: Region, guide: User, anneke: Professional
) -> None:
    row = take(csv("De Zeester;;CJG-coach;Loes Nieuw;"), region, guide)
    seat(School.objects.get(name="De Zeester"), "cjg-coach", professional=anneke, starts_on=date(2025, 8, 1))
    before = state()
    carry_out(row, guide)
    row.refresh_from_db()
    assert (row.state, state() == before, only(row).verdict) == (ImportState.READY, True, "doubtful")
    assert row.trouble.startswith("Er is intussen iets veranderd.")


def test_a_double_click_does_it_once(region: Region, guide: User) -> None:
    row = take(FILE, region, guide)
    carry_out(row, guide)
    assert steps.start_taking_over(team_import=row, actor=guide, now=timezone.now()) is False
    assert Change.objects.filter(summary__startswith="Ingelezen").count() == 1


def test_somebody_else_in_the_seat_is_succeeded_when_that_is_chosen(region: Region, guide: User) -> None:
    row = take(csv("De Zeester;;IB;Loes Nieuw;loes@example.nl"), region, guide)
    assert (only(row).verdict, only(row).is_chosen) == ("doubtful", False)
    carry_out(row, guide, all_rows=True)
    held = (
        Membership.objects.filter(school__name="De Zeester").order_by("starts_on").values_list("starts_on", "ends_on")
    )
    assert list(held) == [(date(2024, 8, 1), date(2026, 11, 21)), (TODAY, None)]


def test_two_who_share_a_role_sit_beside_each_other(region: Region, guide: User) -> None:
    content = csv("De Zeester;;IB;Anneke Visser;", "De Zeester;;IB;Loes Nieuw;")
    row = take(content, region, guide)
    assert verdicts(row) == [(2, "same"), (3, "new")]
    carry_out(row, guide)
    assert Membership.objects.filter(school__name="De Zeester", ends_on=None).count() == 2


def test_the_first_day_is_set_right(region: Region, guide: User, anneke: Professional) -> None:
    content = csv("De Zeester;;IB;Anneke Visser;;;1-8-2023;", head=HEAD)
    carry_out(take(content, region, guide), guide)
    assert Membership.objects.get(professional=anneke).starts_on == date(2023, 8, 1)


def test_a_known_address_is_never_replaced_and_an_empty_one_waits_for_its_owner(
    region: Region, guide: User, anneke: Professional
) -> None:
    carry_out(take(csv("De Zeester;;IB;Anneke Visser;ander@example.nl"), region, guide), guide, all_rows=True)
    anneke.refresh_from_db()
    kept = anneke.email
    Professional.objects.filter(pk=anneke.pk).update(email="")
    carry_out(take(csv("De Zeester;;IB;Anneke Visser;ander@example.nl"), region, guide), guide)
    anneke.refresh_from_db()
    assert (kept, anneke.email, anneke.email_is_confirmed) == ("anneke@example.nl", "ander@example.nl", False)


def test_a_plan_for_somebody_is_fulfilled_by_her_seat(region: Region, guide: User, anneke: Professional) -> None:
    school = School.objects.get(name="De Ark", city="Duinveen")
    PlannedMemberFactory(school=school, professional=anneke, role=Role.objects.get(code="intern-begeleider"))
    PlannedMember.objects.update(starts_on=TODAY)
    carry_out(take(csv("De Ark;Duinveen;IB;Anneke Visser;"), region, guide), guide)
    assert PlannedMember.objects.count() == 0


def test_who_lost_her_grant_meanwhile_changes_nothing(region: Region, guide: User) -> None:
    row = take(FILE, region, guide)
    guide.grants.all().delete()
    before = [state()[place] for place in (0, 1)]
    carry_out(row, guide)
    assert [state()[place] for place in (0, 1)] == before


def test_an_undo_by_the_logbook_does_the_same(region: Region, guide: User) -> None:
    row = carry_out(take(FILE, region, guide), guide)
    assert row.change is not None
    undo(change=row.change, actor=guide)
    assert Professional.objects.filter(surname__in=["Yıldız", "Berg"]).count() == 0


def test_what_is_old_goes(region: Region, guide: User) -> None:
    take(FILE, region, guide)
    later = timezone.now() + timedelta(days=14)
    assert (steps.remove_old_imports(before=later, dry_run=True), TeamImport.objects.count()) == (1, 1)
    assert (steps.remove_old_imports(before=later), TeamImport.objects.count()) == (1, 0)


def test_what_was_undone_can_be_done_again_with_the_people_who_were_new(region: Region, guide: User) -> None:
    row = carry_out(take(FILE, region, guide), guide)
    after = state()[:2]
    assert row.change is not None
    undone = take_back(change=row.change, actor=guide, today=TODAY)
    take_back(change=undone, actor=guide, today=TODAY)
    assert state()[:2] == after
