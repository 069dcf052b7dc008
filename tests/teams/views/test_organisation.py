"""/organisaties/<nummer>/: the coordinator's home: her people, what is to be filled, who takes over whom."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Change, School
from teams.actions.merge import merge_records
from teams.actions.people import update_professional
from teams.actions.plans import plan_member
from teams.enums import OrganisationKind, PlanStage, Visibility
from teams.models import Coordinator, Membership, Professional, Role
from tests.factories import TODAY, GrantFactory, OrganisationFactory, SchoolFactory, UserFactory, person, seat
from tests.pages import all_words, of_class, page, sign_in
from tests.teams.handing_over import JANUARY, Fleet, lay_fleet
from tests.teams.views.logbooks import ENTRY, doers, summaries

WORKERS = of_class("workers") + "/li"


@pytest.fixture
def fleet() -> Fleet:
    return lay_fleet()


@pytest.fixture
def leader(fleet: Fleet) -> Client:
    return sign_in(Client(), fleet.leader)


@pytest.fixture
def url(fleet: Fleet) -> str:
    return f"/organisaties/{fleet.cjg.pk}/"


def rows(client: Client, url: str, heading: str) -> list[str]:
    """The rows under one heading."""
    return all_words(page(client.get(url)), f"//section[h2='{heading}']//li")


def test_who_sees_it(fleet: Fleet, url: str, client: Client) -> None:
    guide, swv = (
        GrantFactory(region=fleet.region, kind=kind).user for kind in (GrantKind.PROCESBEGELEIDER, GrantKind.SWV)
    )
    ib, elsewhere = UserFactory(), GrantFactory().user
    Professional.objects.filter(pk=fleet.ibs[0].professional_id).update(user=ib)
    statuses = [sign_in(Client(), user).get(url).status_code for user in (fleet.leader, guide, swv, ib, elsewhere)]
    assert (statuses, client.get(url).status_code) == ([200, 200, 200, 404, 404], 302)


def test_another_organisation_of_the_region_is_not_the_coordinators(fleet: Fleet, leader: Client) -> None:
    other = OrganisationFactory(region=fleet.region, kind=OrganisationKind.GGD)
    assert leader.get(f"/organisaties/{other.pk}/").status_code == 404


def test_its_people_with_a_block_for_each_school(fleet: Fleet, leader: Client, url: str) -> None:
    Professional.objects.filter(pk=fleet.samira.pk).update(
        confirmed_on=date(2026, 11, 1), half_days=0b11, phone="+31235550123", phone_visibility=Visibility.REGION
    )
    seat(fleet.schools[0], "cjg-coach", professional=fleet.noor, starts_on=JANUARY)
    tree = page(leader.get(url))
    assert all_words(tree, WORKERS) == [
        "SB Samira Bakkali 3 scholen · werkt ma · 023-5550123 · Mail Draag over",
        "NS Noor Smit al een half jaar niet bevestigd 0 scholen, straks 1 erbij · Mail Draag over",
    ]
    assert len(tree.xpath(WORKERS + "[1]" + of_class("block"))) == 3
    assert all_words(tree, "//h3[.='Zonder plek']/following-sibling::ul//li") == ["Tom de Vries"]


def test_who_stops_somewhere_shows_it_in_words_and_in_her_blocks(fleet: Fleet, leader: Client, url: str) -> None:
    leaving = fleet.samira.memberships.first()
    leaving.ends_on = date(2027, 7, 31)
    leaving.save()
    tree = page(leader.get(url))
    assert "3 scholen, stopt bij 1" in all_words(tree, WORKERS + "[1]")[0]
    ending = [block.get("title") for block in tree.xpath(WORKERS + of_class("block-ending"))]
    assert ending == [f"{leaving.school}, tot en met 31 juli 2027"]


def test_a_wish_for_somebody_new_is_not_told_here(fleet: Fleet, url: str) -> None:
    swv = GrantFactory(region=fleet.region, kind=GrantKind.SWV).user
    plan_member(
        school=fleet.schools[0],
        role=Role.objects.get(code="cjg-coach"),
        professional=Professional(surname="Verlanglijst", organisation=fleet.cjg),
        starts_on=JANUARY,
        stage=PlanStage.WISH,
        today=date(2026, 11, 22),
        actor=UserFactory(),
    )
    assert "gewenst" not in sign_in(Client(), swv).get(url).content.decode()


def test_what_its_owner_shows_to_her_own_teams_only_is_not_here(fleet: Fleet, leader: Client, url: str) -> None:
    Professional.objects.update(email_visibility=Visibility.TEAMS, phone_visibility=Visibility.TEAMS)
    assert b"cjg.example" not in leader.get(url).content
    assert b"+3161" not in leader.get(url).content


def test_who_only_looks_is_offered_nothing(fleet: Fleet, url: str) -> None:
    SchoolFactory(region=fleet.region, name="De Lege")
    tree = page(sign_in(Client(), GrantFactory(region=fleet.region, kind=GrantKind.SWV).user).get(url))
    assert tree.xpath("//main//a[contains(@class, 'btn')]") == []


def test_seats_that_it_has_to_fill(fleet: Fleet, leader: Client, url: str) -> None:
    empty: School = SchoolFactory(region=fleet.region, name="De Lege")
    SchoolFactory(region=fleet.region, name="De Dichte", closed_on=date(2026, 1, 1))
    SchoolFactory(name="De Kanarie")
    Membership.objects.filter(pk=fleet.seats[0].pk).update(ends_on=date(2026, 11, 8))
    Membership.objects.filter(pk=fleet.seats[1].pk).update(ends_on=date(2026, 12, 31))
    assert rows(leader, url, "In te vullen") == [
        "De Aak CJG-coach · leeg sinds 9 november 2026 Vul in",
        "De Lege CJG-coach · nog nooit ingevuld Vul in",
        "De Bark ! vanaf 1 januari 2027 CJG-coach · dan zit er niemand Vul in",
    ]
    tree = page(leader.get(url))
    assert all_words(tree, of_class("page-head") + of_class("chip")) == ["! 2 vacatures"]
    link = tree.xpath("//a[@aria-label='Vul in: CJG-coach op De Lege']/@href")[0]
    assert (leader.get(link).status_code, f"/scholen/{empty.establishment_code}/" in link) == (200, True)


def test_a_seat_that_another_organisation_of_its_kind_fills_is_not_its_own(
    fleet: Fleet, leader: Client, url: str
) -> None:
    empty: School = SchoolFactory(region=fleet.region, name="De Lege")
    OrganisationFactory(region=fleet.region).municipalities.set([empty.municipality])
    assert rows(leader, url, "In te vullen") == []


def test_who_takes_over_whom_put_together(fleet: Fleet, leader: Client, url: str) -> None:
    fleet.hand_over(*fleet.moves(fleet.tom)[:2])
    fleet.hand_over(*fleet.moves(fleet.noor)[2:], starts_on=date(2027, 8, 1))
    assert rows(leader, url, "Straks") == [
        "1 januari 2027Tom de Vries volgt Samira Bakkali op: De Aak, De Bark",
        "1 augustus 2027Noor Smit volgt Samira Bakkali op: De Cog",
    ]


def test_when_there_is_nothing_to_do_it_says_so(fleet: Fleet, leader: Client, url: str) -> None:
    assert all_words(page(leader.get(url)), of_class("empty")) == [
        "Op elke school zit iemand. Hier hoef je nu niets te doen.",
        "Er staan geen overdrachten klaar.",
        "Er is nog niets veranderd.",
    ]


def test_a_coordinator_without_a_seat_comes_home_here(fleet: Fleet, leader: Client, url: str) -> None:
    assert leader.get("/").url == url  # type: ignore[attr-defined]
    seat(fleet.schools[0], "cjg-coach", user=fleet.leader)
    assert leader.get("/").url == "/scholen/"  # type: ignore[attr-defined]


def test_the_top_bar_leads_a_coordinator_here(fleet: Fleet, leader: Client, url: str) -> None:
    menu = of_class("topbar-menu") + "/a"
    assert page(leader.get("/scholen/")).xpath(f"{menu}[.='Mijn organisatie']/@href") == [url]
    ggd = person(fleet.schools[0], "", "", "Jansen").organisation
    Coordinator.objects.create(user=fleet.leader, organisation=ggd, starts_on=date(2026, 1, 1))
    assert set(all_words(page(leader.get("/scholen/")), menu)) == {
        *("Scholen", "Bijeenkomsten", "CJG Duinveen"),
        ggd.name,
    }
    assert leader.get("/").url == "/scholen/"  # type: ignore[attr-defined]


# What was done last


def test_the_last_changes_to_its_people_are_undone_from_here(fleet: Fleet, leader: Client, url: str) -> None:
    """By a colleague too, and long after the message that reported it."""
    colleague = UserFactory(email="karel@cjg.example")
    Coordinator.objects.create(user=colleague, organisation=fleet.cjg, starts_on=date(2026, 1, 1))
    fleet.hand_over(*fleet.moves(fleet.tom), actor=colleague)
    answer = leader.get(url)
    assert (summaries(answer), doers(answer)) == (
        ["3 plekken van Samira Bakkali overgedragen vanaf 1 januari 2027: Tom de Vries (3)."],
        ["karel@cjg.example"],
    )
    form = page(answer).xpath(ENTRY + "//form")[0]
    back = leader.post(form.get("action"), dict(form.fields), follow=True)
    assert (back.redirect_chain, fleet.coaches()["De Aak"]) == ([(url, 302)], [("Samira Bakkali", None)])
    assert {words.split(":")[0] for words in summaries(back)} == {
        "Teruggedraaid",
        "3 plekken van Samira Bakkali overgedragen vanaf 1 januari 2027",
    }


def test_a_merge_is_undone_from_here(fleet: Fleet, leader: Client, url: str) -> None:
    double = fleet.colleague("S.", "", "Bakkali")
    merge_records(kept=fleet.samira, absorbed=double, actor=fleet.leader)
    assert len(page(leader.get(url)).xpath(ENTRY + "//form")) == 1


def test_who_may_not_undo_it_reads_it_without_a_button(fleet: Fleet, url: str) -> None:
    fleet.hand_over(*fleet.moves(fleet.tom))
    swv = sign_in(Client(), GrantFactory(region=fleet.region, kind=GrantKind.SWV).user)
    answer = swv.get(url)
    assert (len(summaries(answer)), page(answer).xpath(ENTRY + "//form")) == (1, [])
    change = Change.objects.get()
    assert swv.post(f"/wijzigingen/{change.pk}/terugdraaien/").status_code == 403


def test_what_was_changed_since_has_no_button(fleet: Fleet, leader: Client, url: str) -> None:
    fleet.hand_over(*fleet.moves(fleet.tom)[:2])
    Membership.objects.get(school=fleet.schools[0], professional=fleet.tom).save()
    assert page(leader.get(url)).xpath(ENTRY + "//form") == []


def test_what_was_done_elsewhere_is_not_hers_to_know(fleet: Fleet, leader: Client, url: str) -> None:
    User.objects.filter(pk=fleet.leader.pk).update(email="zij@example.nl")
    other = lay_fleet()
    change = other.hand_over(*other.moves(other.tom))
    assert (summaries(leader.get(url)), leader.post(f"/wijzigingen/{change.pk}/terugdraaien/").status_code) == ([], 404)


def test_the_number_of_queries_does_not_grow_with_what_was_done(fleet: Fleet, leader: Client, url: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as done:
            leader.get(url)
        return len(done)

    fleet.hand_over(*fleet.moves(fleet.tom)[:1])
    update_professional(professional=fleet.noor, values={"phone": ""}, today=TODAY, actor=fleet.leader)
    merge_records(kept=fleet.samira, absorbed=fleet.colleague("Nul", "", "B"), actor=fleet.leader)
    few = queries()
    fleet.hand_over(*fleet.moves(fleet.noor)[1:])
    for name in ("Een", "Twee"):
        merge_records(kept=fleet.samira, absorbed=fleet.colleague(name, "", "B"), actor=fleet.leader)
    update_professional(professional=fleet.tom, values={"phone": ""}, today=TODAY, actor=fleet.leader)
    assert (queries(), len(summaries(leader.get(url)))) == (few, 7)
