"""Everything held about one person: what is in it, and that page, JSON and PDF say the same."""

import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from outbox.actions import post
from schools.models import School
from teams.actions.log import log_look
from teams.actions.people import update_professional
from teams.actions.seats import set_contact
from teams.dossier import Dossier, dossier_of
from teams.dossier.exports import as_json, as_pdf
from teams.enums import LogKind, Visibility
from teams.models import Coordinator, LogEntry, Membership, Professional
from tests.factories import TODAY, GrantFactory, StandInFactory, UserFactory, person, seat
from tests.pages import all_words, of_class, page

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
KEYS = Path(__file__).parents[3] / "docs" / "dossier.md"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def me(school: School) -> User:
    """Samira, CJG-coach, with an account."""
    user: User = UserFactory(email="samira@example.nl")
    row = person(school, "Samira", "", "Bakkali", user=user, email=user.email, phone_visibility=Visibility.PUBLIC)
    seat(school, "cjg-coach", professional=row)
    return user


@pytest.fixture
def anneke(school: School) -> User:
    user: User = UserFactory()
    seat(school, "intern-begeleider", professional=person(school, "Anneke", "", "Visser", user=user))
    return user


def section(user: User, key: str) -> list[dict[str, str]]:
    """The records of one section, in words."""
    found = next(each for each in dossier_of(user, NOW).sections if each.key == key)
    return [{fact.key: fact.text for fact in record.facts if fact.text} for record in found.records]


def test_contact_data_and_who_sees_each(me: User) -> None:
    (record,) = section(me, "contact")
    assert {key: record[key] for key in ("name", "phone", "phone_seen_by", "email", "email_seen_by")} == {
        "name": "Samira Bakkali",
        "phone": "06-12345678",
        "phone_seen_by": "iedereen, ook op de openbare pagina van mijn scholen",
        "email": "samira@example.nl",
        "email_seen_by": "iedereen in de regio",
    }


def test_seats_now_later_and_before(school: School, me: User) -> None:
    row = me.professional
    seat(school, "jeugdarts", professional=row, starts_on=date(2024, 8, 1), ends_on=date(2025, 7, 31))
    seat(school, "jeugdarts", professional=row, starts_on=date(2027, 8, 1))
    assert [(each["role"], each["when"], each["starts_on"]) for each in section(me, "seats")] == [
        ("jeugdarts", "straks", "1 augustus 2027"),
        ("CJG-coach", "nu", "1 augustus 2026"),
        ("jeugdarts", "eerder", "1 augustus 2024"),
    ]


def test_standing_in_both_ways(school: School, me: User) -> None:
    StandInFactory(membership=Membership.objects.get(), professional=person(school, "Tom", "de", "Vries"))
    other = seat(school, "jeugdarts", professional=person(school, "Noor", "", "Smit"))
    StandInFactory(membership=other, professional=me.professional)
    assert sorted(each["what"] for each in section(me, "stand_ins")) == [
        "Jij neemt waar voor Noor Smit",
        "Tom de Vries neemt voor jou waar",
    ]


def test_what_was_changed_by_whom_with_the_old_and_the_new(me: User, anneke: User) -> None:
    update_professional(professional=me.professional, values={"phone": "", "half_days": 3}, today=TODAY, actor=anneke)
    held = Membership.objects.get(professional=me.professional)
    set_contact(membership=held, contact_days=1, contact_hours="9 uur", is_first_contact=False, actor=anneke)
    told = section(me, "changes")
    contact = next(each for each in told if "9 uur" in each["changed"])
    data = next(each for each in told if "werkdagen: ma" in each["changed"])
    assert contact == {
        "what": "Contact met Samira Bakkali is bijgewerkt.",
        "made_at": "22 november 2026, 12.00 uur",
        "made_by": "Anneke Visser",
        "about": "een plek",
        "changed": "op school op: ma (was leeg); contacttijd: 9 uur (was leeg)",
    }
    assert (data["made_by"], data["changed"]) == (
        "Anneke Visser",
        (
            "telefoon: leeg (was 06-12345678); werkdagen: ma (was leeg); "
            "gegevens bevestigd op: 22 november 2026 (was leeg)"
        ),
    )


def test_a_seat_that_was_hers_by_mistake_is_told_and_of_others_nothing(school: School, me: User, anneke: User) -> None:
    other = person(school, "Tom", "de", "Vries")
    held = Membership.objects.get(professional=me.professional)
    held.professional = other
    held.save()
    held.contact_hours = "van Tom"
    held.save()
    told = [record["changed"] for record in section(me, "changes") if record["about"] == "een plek"]
    assert told[0] == "professional: Tom de Vries (was Samira Bakkali)"
    assert "van Tom" not in str(told)


def test_who_looked(me: User, anneke: User) -> None:
    log_look(professional=me.professional, fields=["phone"], actor=anneke)
    LogEntry.objects.create(kind=LogKind.INVITED, about=me.professional, actor=anneke, summary="Uitgenodigd.")
    assert [(each["what"], each["made_by"]) for each in section(me, "looks")] == [
        ("Bekeken: afgeschermd telefoonnummer van Samira Bakkali.", "Anneke Visser")
    ]
    assert [each["what"] for each in section(me, "invitations")] == ["Uitgenodigd."]


def test_her_account_and_how_she_signs_in(me: User) -> None:
    Authenticator.objects.create(user=me, type=Authenticator.Type.WEBAUTHN, data={"name": "Sleutel", "credential": {}})
    UserSession.objects.create(user=me, ip="192.0.2.7", session_key="s", user_agent="Firefox/125.0 (Windows NT)")
    assert section(me, "account")[0]["email"] == "samira@example.nl"
    assert [(each["what"], each["name"]) for each in section(me, "sign_in")] == [("Passkey", "Sleutel")]
    assert [(each["device"], each["browser"], each["address"]) for each in section(me, "devices")] == [
        ("Firefox op Windows", "Firefox/125.0 (Windows NT)", "192.0.2.7")
    ]


def test_what_she_may_do_and_what_she_gave(me: User, anneke: User) -> None:
    grant = GrantFactory(user=me, region__name="Duinstreek", given_by=anneke)
    Coordinator.objects.create(user=anneke, organisation=me.professional.organisation, starts_on=TODAY, given_by=me)
    assert [each["what"] for each in section(me, "powers")] == [
        f"procesbegeleider van {grant.region}",
        f"Jij maakte Anneke Visser coördinator van {me.professional.organisation}",
    ]


def test_what_she_did_herself(me: User, anneke: User) -> None:
    update_professional(professional=anneke.professional, values={"expertise": "rust"}, today=TODAY, actor=me)
    assert [each["what"] for each in section(me, "deeds")] == ["De gegevens van Anneke Visser zijn bijgewerkt."]


def test_a_record_that_was_merged_into_hers_counts_as_hers(school: School, me: User) -> None:
    double = person(school, "S.", "", "Bakkali", email="dubbel@example.nl")
    Professional.objects.filter(pk=double.pk).update(merged_into=me.professional)
    assert [each["name"] for each in section(me, "contact")] == ["Samira Bakkali", "S. Bakkali"]


def test_it_holds_what_was_mailed_to_her_and_of_a_code_only_that_it_was(me: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    post(to=me.email.upper(), subject="Nieuws", text="Tom volgt Samira op.", asked_by=None)
    post(to="ander@example.nl", subject="Niet voor haar", text="Geheim.", asked_by=None)
    post(to=me.email, subject="Je code", text="ABCD", asked_by=None, is_secret=True)
    assert [(each["subject"], each["state"], each.get("text", "")) for each in section(me, "mails")] == [
        ("Je code", "wacht", ""),
        ("Nieuws", "wacht", "Tom volgt Samira op."),
    ]


@pytest.mark.parametrize("claim", ["not confirmed", "shared"])
def test_an_address_that_is_not_surely_hers_shows_no_mail(
    school: School, me: User, settings: Settings, claim: str
) -> None:
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    Professional.objects.filter(pk=me.professional.pk).update(
        email="baas@example.nl", email_is_confirmed=claim == "shared"
    )
    if claim == "shared":
        person(school, "De", "", "Baas", email="BAAS@example.nl")
    post(to="baas@example.nl", subject="Voor de baas", text="Vertrouwelijk.", asked_by=None)
    assert section(me, "mails") == []


def test_who_is_nobody_in_a_team_gets_her_account() -> None:
    user = UserFactory(email="alleen@example.nl")
    held = {each.key: len(each.records) for each in dossier_of(user, NOW).sections}
    assert (held["account"], held["contact"], held["changes"], held["looks"]) == (1, 0, 0, 0)


def test_the_number_of_queries_does_not_grow(school: School, me: User, anneke: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            dossier_of(me, NOW)
        return len(captured)

    def live() -> None:
        role = UserFactory()
        update_professional(professional=me.professional, values={"expertise": f"e{role.pk}"}, today=TODAY, actor=role)
        log_look(professional=me.professional, fields=["phone"], actor=role)
        GrantFactory(given_by=me)
        StandInFactory(membership=seat(school, "jeugdarts"), professional=me.professional)

    live()
    one = queries()
    for _ in range(5):
        live()
    assert queries() == one


# The same in three shapes


@pytest.fixture
def dossier(me: User, anneke: User) -> Dossier:
    values = {"surname": 'Bakkali-#x *y* "z" <script>', "expertise": "$a$ @b _c_", "introduction": "Û İ ’t"}
    update_professional(professional=me.professional, values=values, today=TODAY, actor=anneke)
    return dossier_of(me, NOW)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad-]+", "", text)


def test_the_pdf_says_every_fact(dossier: Dossier) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(as_pdf(dossier)))
    numbers = [f"{number} / {len(pdf.pages)}" for number in range(1, len(pdf.pages) + 1)]
    pages = [each.extract_text().replace(number, "") for each, number in zip(pdf.pages, numbers, strict=True)]
    text = squeezed("".join(pages))
    texts = [
        said for each in dossier.sections for record in each.records for fact in record.facts if (said := fact.text)
    ]
    assert [each for each in texts if squeezed(each) not in text] == []
    assert (pdf.trailer["/Root"]["/Lang"], "/StructTreeRoot" in pdf.trailer["/Root"]) == ("nl", True)  # type: ignore[index,operator]


def test_the_json_says_every_fact_under_its_key(dossier: Dossier) -> None:
    read = json.loads(as_json(dossier))
    assert {key: read[key] for key in ("version", "name", "made_at")} == {
        "version": 1,
        "name": dossier.name,
        "made_at": "2026-11-22T12:00:00+01:00",
    }
    assert {each.key: len(each.records) for each in dossier.sections} == {
        key: len(value) for key, value in read.items() if isinstance(value, list)
    }
    assert (read["seats"][0]["starts_on"], read["contact"][0]["surname"]) == (
        "2026-08-01",
        'Bakkali-#x *y* "z" <script>',
    )


def test_every_key_is_documented(dossier: Dossier) -> None:
    documented = set(re.findall(r"`(\w+)`", KEYS.read_text()))
    used = {each.key for each in dossier.sections}
    used |= {fact.key for each in dossier.sections for record in each.records for fact in record.facts}
    assert used - documented == set()


# The page and the files


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def test_the_page_says_every_fact(me: User, dossier: Dossier, client_of: Callable[[User], Client]) -> None:
    answer = client_of(me).get("/mijn-gegevens/")
    text = " ".join(page(answer).text_content().split())
    texts = [
        " ".join(fact.text.split()) for each in dossier.sections for record in each.records for fact in record.facts
    ]
    assert [each for each in texts if each not in text and "uur" not in each] == []
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(
    ("ending", "kind", "start"), [("json", "application/json", b"{"), ("pdf", "application/pdf", b"%PDF-")]
)
def test_a_file_to_take_away_and_that_she_took_it_is_kept(
    me: User, client_of: Callable[[User], Client], ending: str, kind: str, start: bytes
) -> None:
    answer = client_of(me).get(f"/mijn-gegevens/gegevens.{ending}")
    assert (answer.status_code, answer["Content-Type"], answer["Content-Disposition"]) == (
        200,
        kind,
        f'attachment; filename="kernteam-mijn-gegevens.{ending}"',
    )
    entry = LogEntry.objects.get()
    assert (answer.content.startswith(start), entry.kind, entry.actor, entry.about) == (
        True,
        LogKind.EXPORTED,
        me,
        me.professional,
    )


def test_the_menu_leads_to_it_for_everybody(client_of: Callable[[User], Client], me: User) -> None:
    for user in (me, UserFactory()):
        client = client_of(user)
        assert "/mijn-gegevens/" in page(client.get("/scholen/", follow=True)).xpath("//*[@class='me-menu']//a/@href")
        assert (client.get("/mijn-gegevens/").status_code, client.get("/mijn-gegevens/gegevens.pdf").status_code) == (
            200,
            200,
        )


@pytest.mark.parametrize("url", ["/mijn-gegevens/", "/mijn-gegevens/gegevens.json", "/mijn-gegevens/gegevens.pdf"])
def test_a_stranger_gets_nothing(client: Client, url: str) -> None:
    assert (client.get(url).status_code, LogEntry.objects.count()) == (302, 0)


def test_a_long_group_is_folded_up(me: User, client_of: Callable[[User], Client], anneke: User) -> None:
    for number in range(9):
        update_professional(professional=me.professional, values={"expertise": str(number)}, today=TODAY, actor=anneke)
    tree = page(client_of(me).get("/mijn-gegevens/"))
    assert all_words(tree, of_class("dossier") + "[@aria-labelledby='kop-changes']//summary") == ["Toon 11 regels"]
