"""/scholen/<code>/plannen/: plan, ask, seat or drop somebody; who may not fill the seat finds no plan."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Change, School
from teams.actions.plans import agree_plan, drop_plan
from teams.enums import PlanStage
from teams.models import Coordinator, Membership, PlannedMember, Professional, PublicPage, SeatTemplate
from tests.factories import GrantFactory, PlannedMemberFactory, SchoolFactory, person, seat
from tests.pages import (
    HTMX,
    all_words,
    beside,
    errors,
    meanwhile,
    messages,
    of_class,
    page,
    send,
    sign_in,
    undo_url,
    values,
)
from tests.teams.views.logbooks import rows, summaries

pytestmark = pytest.mark.usefixtures("samira")
URL = "/scholen/99AA00/"
AUGUST = date(2027, 8, 1)
PLANNED = of_class("seat-planned")


@pytest.fixture
def tom(school: School, samira: Membership) -> Professional:
    return person(school, "Tom", "de", "Vries", organisation=samira.professional.organisation)


@pytest.fixture
def plan(school: School, samira: Membership, tom: Professional) -> PlannedMember:
    row: PlannedMember = PlannedMemberFactory(school=school, role=samira.role, professional=tom)
    return row


@pytest.fixture
def leader(samira: Membership, client: Client) -> Client:
    """The coordinator of CJG Duinveen."""
    user = GrantFactory().user
    Coordinator.objects.create(user=user, organisation=samira.professional.organisation, starts_on=date(2026, 1, 1))
    return sign_in(Client(), user)


def url_of(school: School, name: str = "CJG-coach") -> str:
    template = SeatTemplate.objects.for_school(school).get(name=name)
    return f"{URL}plekken/{template.pk}/plannen/"


def of_plan(plan: PlannedMember, what: str) -> str:
    return f"{URL}plannen/{plan.pk}/{what}/"


def planned() -> list[tuple[str, date, str]]:
    rows = PlannedMember.objects.select_related("professional")
    return [(str(row.professional), row.starts_on, row.stage) for row in rows]


def button(client: Client, url: str) -> dict[str, Any]:
    """What a button in the list would send."""
    return dict(page(client.get(f"{URL}?bewerken=1")).xpath(f"//form[@action='{url}']")[0].form_values())


# Planning


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_may_plan(request: pytest.FixtureRequest, school: School, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url_of(school)).status_code == status


@pytest.mark.parametrize(("name", "status"), [("CJG-coach", 200), ("Directeur", 403)])
def test_a_coordinator_plans_for_the_seats_of_her_organisation(
    leader: Client, school: School, name: str, status: int
) -> None:
    assert leader.get(url_of(school, name)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("reader", 403)])
def test_who_may_not_plans_nothing(
    request: pytest.FixtureRequest, editor: Client, school: School, tom: Professional, who: str, status: int
) -> None:
    url = url_of(school)
    data = {**values(editor.get(url), url), "professional": tom.pk}
    assert (request.getfixturevalue(who).post(url, data).status_code, planned()) == (status, [])


def test_a_page_and_a_panel_from_next_school_year_as_a_wish(editor: Client, school: School) -> None:
    url = url_of(school)
    whole, panel = editor.get(url), editor.get(url, headers=HTMX)
    assert all_words(page(whole), "//h1") == all_words(page(panel), "//h3") == ["Wie komt er als CJG-coach?"]
    found = values(whole, url)
    assert (found["starts_on"], found["stage"]) == (["2027-08-01"], ["wish"])


def test_somebody_is_planned_and_the_message_undoes_it(editor: Client, school: School, tom: Professional) -> None:
    answer = send(editor, url_of(school), professional=tom.pk, stage="asked")
    assert (answer.status_code, planned()) == (302, [("Tom de Vries", AUGUST, "asked")])
    shown = editor.get(URL)
    assert messages(shown) == ["Tom de Vries is gevraagd als CJG-coach vanaf 1 augustus 2027."]
    editor.post(page(shown).xpath(of_class("message") + "//form/@action")[0])
    assert planned() == []


def test_the_same_form_sent_twice_plans_once(editor: Client, school: School, tom: Professional) -> None:
    url = url_of(school)
    data = {**values(editor.get(url), url), "professional": tom.pk}
    assert [editor.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert (len(planned()), Change.objects.count()) == (1, 1)


def test_a_wrong_entry_says_so_and_keeps_what_was_typed(editor: Client, school: School, tom: Professional) -> None:
    url = url_of(school)
    answer = send(editor, url, professional=tom.pk, starts_on="2026-11-22", stage="asked")
    assert (answer.status_code, planned()) == (200, [])
    assert beside(answer, "starts_on") == (
        "Plannen kan vanaf morgen. Zit iemand er al? Ga terug en kies ‘Vul in’ of ‘Nog iemand’."
    )
    assert (values(answer, url)["professional"], values(answer, url)["stage"]) == ([str(tom.pk)], ["asked"])


@pytest.mark.parametrize("stage", ["", "agreed", "x"])
def test_a_stage_that_is_none_is_refused(editor: Client, school: School, tom: Professional, stage: str) -> None:
    answer = send(editor, url_of(school), professional=tom.pk, stage=stage)
    assert (answer.status_code, len(errors(answer)), planned()) == (200, 1, [])


def test_who_was_planned_meanwhile_is_told(editor: Client, school: School, tom: Professional, plan: Any) -> None:
    plan.delete()
    url = url_of(school)
    opened = editor.get(url)
    PlannedMemberFactory(school=school, role=plan.role, professional=person(school, "Noor", "", "Smit"))
    answer = send(editor, url, opened, professional=tom.pk)
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Het plan voor Noor Smit als CJG-coach is erbij gekomen."],
    )


# What is planned, in the list


def test_the_list_and_the_circle_show_it_to_who_may_fill_the_seat(
    editor: Client, leader: Client, plan: PlannedMember
) -> None:
    for client in (editor, leader):
        tree = page(client.get(URL))
        assert all_words(tree, PLANNED + of_class("chip")) == ["wens", "vanaf 1 augustus 2027"]
        assert tree.xpath(f"//svg//a[@href='#plan-{plan.pk}']/@aria-label") == [
            "Tom de Vries, CJG-coach, gewenst vanaf 1 augustus 2027"
        ]
        assert tree.get_element_by_id(f"plan-{plan.pk}") is not None


@pytest.mark.parametrize("query", ["", "?bewerken=1", "?op=2027-03-01"])
def test_who_only_reads_sees_no_word_of_it(reader: Client, plan: PlannedMember, query: str) -> None:
    assert b"Vries" not in reader.get(URL + query).content


def test_who_only_reads_a_whole_region_sees_no_word_of_it(school: School, plan: PlannedMember) -> None:
    swv = sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.SWV).user)
    assert b"Vries" not in swv.get(URL).content


@pytest.mark.parametrize("name", ["timeline", "poster", "circle_svg", "public_page"])
def test_no_other_page_shows_plans_not_even_to_an_editor(
    editor: Client, school: School, plan: PlannedMember, name: str
) -> None:
    PublicPage.objects.create(school=school, opened_on=date(2026, 1, 1))
    content = editor.get(reverse(f"teams:{name}", args=["99AA00"])).content
    assert (b"Vries" in content, b"Zeester" in content) == (False, True)


@pytest.mark.parametrize(
    ("query", "is_shown"), [("?op=2026-11-01", False), ("?op=2027-03-01", True), ("?op=2027-08-01", False)]
)
def test_on_another_day(editor: Client, plan: PlannedMember, query: str, is_shown: bool) -> None:
    assert (b"Vries" in editor.get(URL + query).content) is is_shown


def test_a_plan_whose_day_went_by_says_so(editor: Client, plan: PlannedMember) -> None:
    PlannedMember.objects.update(starts_on=date(2026, 11, 1))
    assert "! had al begonnen moeten zijn" in all_words(page(editor.get(URL)), PLANNED + of_class("chip"))


def test_a_plan_for_a_vacancy_leaves_it_vacant(editor: Client, samira: Membership, plan: PlannedMember) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 11, 21))
    tree = page(editor.get(URL))
    assert "CJG-coach" in all_words(tree, of_class("seat-missing") + of_class("seat-name"))
    assert all_words(tree, PLANNED + of_class("chip")) == ["wens", "vanaf 1 augustus 2027"]


def test_while_editing_each_seat_can_be_planned_for_and_each_plan_gone_on_with(
    editor: Client, school: School, plan: PlannedMember
) -> None:
    tree = page(editor.get(f"{URL}?bewerken=1"))
    links = tree.xpath("//a[.='Plan iemand']/@aria-label")
    assert {"Plan iemand: CJG-coach", "Plan iemand: Directeur"} < set(links)
    assert all_words(tree, PLANNED + of_class("btn")) == ["Gevraagd", "Akkoord: neem op", "Vervalt"]
    PlannedMember.objects.update(stage=PlanStage.ASKED)
    tree = page(editor.get(f"{URL}?bewerken=1"))
    assert all_words(tree, PLANNED + of_class("btn")) == ["Akkoord: neem op", "Vervalt"]


def test_any_name_is_shown_as_it_is(editor: Client, school: School, plan: PlannedMember) -> None:
    Professional.objects.filter(pk=plan.professional_id).update(surname="<script>alert(1)</script>")
    answer = editor.get(f"{URL}?bewerken=1")
    assert b"<script>alert" not in answer.content


# Asked, and off


@pytest.mark.parametrize("what", ["gevraagd", "vervalt", "akkoord"])
@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 404)])
def test_to_who_may_not_fill_the_seat_there_is_no_plan(
    request: pytest.FixtureRequest, plan: PlannedMember, what: str, who: str, status: int
) -> None:
    before = list(PlannedMember.objects.values())
    answer = request.getfixturevalue(who).post(of_plan(plan, what), {"seen": "x", "key": "x"})
    assert (answer.status_code, list(PlannedMember.objects.values())) == (status, before)


def test_a_plan_of_another_school_is_not_found_here(editor: Client, school: School) -> None:
    elsewhere = PlannedMemberFactory(school=SchoolFactory(region=school.region))
    assert [editor.post(of_plan(elsewhere, what)).status_code for what in ("gevraagd", "vervalt", "akkoord")] == [
        404
    ] * 3


@pytest.mark.parametrize(
    ("what", "said", "left"),
    [
        ("gevraagd", "Tom de Vries is gevraagd als CJG-coach vanaf 1 augustus 2027.", ["asked"]),
        ("vervalt", "Het plan voor Tom de Vries als CJG-coach vervalt.", []),
    ],
)
@pytest.mark.parametrize("who", ["editor", "leader"])
def test_a_button_acts_once_and_is_undone(
    request: pytest.FixtureRequest, plan: PlannedMember, who: str, what: str, said: str, left: list[str]
) -> None:
    client, url = request.getfixturevalue(who), of_plan(plan, what)
    data = button(client, url)
    assert [messages(client.post(url, data, follow=True)) for _ in range(2)] == [[said]] * 2
    assert [row[2] for row in planned()] == left
    client.post(url, data)
    client.post(undo_url(client))
    assert planned() == [("Tom de Vries", AUGUST, "wish")]


@pytest.mark.parametrize("what", ["gevraagd", "vervalt"])
def test_a_plan_that_changed_meanwhile_stays_and_the_page_says_what_changed(
    editor: Client, plan: PlannedMember, what: str
) -> None:
    data = button(editor, of_plan(plan, what))
    PlannedMember.objects.update(starts_on=date(2027, 1, 1))
    said = "Er is niets gedaan, want intussen is er iets veranderd. "
    assert messages(editor.post(of_plan(plan, what), data, follow=True)) == [
        f"{said}Het plan voor Tom de Vries als CJG-coach: vanaf is nu 1 januari 2027 (was 1 augustus 2027)."
    ]
    assert planned() == [("Tom de Vries", date(2027, 1, 1), "wish")]


@pytest.mark.parametrize("what", ["gevraagd", "vervalt"])
def test_a_plan_that_somebody_else_dropped_says_so(
    editor: Client, anneke: Membership, plan: PlannedMember, what: str
) -> None:
    data = button(editor, of_plan(plan, what))
    drop_plan(plan=PlannedMember.objects.get(), actor=anneke.professional.user)  # type: ignore[arg-type]
    answer = editor.post(of_plan(plan, what), data, follow=True)
    assert "staat er niet meer" in messages(answer)[0]


@pytest.mark.parametrize("what", ["gevraagd", "vervalt"])
def test_a_link_does_nothing(editor: Client, plan: PlannedMember, what: str) -> None:
    assert (editor.get(of_plan(plan, what)).status_code, len(planned())) == (405, 1)


# Agreed


def test_who_agreed_is_seated_from_the_day_of_the_plan(editor: Client, school: School, plan: PlannedMember) -> None:
    url = of_plan(plan, "akkoord")
    opened = editor.get(url)
    assert all_words(page(opened), "//h1") == ["Tom de Vries wordt CJG-coach"]
    assert all_words(page(opened), "//select[@name='succeeds']/option") == ["Niemand: komt erbij", "Samira Bakkali"]
    send(editor, url, opened, contact_days=["1"])
    row = Membership.objects.get(professional=plan.professional)
    assert (row.starts_on, row.ends_on, row.contact_days, planned()) == (AUGUST, None, 2, [])
    shown = editor.get(URL)
    assert all_words(page(shown), PLANNED + of_class("chip")) == ["straks", "vanaf 1 augustus 2027"]
    editor.post(page(shown).xpath(of_class("message") + "//form/@action")[0])
    assert (planned(), Membership.objects.filter(professional=plan.professional).exists()) == (
        [("Tom de Vries", AUGUST, "wish")],
        False,
    )


def test_who_agreed_can_take_the_place_of_somebody(editor: Client, samira: Membership, plan: PlannedMember) -> None:
    send(editor, of_plan(plan, "akkoord"), succeeds=samira.pk)
    samira.refresh_from_db()
    assert samira.ends_on == date(2027, 7, 31)


def test_somebody_of_another_seat_cannot_be_succeeded(editor: Client, school: School, plan: PlannedMember) -> None:
    answer = send(editor, of_plan(plan, "akkoord"), succeeds=seat(school, "directeur").pk)
    assert (answer.status_code, len(errors(answer)), len(planned())) == (200, 1, 1)


def test_the_form_sent_twice_seats_once(editor: Client, plan: PlannedMember) -> None:
    url = of_plan(plan, "akkoord")
    data = values(editor.get(url), url)
    assert [editor.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Membership.objects.filter(professional=plan.professional).count() == 1


def test_a_plan_that_is_gone_can_be_opened_no_more_and_a_form_that_was_open_says_so(
    editor: Client, anneke: Membership, plan: PlannedMember
) -> None:
    url = of_plan(plan, "akkoord")
    data = values(editor.get(url), url)
    drop_plan(plan=PlannedMember.objects.get(), actor=anneke.professional.user)  # type: ignore[arg-type]
    answer = editor.post(url, data)
    assert (answer.status_code, editor.get(url).status_code) == (409, 404)
    assert not Membership.objects.filter(professional=plan.professional).exists()


def test_the_rules_of_seating_are_told_in_dutch(editor: Client, samira: Membership, plan: PlannedMember) -> None:
    answer = send(editor, of_plan(plan, "akkoord"), succeeds=samira.pk, starts_on="2026-08-01")
    assert beside(answer, "starts_on").startswith("Samira Bakkali begon op 1 augustus 2026. Kies een latere dag.")
    assert len(planned()) == 1


def test_a_seat_that_changed_meanwhile_is_told(editor: Client, school: School, plan: PlannedMember) -> None:
    url = of_plan(plan, "akkoord")
    opened = editor.get(url)
    seat(school, "cjg-coach", professional=person(school, "Noor", "", "Smit"))
    answer = send(editor, url, opened)
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Noor Smit, CJG-coach vanaf 1 augustus 2026 is erbij gekomen."],
    )


# The logbook


@pytest.fixture
def swv(school: School) -> Client:
    return sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=school.region).user)


def test_the_logbook_tells_plans_to_who_edits_and_only_what_came_of_them_to_who_reads(
    editor: Client,
    swv: Client,
    anneke: Membership,
    school: School,
    tom: Professional,
    time_machine: TimeMachineFixture,
) -> None:
    send(editor, url_of(school), professional=tom.pk)
    time_machine.shift(60)
    ib: User = anneke.professional.user  # type: ignore[assignment]
    agree_plan(plan=PlannedMember.objects.get(), starts_on=AUGUST, actor=ib)
    wished = "Tom de Vries is gewenst als CJG-coach vanaf 1 augustus 2027."
    agreed = "Tom de Vries is CJG-coach vanaf 1 augustus 2027."
    logbook, region = f"{URL}logboek/", f"/regios/{school.region_id}/logboek/"
    assert summaries(editor.get(logbook)) == [agreed, wished]
    assert list(rows(editor.get(logbook))) == [
        "Tom de Vries, CJG-coach nieuw",
        "Plan: Tom de Vries, CJG-coach weggehaald",
    ]
    for url in (logbook, region):
        assert summaries(swv.get(url)) == [agreed]
        assert b"Plan:" not in swv.get(url).content
    pb = sign_in(Client(), GrantFactory(region=school.region).user)
    assert len(summaries(pb.get(region))) == 2


def test_her_own_data_tell_her(plan: PlannedMember) -> None:
    user = GrantFactory().user
    Professional.objects.filter(pk=plan.professional_id).update(user=user)
    tree = page(sign_in(Client(), user).get("/mijn-gegevens/"))
    assert "Plannen met jou" in all_words(tree, "//h2")
