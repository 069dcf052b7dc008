"""Somebody whose every field is a word found nowhere else, who did and underwent all that can be kept of her."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.models import User
from proof.stage import Stage, build
from schools.models import Grant
from teams.actions.confirmation import confirm_team
from teams.actions.erasure import ask_erasure
from teams.actions.log import log_look
from teams.actions.people import update_professional
from teams.actions.seats import end_membership, seat_member, set_contact
from teams.actions.stand_ins import arrange_stand_in
from teams.models import Coordinator, Membership, Professional
from tests.factories import ProfessionalFactory, UserFactory

# What tells who she is: this must be exported, and be gone after erasing.
PERSONAL = {
    "first name": "Zilverreiger",
    "surname": "Kwartelkoning",
    "earlier surname": "Roerdomp",
    "merged surname": "Wulpenburg",
    "e-mail": "kwartel@kanarie.example",
    "earlier e-mail": "roerdomp@kanarie.example",
    "merged e-mail": "wulp@kanarie.example",
    "account": "inlog@kanarie.example",
    "expertise": "bosuilkunde",
    "introduction": "Grutto-gedicht",
    "contact hours": "na de zwaluwles",
    "passkey": "Sleutel-Kluut",
    "device": "Vuurvink-browser",
    "address of a device": "192.0.2.77",
    "account elsewhere": "uid-ijsvogel",
    "sent along from elsewhere": "Ruigpootbuizerd",
    "address kept by allauth": "lepelaar@kanarie.example",
}
PHONES = {"phone": ("+31687650001", "06-87650001"), "earlier phone": ("+31687650002", "06-87650002")}
# What tells what she did or underwent: this must be exported too.
DEEDS = {
    "who changed her data": "Wijziger-Fitis",
    "who looked at her number": "Kijker-Putter",
    "for whom she stands in": "Afwezig-Sijs",
    "what she did to another": "Ander-Goudvink",
}


@dataclass(frozen=True)
class Somebody:
    """Her record, her account, and who may act on her."""

    stage: Stage
    professional: Professional
    user: User


def somebody(*, is_over: bool) -> Somebody:
    """A stage with her in it; when it is over, her seats and her power have ended."""
    stage = build()
    user = UserFactory(email=PERSONAL["account"])
    person = ProfessionalFactory(
        organisation=stage.organisation,
        first_name=PERSONAL["first name"],
        surname=PERSONAL["earlier surname"],
        email=PERSONAL["earlier e-mail"],
        phone=PHONES["earlier phone"][0],
        user=user,
    )
    double = ProfessionalFactory(
        organisation=stage.organisation, surname=PERSONAL["merged surname"], email=PERSONAL["merged e-mail"]
    )
    Professional._base_manager.filter(pk=double.pk).update(merged_into=person)
    _kept_of_her(stage, person)
    _kept_of_her_account(stage, user)
    if is_over:
        _end(stage, person, user)
    return Somebody(stage, Professional.objects.get(pk=person.pk), user)


def _called(stage: Stage, surname: str) -> tuple[User, Professional]:
    user = UserFactory()
    return user, ProfessionalFactory(organisation=stage.organisation, first_name="", surname=surname, user=user)


def _kept_of_her(stage: Stage, person: Professional) -> None:
    changer, _ = _called(stage, DEEDS["who changed her data"])
    looker, _ = _called(stage, DEEDS["who looked at her number"])
    since = stage.today - timedelta(days=100)
    values = {
        "surname": PERSONAL["surname"],
        "email": PERSONAL["e-mail"],
        "phone": PHONES["phone"][0],
        "expertise": PERSONAL["expertise"],
        "introduction": PERSONAL["introduction"],
        "half_days": 7,
    }
    update_professional(professional=person, values=values, today=stage.today, actor=changer)
    role = stage.coach.role
    seat_member(school=stage.school, role=role, professional=person, starts_on=since, actor=changer)
    held = Membership.objects.get(professional=person)
    hours = PERSONAL["contact hours"]
    set_contact(membership=held, contact_days=3, contact_hours=hours, is_first_contact=True, actor=changer)
    log_look(professional=person, fields=["phone"], actor=looker)
    _, absent = _called(stage, DEEDS["for whom she stands in"])
    stood = Membership.objects.create(school=stage.school, role=stage.nurse.role, professional=absent, starts_on=since)
    span: dict[str, Any] = {"starts_on": since, "ends_on": stage.today}
    arrange_stand_in(membership=stood, professional=person, actor=changer, **span)


def _kept_of_her_account(stage: Stage, user: User) -> None:
    _, other = _called(stage, DEEDS["what she did to another"])
    update_professional(professional=other, values={"expertise": "rust"}, today=stage.today, actor=user)
    confirm_team(school=stage.school, today=stage.today, actor=user)
    Grant.objects.create(user=user, kind="swv", region=stage.school.region, starts_on=stage.today)
    Coordinator.objects.create(user=user, organisation=stage.organisation, starts_on=stage.today)
    client = Client()
    client.force_login(user)
    UserSession.objects.create(
        user=user,
        ip=PERSONAL["address of a device"],
        user_agent=PERSONAL["device"],
        session_key=client.session.session_key or "",
    )
    data = {"name": PERSONAL["passkey"], "credential": {}}
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    details = {"name": PERSONAL["sent along from elsewhere"]}
    SocialAccount.objects.create(user=user, provider="entra", uid=PERSONAL["account elsewhere"], extra_data=details)
    EmailAddress.objects.create(user=user, email=PERSONAL["address kept by allauth"], verified=True)


def _end(stage: Stage, person: Professional, user: User) -> None:
    """All that would stand in the way of erasing her has ended; she asks for it herself."""
    yesterday = stage.today - timedelta(days=1)
    for stand_in in person.stand_ins.all():
        stand_in.ends_on = yesterday
        stand_in.save()
    for held in person.memberships.all():
        end_membership(membership=held, last_day=yesterday, actor=stage.ib)
    user.grants.update(starts_on=yesterday, ends_on=yesterday)
    user.coordinatorships.update(starts_on=yesterday, ends_on=yesterday)
    ask_erasure(professional=Professional.objects.get(pk=person.pk), today=stage.today, actor=user)
