"""Erasing somebody: nothing in the database tells who she was, and nothing brings it back."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from schools.changes import AlreadyDone, CannotUndo, Stale, undo
from schools.models import Change, School
from teams.access import can_edit_professional, choosable_professionals
from teams.actions.confirmation import confirm_team
from teams.actions.erasure import ask_erasure, erase_professional, why_not_erased, withdraw_erasure
from teams.actions.log import log_look
from teams.actions.people import update_professional
from teams.actions.seats import end_membership, remove_membership, set_contact
from teams.models import BundledPoster, Coordinator, LogEntry, Membership, PosterBundle, Professional
from teams.roster import roster_on
from tests.factories import (
    TODAY,
    GrantFactory,
    ProfessionalFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    person,
    seat,
)
from tests.teams.rosters import names, the_seat

pytestmark = pytest.mark.django_db
LAST = date(2026, 7, 31)
CANARIES = ("Kanarie", "kanarie@", "12345678", "rouwverwerking", "Ik fluit", "bij de vijver")


@pytest.fixture
def kara(school: School) -> Professional:
    """Was CJG-coach here until the summer, under another name at first; everything about her is a canary."""
    account = UserFactory(email="kanarie@account.nl")
    row = person(
        school, "Kara", "van den", "Kanarie", email="kanarie@example.nl", user=account,
        expertise="rouwverwerking", introduction="Ik fluit graag.", half_days=7,
    )  # fmt: skip
    held = seat(school, "cjg-coach", professional=row, starts_on=date(2025, 8, 1))
    ib = UserFactory()
    set_contact(membership=held, contact_days=2, contact_hours="di bij de vijver", is_first_contact=True, actor=ib)
    update_professional(professional=row, values={"surname": "Kanarie-Vogel", "infix": ""}, today=TODAY, actor=ib)
    confirm_team(school=school, today=TODAY, actor=account)
    log_look(professional=row, fields=["phone"], actor=ib)
    end_membership(membership=held, last_day=LAST, actor=ib)
    return Professional.objects.get(pk=row.pk)


def erase(professional: Professional, actor: User, **more: Any) -> Change:
    return erase_professional(professional=professional, today=TODAY, actor=actor, **more)


def dump() -> str:
    """Every value of every row of every table."""
    return "\n".join(
        repr(row) for model in apps.get_models(include_auto_created=True) for row in model._base_manager.values_list()
    )


def hits() -> list[str]:
    found = dump()
    return [canary for canary in CANARIES if canary.casefold() in found.casefold()]


def test_nothing_is_left_of_her(kara: Professional, ib: User) -> None:
    before = hits()
    erase(kara, ib)
    assert (before, hits()) == (list(CANARIES), [])


def test_the_old_team_keeps_the_place_of_an_oud_lid(school: School, kara: Professional, ib: User) -> None:
    erase(kara, ib)
    coach = the_seat(roster_on(school, LAST, today=TODAY), "CJG-coach")
    assert names(member.membership for member in coach.members) == ["oud-lid"]


def test_the_trail_tells_what_was_done_and_not_to_whom(kara: Professional, ib: User) -> None:
    erase(kara, ib)
    assert [str(change) for change in Change.objects.order_by("made_at")] == [
        "Contact met oud-lid is bijgewerkt.",
        "De gegevens van oud-lid zijn bijgewerkt.",
        "Het kernteam van De Zeester is bevestigd.",
        "oud-lid stopt als CJG-coach, laatste dag 31 juli 2026.",
        "De gegevens van een oud-lid zijn gewist.",
    ]
    assert [str(entry) for entry in LogEntry.objects.all()] == ["Bekeken: afgeschermd telefoonnummer van oud-lid."]


def test_what_others_are_called_stays(school: School, kara: Professional, ib: User) -> None:
    Professional.objects.filter(pk=kara.pk).update(first_name="", surname="Smit")
    for first_name, surname in (("Jan", "Smit"), ("", "Smithuis"), ("Anne-Kara", "van den Kanarie")):
        row = person(school, first_name, "", surname)
        update_professional(professional=row, values={"expertise": "rust"}, today=TODAY, actor=ib)
    erase(Professional.objects.get(pk=kara.pk), ib)
    told = [str(change) for change in Change.objects.order_by("made_at")][-4:-1]
    assert told == [
        "De gegevens van Jan Smit zijn bijgewerkt.",
        "De gegevens van Smithuis zijn bijgewerkt.",
        "De gegevens van Anne-Kara van den Kanarie zijn bijgewerkt.",
    ]


def test_a_namesake_in_another_region_keeps_her_name(kara: Professional, ib: User) -> None:
    namesake = person(SchoolFactory(), "Kara", "van den", "Kanarie", email="ander@example.nl")
    update_professional(professional=namesake, values={"expertise": "rust"}, today=TODAY, actor=ib)
    erase(kara, ib)
    assert "De gegevens van Kara van den Kanarie zijn bijgewerkt." in {str(change) for change in Change.objects.all()}
    assert str(Professional.objects.get(pk=namesake.pk)) == "Kara van den Kanarie"


def test_a_record_that_was_merged_into_hers_goes_along(school: School, kara: Professional, ib: User) -> None:
    double = person(school, "K.", "", "Kanarie", email="kanarie@oud.nl", user=UserFactory(email="kanarie@twee.nl"))
    Professional.objects.filter(pk=double.pk).update(merged_into=kara)
    erase(kara, ib)
    assert (hits(), User.objects.filter(professional__isnull=False).count()) == ([], 0)


def test_her_account_goes_with_all_that_hangs_on_it(kara: Professional, ib: User) -> None:
    client = Client()
    client.force_login(kara.user)  # type: ignore[arg-type]
    Authenticator.objects.create(user=kara.user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    GrantFactory(user=kara.user, ends_on=LAST)
    erase(kara, ib)
    counts = [model.objects.count() for model in (Session, UserSession, Authenticator)]
    assert (counts, User.objects.filter(email__contains="kanarie").count()) == ([0, 0, 0], 0)
    assert client.get("/mijn-gegevens/").status_code == 302


def test_erased_she_is_no_choice_and_cannot_be_edited(school: School, kara: Professional, ib: User) -> None:
    beheerder = GrantFactory(kind="beheerder", region=None).user
    before = kara in choosable_professionals(beheerder, school, TODAY)
    erase(kara, ib)
    row = Professional.objects.get(pk=kara.pk)
    assert (before, row in choosable_professionals(beheerder, school, TODAY)) == (True, False)
    assert (row.erased_on, can_edit_professional(beheerder, row, TODAY)) == (TODAY, False)


# What stands in the way


def test_not_while_she_has_a_seat(school: School, kara: Professional, ib: User) -> None:
    seat(school, "cjg-coach", professional=kara, starts_on=date(2027, 8, 1))
    with pytest.raises(ValidationError) as refused:
        erase(kara, ib)
    assert (
        refused.value.messages
        == why_not_erased(kara, TODAY)
        == ["Kara Kanarie-Vogel heeft nog een plek of neemt waar: CJG-coach van De Zeester. Laat dat eerst stoppen."]
    )
    assert hits() == list(CANARIES)


def test_not_while_she_stands_in(school: School, kara: Professional, ib: User) -> None:
    StandInFactory(membership=seat(school, "jeugdarts"), professional=kara)
    with pytest.raises(ValidationError):
        erase(kara, ib)


def test_posters_that_name_her_as_a_stand_in_go_along(school: School, kara: Professional, ib: User) -> None:
    other = SchoolFactory(region=school.region)
    away = seat(other, "cjg-coach")
    StandInFactory(membership=away, professional=kara, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    bundle = PosterBundle.objects.create(
        region=school.region, day=TODAY, paper="a4", way="liggend", paint="kleur", total=1, moved_at=timezone.now()
    )
    BundledPoster.objects.create(bundle=bundle, position=0, school=other)
    erase(kara, ib)
    assert not PosterBundle.objects.exists()


@pytest.mark.parametrize("ends_on", [None, TODAY, date(2027, 1, 1)])
def test_not_while_she_has_power(kara: Professional, ib: User, ends_on: date | None) -> None:
    GrantFactory(user=kara.user, starts_on=date(2026, 1, 1), ends_on=ends_on)
    with pytest.raises(ValidationError) as refused:
        erase(kara, ib)
    assert refused.value.messages == [
        "Kara Kanarie-Vogel heeft nog een bevoegdheid. Een beheerder moet die eerst beëindigen."
    ]


def test_not_while_she_coordinates(kara: Professional) -> None:
    Coordinator.objects.create(user=kara.user, organisation=kara.organisation, starts_on=date(2027, 1, 1))
    assert len(why_not_erased(kara, TODAY)) == 1


def test_her_seats_and_power_that_are_over_do_not_stand_in_the_way(kara: Professional) -> None:
    GrantFactory(user=kara.user, ends_on=date(2026, 11, 21))
    assert why_not_erased(kara, TODAY) == []


def test_the_same_form_twice_erases_once(kara: Professional, ib: User) -> None:
    key = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10")
    erase(kara, ib, key=key)
    with pytest.raises(AlreadyDone):
        erase(kara, ib, key=key)


# Nothing brings her back


def test_no_older_change_can_be_undone(kara: Professional, ib: User) -> None:
    older = list(Change.objects.exclude(summary__startswith="Het kernteam"))
    erase(kara, ib)
    for change in older:
        with pytest.raises(CannotUndo):
            undo(change=change, actor=ib)
    assert (len(older), hits()) == (3, [])


def test_undoing_the_erasure_itself_brings_nothing_back(kara: Professional, ib: User) -> None:
    undo(change=erase(kara, ib), actor=ib)
    row = Professional.objects.get(pk=kara.pk)
    assert (str(row), row.erased_on, row.user, hits()) == ("oud-lid", TODAY, None, [])


def test_a_place_that_was_taken_away_before_comes_back_as_that_of_an_oud_lid(kara: Professional, ib: User) -> None:
    removal = remove_membership(membership=Membership.objects.get(), actor=ib)
    erase(kara, ib)
    undo(change=Change.objects.get(pk=removal.pk), actor=ib)
    assert (str(Membership.objects.get().professional), hits()) == ("oud-lid", [])


# Asking for it


def test_asking_is_kept_and_can_be_withdrawn(kara: Professional, ib: User) -> None:
    asked = ask_erasure(professional=kara, today=TODAY, actor=ib)
    assert Professional.objects.get(pk=kara.pk).erasure_asked_on == TODAY
    withdrawn = withdraw_erasure(professional=kara, actor=ib)
    assert Professional.objects.get(pk=kara.pk).erasure_asked_on is None
    assert [str(asked), str(withdrawn)] == [
        "Kara Kanarie-Vogel vraagt om wissen van de eigen gegevens.",
        "Kara Kanarie-Vogel trekt het verzoek om wissen in.",
    ]


def test_asking_twice_or_withdrawing_nothing_says_so(kara: Professional, ib: User) -> None:
    with pytest.raises(Stale, match="geen verzoek"):
        withdraw_erasure(professional=kara, actor=ib)
    ask_erasure(professional=kara, today=TODAY, actor=ib)
    with pytest.raises(Stale, match="al gevraagd"):
        ask_erasure(professional=kara, today=TODAY, actor=ib)


def test_who_asks_is_listed_the_longest_ago_first(kara: Professional, ib: User) -> None:
    later = ProfessionalFactory(surname="Later")
    ask_erasure(professional=later, today=TODAY, actor=ib)
    ask_erasure(professional=kara, today=date(2026, 11, 1), actor=ib)
    assert [str(row) for row in Professional.objects.asking_erasure()] == ["Kara Kanarie-Vogel", "Samira Later"]
    erase(kara, ib)
    assert [str(row) for row in Professional.objects.asking_erasure()] == ["Samira Later"]
