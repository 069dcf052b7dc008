"""/scholen/<code>/logboek/: what was done at a school, by whom, and what stood there before."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from accounts.models import User
from schools.actions.free_periods import add_free_period
from schools.changes import recorded, undo
from schools.enums import GrantKind
from schools.models import Change, Grant, School
from teams.actions.confirmation import confirm_team
from teams.actions.log import write_log
from teams.actions.people import update_professional
from teams.actions.seats import end_membership, remove_membership, replace_member, seat_member, set_contact
from teams.actions.stand_ins import arrange_stand_in
from teams.enums import LogKind
from teams.models import Membership, Professional, Role
from tests.factories import TODAY, GrantFactory, SchoolFactory, UserFactory, person, seat
from tests.pages import HTMX, all_words, beside, of_class, page, sign_in
from tests.teams.views.logbooks import doers, rows, summaries

URL = "/scholen/99AA00/logboek/"
LAST_DAY = date(2026, 12, 31)
STOPS = "Samira Bakkali stopt als CJG-coach, laatste dag 31 december 2026."


@pytest.fixture
def at(time_machine: TimeMachineFixture) -> Callable[[int, int], None]:
    """The clock stands at this day of November 2026 and hour."""

    def move(day: int, hour: int) -> None:
        time_machine.move_to(datetime(2026, 11, day, hour, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)

    return move


@pytest.fixture
def ib(anneke: Membership) -> User:
    return User.objects.get(email="anneke@example.nl")


@pytest.fixture
def stops(samira: Membership, ib: User) -> Change:
    return end_membership(membership=samira, last_day=LAST_DAY, actor=ib)


@pytest.fixture
def swv(school: School) -> Client:
    """Sees the whole region and sits in no team."""
    return sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=school.region).user)


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_reads_it(request: pytest.FixtureRequest, school: School, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(URL).status_code == status


def test_it_cannot_be_posted_to(editor: Client) -> None:
    assert editor.post(URL).status_code == 405


@pytest.mark.parametrize(("who", "links"), [("editor", [URL]), ("swv", [URL]), ("reader", [])])
def test_the_page_of_the_school_leads_there_for_who_reads_it(
    request: pytest.FixtureRequest, who: str, links: list[str]
) -> None:
    tree = page(request.getfixturevalue(who).get("/scholen/99AA00/"))
    assert tree.xpath("//a[normalize-space()='Logboek']/@href") == links


def test_where_nothing_was_done_it_says_what_will_stand_here(editor: Client) -> None:
    assert all_words(page(editor.get(URL)), of_class("empty")) == [
        "Er is hier nog niets gedaan. Zodra iemand het kernteam verandert, staat het hier: wat, wanneer en door wie."
    ]


def test_each_line_says_when_what_and_who(
    editor: Client, school: School, samira: Membership, ib: User, at: Callable[[int, int], None]
) -> None:
    at(20, 9)
    add_free_period(school=school, label="Studiedag", first_day=LAST_DAY, last_day=LAST_DAY, actor=ib)
    at(21, 15)
    end_membership(membership=samira, last_day=LAST_DAY, actor=UserFactory(email="extern@example.nl"))
    at(22, 12)
    confirm_team(school=school, today=TODAY, actor=ib)
    answer = editor.get(URL)
    assert all_words(page(answer), of_class("logbook-day") + "/h2") == [
        "Zondag 22 november 2026",
        "Zaterdag 21 november 2026",
        "Vrijdag 20 november 2026",
    ]
    assert all_words(page(answer), of_class("logbook-time")) == ["12.00 uur", "15.00 uur", "09.00 uur"]
    assert summaries(answer) == [
        "Het kernteam van De Zeester is bevestigd.",
        STOPS,
        "Studiedag is toegevoegd aan de vrije dagen.",
    ]
    assert doers(answer) == ["Anneke Visser", "extern@example.nl", "Anneke Visser"]


def test_an_account_that_is_gone_is_not_named(editor: Client, stops: Change, samira: Membership) -> None:
    somebody = UserFactory()
    set_contact(membership=samira, contact_days=2, contact_hours="", is_first_contact=False, actor=somebody)
    somebody.delete()
    assert "iemand zonder account, of het programma" in doers(editor.get(URL))


def test_a_field_before_and_after(editor: Client, stops: Change) -> None:
    assert rows(editor.get(URL)) == {
        "Samira Bakkali, CJG-coach gewijzigd": {"Tot en met": "leeg →werd 31 december 2026"}
    }


def test_a_succession_shows_who_went_who_came_and_who_is_new(editor: Client, samira: Membership, ib: User) -> None:
    newcomer = Professional(surname="Boer", organisation=samira.professional.organisation, email="boer@example.nl")
    replace_member(membership=samira, successor=newcomer, starts_on=date(2026, 12, 1), actor=ib)
    assert rows(editor.get(URL)) == {
        "Boer nieuw": {
            "Organisatie": "CJG Duinveen",
            "E-mailadres": "boer@example.nl",
            "E-mailadres bevestigd": "ja",
            "Wie ziet het e-mailadres": "iedereen in de regio",
            "Wie ziet het telefoonnummer": "alleen mijn eigen kernteams",
        },
        "Samira Bakkali, CJG-coach gewijzigd": {"Tot en met": "leeg →werd 30 november 2026"},
        "Boer, CJG-coach nieuw": {"Vanaf": "1 december 2026"},
    }


def test_what_went_shows_what_it_was(editor: Client, samira: Membership, ib: User) -> None:
    set_contact(membership=samira, contact_days=5, contact_hours="di 9.00 uur", is_first_contact=True, actor=ib)
    arrange_stand_in(
        membership=samira,
        professional=person(samira.school, "Tom", "de", "Vries"),
        starts_on=TODAY,
        ends_on=LAST_DAY,
        actor=ib,
    )
    remove_membership(membership=samira, actor=ib)
    answers = {row: fields for line in range(3) for row, fields in rows(editor.get(URL), line).items()}
    assert answers["Samira Bakkali, CJG-coach weggehaald"] == {
        "Vanaf": "1 augustus 2026",
        "Op school op": "ma, wo",
        "Contacttijd": "di 9.00 uur",
        "Eerste contact": "ja",
    }
    assert answers["Tom de Vries, waarnemer voor Samira Bakkali weggehaald"] == {
        "Vanaf": "22 november 2026",
        "Tot en met": "31 december 2026",
    }


def test_somebody_who_is_gone_altogether_keeps_her_name(editor: Client, samira: Membership, ib: User) -> None:
    newcomer = Professional(
        first_name="Floor", infix="van den", surname="Berg", organisation=samira.professional.organisation
    )
    change = replace_member(membership=samira, successor=newcomer, starts_on=date(2026, 12, 1), actor=ib)
    undo(change=change, actor=ib)
    assert not Professional.objects.filter(surname="Berg").exists()
    assert "Floor van den Berg, CJG-coach weggehaald" in {*rows(editor.get(URL), 0), *rows(editor.get(URL), 1)}


def test_what_changed_nothing_visible_has_nothing_folded(editor: Client, samira: Membership, ib: User) -> None:
    set_contact(membership=samira, contact_days=0, contact_hours="", is_first_contact=False, actor=ib)
    assert rows(editor.get(URL)) == {}


def test_what_was_undone_says_so(editor: Client, stops: Change, ib: User, at: Callable[[int, int], None]) -> None:
    at(22, 13)
    undone = undo(change=stops, actor=ib)
    assert summaries(editor.get(URL)) == [f"Teruggedraaid: {STOPS}", f"{STOPS} ↶ teruggedraaid"]
    at(22, 14)
    undo(change=undone, actor=ib)
    assert summaries(editor.get(URL)) == [
        f"Opnieuw gedaan: {STOPS}",
        f"Teruggedraaid: {STOPS} ↶ teruggedraaid",
        f"{STOPS} ↶ teruggedraaid en opnieuw gedaan",
    ]


def test_an_editor_undoes_what_stands_as_it_was_left(editor: Client, stops: Change) -> None:
    (form,) = page(editor.get(URL)).xpath(of_class("logbook-entry") + "//form")
    editor.post(form.get("action"), dict(form.fields))
    assert Membership.objects.get(role__code="cjg-coach").ends_on is None


def test_it_comes_back_to_the_logbook_after_an_undo(editor: Client, stops: Change) -> None:
    (form,) = page(editor.get(f"{URL}?wat=team")).xpath(of_class("logbook-entry") + "//form")
    answer = editor.post(form.get("action"), dict(form.fields))
    assert (answer.status_code, answer.url) == (302, f"{URL}?wat=team")  # type: ignore[attr-defined]


def test_what_changed_since_offers_no_undo(
    editor: Client, stops: Change, samira: Membership, ib: User, at: Callable[[int, int], None]
) -> None:
    at(22, 13)
    end_membership(membership=samira, last_day=TODAY, actor=ib)
    undoable = page(editor.get(URL)).xpath(of_class("logbook-entry") + "[.//form]")
    assert [entry.xpath("string(.//p[contains(@class, 'logbook-what')])") for entry in undoable] == [
        "Samira Bakkali stopt als CJG-coach, laatste dag 22 november 2026."
    ]


def test_who_only_reads_is_offered_no_undo(swv: Client, stops: Change) -> None:
    assert page(swv.get(URL)).xpath(of_class("logbook-entry") + "//form") == []


def test_another_school_is_not_in_it(editor: Client, far: School, far_ib: Membership, ib: User) -> None:
    end_membership(membership=far_ib, last_day=LAST_DAY, actor=ib)
    update_professional(professional=far_ib.professional, values={"expertise": "x"}, today=TODAY, actor=ib)
    write_log(kind=LogKind.PHONE_SHOWN, actor=ib, summary="Bekeek Kanarie.", about=far_ib.professional)
    write_log(kind=LogKind.EXPORTED, actor=ib, summary="Exporteerde Kanarie.", school=far)
    assert summaries(editor.get(URL)) == []


def test_a_change_at_several_schools_shows_the_rows_of_this_one(
    editor: Client, school: School, samira: Membership, ib: User
) -> None:
    other = SchoolFactory(region=school.region, name="De Kanarie")
    there = seat(other, "cjg-coach", professional=person(other, "Kara", "", "Kanarie"))
    with recorded(subject=samira.professional, actor=ib, region=school.region) as change:
        for row in (samira, there):
            row.ends_on = LAST_DAY
            row.save()
        for about in (samira.professional, there.professional):
            about.expertise = "verhuisd"
            about.save()
        change.summary = "Samira stopt overal."
    answer = editor.get(URL)
    assert (summaries(answer), set(rows(answer))) == (
        ["Samira stopt overal."],
        {"Samira Bakkali gewijzigd", "Samira Bakkali, CJG-coach gewijzigd"},
    )
    assert b"Kanarie" not in answer.content


def test_what_was_done_to_somebody_while_she_was_in_the_team(
    editor: Client, school: School, samira: Membership, ib: User, at: Callable[[int, int], None]
) -> None:
    former = seat(school, "cjg-coach", ends_on=date(2026, 11, 20), professional=person(school, "Oud", "", "Lid"))
    for day, text in ((19, "in het team"), (21, "daarna")):
        at(day, 12)
        update_professional(professional=former.professional, values={"expertise": text}, today=TODAY, actor=ib)
        write_log(kind=LogKind.PHONE_SHOWN, actor=ib, summary=f"Bekeek {text}.", about=former.professional)
    at(22, 12)
    answer = editor.get(URL)
    assert sorted(summaries(answer)) == ["Bekeek in het team.", "De gegevens van Oud Lid zijn bijgewerkt."]
    assert b"daarna" not in answer.content


def test_a_look_at_a_number_an_export_of_the_school_and_not_what_she_exports_herself(
    editor: Client, school: School, samira: Membership, ib: User
) -> None:
    write_log(kind=LogKind.PHONE_SHOWN, actor=ib, summary="Bekeek het nummer.", about=samira.professional)
    write_log(kind=LogKind.EXPORTED, actor=ib, summary="Exporteerde de lijst.", school=school)
    write_log(kind=LogKind.EXPORTED, actor=ib, summary="Exporteerde zichzelf.", about=samira.professional)
    assert sorted(summaries(editor.get(URL))) == ["Bekeek het nummer.", "Exporteerde de lijst."]


@pytest.fixture
def new_number(samira: Membership, ib: User) -> Change:
    values = {"phone": "+31687654321", "email": "nieuw@example.nl"}
    return update_professional(professional=samira.professional, values=values, today=TODAY, actor=ib)


def test_who_is_in_a_team_with_her_reads_her_old_and_new_number(editor: Client, new_number: Change) -> None:
    assert rows(editor.get(URL)) == {
        "Samira Bakkali gewijzigd": {
            "E-mailadres": "samira@example.nl →werd nieuw@example.nl",
            "Telefoon": "06-12345678 →werd 06-87654321",
            "Gegevens bevestigd op": "leeg →werd 22 november 2026",
            "E-mailadres bevestigd": "ja →werd nee",
        }
    }


def test_who_is_not_reads_that_it_changed_and_not_what_it_was(swv: Client, new_number: Change) -> None:
    answer = swv.get(URL)
    shown = rows(answer)["Samira Bakkali gewijzigd"]
    assert (shown["Telefoon"], shown["E-mailadres"]) == ("gewijzigd (afgeschermd)", "gewijzigd (afgeschermd)")
    private = ("12345678", "87654321", "samira@", "nieuw@")
    assert [text for text in private if text in answer.content.decode()] == []


def test_who_was_in_a_team_with_her_before_does_not_either(
    editor: Client, school: School, samira: Membership, new_number: Change, at: Callable[[int, int], None]
) -> None:
    samira.ends_on = date(2026, 11, 23)
    samira.save()
    at(24, 12)
    assert rows(editor.get(URL))["Samira Bakkali gewijzigd"]["Telefoon"] == "gewijzigd (afgeschermd)"


def test_everybody_reads_her_own(school: School, swv: Client, samira: Membership, new_number: Change) -> None:
    samira.professional.user = GrantFactory(kind=GrantKind.SWV, region=school.region).user
    samira.professional.save()
    samira.delete()
    own = sign_in(Client(), samira.professional.user)
    region = f"/regios/{school.region_id}/logboek/"
    shown = [rows(who.get(region))["Samira Bakkali gewijzigd"]["Telefoon"] for who in (own, swv)]
    assert shown == ["06-12345678 →werd 06-87654321", "gewijzigd (afgeschermd)"]


def test_grants_and_seats_of_the_region_are_not_in_the_logbook_of_a_school(
    editor: Client, school: School, ib: User
) -> None:
    with recorded(subject=school.region, actor=ib) as change:  # type: ignore[arg-type]
        Grant.objects.create(user=UserFactory(), kind=GrantKind.SWV, region=school.region, starts_on=TODAY)
        change.summary = "Bevoegdheid gegeven."
    assert summaries(editor.get(URL)) == []


@pytest.fixture
def several(school: School, samira: Membership, ib: User, at: Callable[[int, int], None]) -> User:
    """One of each kind on several days, by two accounts; the other one is returned."""
    other: User = UserFactory(email="extern@example.nl")
    at(18, 12)
    end_membership(membership=samira, last_day=LAST_DAY, actor=other)
    at(19, 12)
    update_professional(professional=samira.professional, values={"expertise": "x"}, today=TODAY, actor=ib)
    at(20, 12)
    write_log(kind=LogKind.PHONE_SHOWN, actor=other, summary="Bekeek het nummer.", about=samira.professional)
    at(22, 12)
    return other


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Bekeek het nummer.", "De gegevens van Samira Bakkali zijn bijgewerkt.", STOPS]),
        ("?wat=team", [STOPS]),
        ("?wat=personen", ["De gegevens van Samira Bakkali zijn bijgewerkt."]),
        ("?wat=inzage", ["Bekeek het nummer."]),
        ("?wie={other}", ["Bekeek het nummer.", STOPS]),
        ("?wie={other}&wat=team", [STOPS]),
        ("?vanaf=2026-11-19", ["Bekeek het nummer.", "De gegevens van Samira Bakkali zijn bijgewerkt."]),
        ("?tot=2026-11-18", [STOPS]),
        ("?vanaf=2026-11-19&tot=2026-11-19", ["De gegevens van Samira Bakkali zijn bijgewerkt."]),
    ],
)
def test_a_part_of_it(editor: Client, several: User, query: str, found: list[str]) -> None:
    assert summaries(editor.get(URL + query.format(other=several.pk))) == found


@pytest.mark.parametrize("query", ["?wat=onzin", "?wie=999999", "?wie=x", "?wat=bevoegdheden", "?pagina=x", "?vanaf=1"])
def test_what_cannot_be_asked_is_left_out(editor: Client, several: User, query: str) -> None:
    answer = editor.get(URL + query)
    assert (answer.status_code, len(summaries(answer))) == (200, 3)


def test_a_day_that_is_none_says_so(editor: Client) -> None:
    assert beside(editor.get(f"{URL}?vanaf=32-13-2026"), "vanaf") == (
        "Dit is geen dag. Schrijf bijvoorbeeld 6-10-2026."
    )


def test_where_nothing_fits_it_leads_back_to_everything(editor: Client, several: User) -> None:
    tree = page(editor.get(f"{URL}?tot=2020-01-01"))
    assert (all_words(tree, of_class("empty")), tree.xpath(of_class("empty") + "/a/@href")) == (
        ["Hier past niets bij. Laat alles zien"],
        [URL],
    )


def test_who_did_something_here_can_be_chosen(editor: Client, several: User, far_ib: Membership) -> None:
    end_membership(membership=far_ib, last_day=LAST_DAY, actor=UserFactory(email="kanarie2@example.nl"))
    assert all_words(page(editor.get(URL)), "//select[@name='wie']/option") == [
        "iedereen",
        "Anneke Visser",
        "extern@example.nl",
    ]


def test_thirty_a_page_and_the_filter_goes_along(editor: Client, school: School, ib: User) -> None:
    for day in range(1, 32):
        free = date(2026, 12, day)
        add_free_period(school=school, label=f"Dag {day}", first_day=free, last_day=free, actor=ib)
    first = editor.get(f"{URL}?wat=team")
    assert (len(summaries(first)), page(first).xpath(of_class("pages") + "//a/@href")) == (30, ["?wat=team&pagina=2"])
    second = editor.get(f"{URL}?wat=team&pagina=2")
    assert (len(summaries(second)), all_words(page(second), of_class("pages") + "/span")) == (1, ["Bladzijde 2 van 2"])


def test_names_that_look_like_markup_are_text(editor: Client, school: School, ib: User) -> None:
    hostile = person(school, "<script>", "", "\"O'Brien\nû</li>")
    seat_member(school=school, role=Role.objects.get(code="cjg-coach"), professional=hostile, starts_on=TODAY, actor=ib)
    answer = editor.get(URL)
    assert b"<script>" not in answer.content.replace(b"<script src=", b"")
    assert list(rows(answer)) == ["<script> \"O'Brien û</li>, CJG-coach nieuw"]


def test_the_same_page_for_htmx(editor: Client, stops: Change) -> None:
    assert summaries(editor.get(URL, headers=HTMX)) == [STOPS]


def test_the_number_of_queries_does_not_grow_with_what_was_done(
    editor: Client, school: School, samira: Membership, ib: User
) -> None:
    def do(number: int) -> None:
        """One of everything that a line can hold."""
        newcomer = Professional(surname=f"Nieuw{number}", organisation=samira.professional.organisation)
        role = Role.objects.get(code="leerplichtambtenaar")
        undo(
            change=seat_member(school=school, role=role, professional=newcomer, starts_on=TODAY, actor=ib),
            actor=ib,
        )
        holder = seat(school, "jeugdarts", professional=person(school, "Eva", "", f"Jansen{number}"))
        somebody = person(school, "Tom", "", f"Vries{number}")
        arrange_stand_in(membership=holder, professional=somebody, starts_on=TODAY, ends_on=LAST_DAY, actor=ib)
        update_professional(
            professional=samira.professional, values={"phone": f"+3161234567{number}"}, today=TODAY, actor=UserFactory()
        )
        remove_membership(membership=holder, actor=ib)
        confirm_team(school=school, today=TODAY, actor=ib)
        write_log(kind=LogKind.PHONE_SHOWN, actor=ib, summary="Bekeek.", about=samira.professional)

    def queries() -> int:
        with CaptureQueriesContext(connection) as done:
            editor.get(URL)
        return len(done)

    do(0)
    one = queries()
    for number in range(1, 4):
        do(number)
    assert (queries(), len(summaries(editor.get(URL)))) == (one, 28)
