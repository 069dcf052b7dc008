"""/scholen/<code>/ of a plan: where its two sessions stand, what differs there, and whether it agrees."""

from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.models import School
from teams.models import Membership, Professional
from tests.factories import GrantFactory, SchoolFactory, UserFactory
from tests.pages import all_words, beside, meanwhile, messages, of_class, page, sign_in
from tests.yearplan.reading.conftest import BOOG, SPRING, add
from yearplan.actions.plans import set_wish, wish_of
from yearplan.models import ClosedDay, Proposal, SchoolWish, YearPlan

BUTTONS = "//main//form[not(@role)]//button"


def url(proposal: Proposal, code: str = "99BB00") -> str:
    return f"/bijeenkomsten/jaarplanning/{proposal.plan_id}/scholen/{code}/"


def hidden(client: Client, address: str, name: str) -> str:
    return str(page(client.get(address)).xpath(f"//input[@name='{name}']/@value")[0])


def save(client: Client, proposal: Proposal, seen: str = "", **typed: object) -> object:
    address = url(proposal)
    return client.post(address, {"seen": seen or hidden(client, address, "seen"), **typed})


def agree(client: Client, proposal: Proposal, agreed: bool, seen: str = "") -> object:
    address = url(proposal)
    sent = {"akkoord": str(int(agreed)), "gezien": seen or hidden(client, address, "gezien")}
    return client.post(f"{address}akkoord/", sent)


def test_its_sessions_are_there_with_who_comes_and_why_one_does_not_fit(
    planner: Client, proposal: Proposal, samira: Membership
) -> None:
    must = "begeleid door Ineke Vermaat moeten erbij zijn: Samira Bakkali"
    why = "Samira Bakkali werkt alleen di, do: daarmee vallen op 31 dagen momenten af."
    assert all_words(page(planner.get(url(proposal))), of_class("rows") + "/li") == [
        f"Kennismaking di 8 december 2026, 10.30-12.00 uur {must} ○ voorstel",
        f"Verdieping {must} Waarom niet {why} Wat zou helpen, is nog niet uitgezocht. ! past niet",
    ]


@pytest.mark.parametrize(
    ("typed", "odd"), [("23.30", "23.30"), ("8.30 en 6:59", "6.59"), ("18.01", "18.01"), ("0.00", "0.00")]
)
def test_a_time_in_the_night_is_refused(
    planner: Client, proposal: Proposal, boog: School, typed: str, odd: str
) -> None:
    answer = save(planner, proposal, starts=typed, facilitator="")
    assert beside(answer, "starts") == (f"{odd} uur is geen begintijd voor een school: kies tussen 7.00 en 18.00 uur.")
    assert wish_of(proposal.plan, boog) is None


def test_the_first_and_the_last_time_of_the_day_are_kept(planner: Client, proposal: Proposal, boog: School) -> None:
    save(planner, proposal, starts="7.00 en 18.00", facilitator="")
    assert wish_of(proposal.plan, boog).start_times == (time(7), time(18))  # type: ignore[union-attr]


def test_everybody_who_can_guide_is_named_once(
    planner: Client, proposal: Proposal, boog: School, ineke: Professional
) -> None:
    """Also who guides the whole plan, and has two grants here."""
    GrantFactory(user=ineke.user, region=proposal.plan.region, municipality=boog.municipality)
    found = all_words(page(planner.get(url(proposal))), "//select[@name='facilitator']/option")
    assert [name for name in found if "Vermaat" in name] == ["Ineke Vermaat, zoals overal"]
    assert len(found) == len(set(found))


def test_a_day_on_which_it_cannot_is_named_and_taken_away_again(
    planner: Client, proposal: Proposal, boog: School
) -> None:
    ClosedDay.objects.create(plan=proposal.plan, school=boog, day=date(2027, 3, 4))
    shown = page(planner.get(url(proposal)))
    assert "donderdag 4 maart 2027Kan toch wel: 4 maart" in all_words(shown, of_class("rows") + "/li")
    answer = planner.post(shown.xpath("//form[contains(@action, 'kan-niet')]/@action")[0], follow=True)
    assert messages(answer) == ["Weggehaald: De Boog kan op do 4 maart toch."]
    assert ClosedDay.objects.count() == 0


def test_who_works_on_the_plan_says_what_differs(planner: Client, proposal: Proposal, boog: School) -> None:
    answer = save(planner, proposal, starts="9.00, 13.30 en 9:00", facilitator="")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert messages(planner.get(url(proposal))) == [
        "Bewaard voor De Boog. Bereken het jaar opnieuw om hiermee te plannen."
    ]
    wish = wish_of(proposal.plan, boog)
    assert wish is not None
    assert (wish.start_times, wish.facilitator, wish.is_left_out) == ((time(9), time(13, 30)), None, False)
    shown = page(planner.get(url(proposal))).xpath("//input[@name='starts']/@value")
    assert shown == ["9.00 en 13.30"]


def test_its_own_guide_is_somebody_who_can_guide_there(
    planner: Client, proposal: Proposal, boog: School, samira: Membership, far_ib: Membership
) -> None:
    save(planner, proposal, facilitator=str(samira.professional_id))
    wish = wish_of(proposal.plan, boog)
    assert wish is not None
    assert wish.facilitator == samira.professional
    refused = save(planner, proposal, facilitator=str(far_ib.professional_id))
    assert refused.status_code == 200  # type: ignore[attr-defined]
    assert SchoolWish.objects.get().facilitator == samira.professional


def test_a_school_that_is_left_out_is_not_planned_and_keeps_its_page(
    planner: Client, proposal: Proposal, boog: School
) -> None:
    save(planner, proposal, is_left_out="on")
    shown = page(planner.get(url(proposal)))
    assert all_words(shown, of_class("banner")) == ["De Boog doet dit jaar niet mee in de planning."]
    assert all_words(shown, of_class("rows") + "/li") == ["Er staat niets voor deze school."]


def test_nothing_that_differs_is_kept_as_nothing(planner: Client, proposal: Proposal) -> None:
    save(planner, proposal, is_left_out="on")
    save(planner, proposal, starts="")
    assert not SchoolWish.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("vroeg", "Dit is geen tijd: vroeg. Schrijf bijvoorbeeld 8.30, 10.30 en 13.00."),
        ("25.00", "Dit is geen tijd: 25.00. Schrijf bijvoorbeeld 8.30, 10.30 en 13.00."),
        ("8.3", "Dit is geen tijd: 8.3. Schrijf bijvoorbeeld 8.30, 10.30 en 13.00."),
        ("٨.30", "Dit is geen tijd: ٨.30. Schrijf bijvoorbeeld 8.30, 10.30 en 13.00."),
        (" ".join(str(hour) for hour in range(8, 19)), "Dit zijn er te veel: kies hoogstens 10 begintijden."),
    ],
)
def test_what_is_no_time_is_said_beside_the_field(planner: Client, proposal: Proposal, typed: str, said: str) -> None:
    answer = save(planner, proposal, starts=typed)
    assert beside(answer, "starts") == said
    assert page(answer).xpath("//input[@name='starts']/@value") == [typed]


def test_who_was_first_is_told_and_what_was_typed_stays(planner: Client, proposal: Proposal, boog: School) -> None:
    seen = hidden(planner, url(proposal), "seen")
    set_wish(plan=proposal.plan, school=boog, starts=(time(9),), facilitator=None, is_left_out=False)
    answer = save(planner, proposal, seen, starts="11.00")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert meanwhile(answer) == ["De instellingen van De Boog zijn intussen gewijzigd. Nu: begintijden 9.00."]
    assert page(answer).xpath("//input[@name='starts']/@value") == ["11.00"]
    again = save(planner, proposal, str(page(answer).xpath("//input[@name='seen']/@value")[0]), starts="11.00")
    assert again.status_code == 302  # type: ignore[attr-defined]
    assert SchoolWish.objects.get().start_times == (time(11),)


def test_a_form_that_does_not_say_what_it_showed_is_refused(planner: Client, proposal: Proposal) -> None:
    assert planner.post(url(proposal), {"is_left_out": "on"}).status_code == 200
    assert not SchoolWish.objects.exists()


def test_that_the_school_agrees_is_noted_and_taken_back(
    planner: Client, proposal: Proposal, boog: School, ineke: Professional
) -> None:
    agree(planner, proposal, agreed=True)
    row = proposal.sessions.get(starts_at=BOOG)
    assert row.agreed_by == ineke.user
    shown = planner.get(url(proposal))
    assert messages(shown) == ["Genoteerd: De Boog is akkoord met de momenten."]
    assert all_words(page(shown), BUTTONS) == ["Toch niet akkoord", "Bewaar"]
    agree(planner, proposal, agreed=False)
    assert proposal.sessions.get(starts_at=BOOG).agreed_at is None
    assert all_words(page(planner.get(url(proposal))), BUTTONS) == ["De school is akkoord", "Bewaar"]


def test_it_does_not_agree_to_moments_that_its_page_did_not_show(planner: Client, proposal: Proposal) -> None:
    seen = hidden(planner, url(proposal), "gezien")
    proposal.sessions.filter(starts_at=BOOG).update(starts_at=SPRING)
    agree(planner, proposal, agreed=True, seen=seen)
    assert messages(planner.get(url(proposal))) == [
        (
            "Er is niets genoteerd. De momenten van De Boog zijn intussen anders: "
            "Kennismaking: di 2 maart 2027, 10.30-12.00 uur; Verdieping: past niet."
        )
    ]
    assert proposal.sessions.get(starts_at=SPRING, school__name="De Boog").agreed_at is None


def test_there_is_nothing_to_agree_to_before_a_proposal(planner: Client, plan: YearPlan, boog: School) -> None:
    address = f"/bijeenkomsten/jaarplanning/{plan.pk}/scholen/99BB00/"
    assert all_words(page(planner.get(address)), BUTTONS) == ["Bewaar"]
    assert planner.post(f"{address}akkoord/", {"akkoord": "1"}).status_code == 404


def test_who_reads_the_region_reads_what_differs(proposal: Proposal, boog: School) -> None:
    user = UserFactory()
    GrantFactory(user=user, region=boog.region, kind="swv")
    client = sign_in(Client(), user)
    set_wish(plan=proposal.plan, school=boog, starts=(time(9),), facilitator=None, is_left_out=False)
    shown = page(client.get(url(proposal)))
    assert all_words(shown, BUTTONS) == []
    assert all_words(shown, "//section[@aria-labelledby='kop-anders']/p") == ["Begintijden: 9.00."]
    found = [client.post(address, {"seen": "x"}).status_code for address in (url(proposal), f"{url(proposal)}akkoord/")]
    assert found == [403, 403]


def test_a_school_outside_the_plan_is_not_found(planner: Client, proposal: Proposal, far: School) -> None:
    assert planner.get(url(proposal, far.establishment_code)).status_code == 404


@pytest.mark.parametrize("who", ["editor", "reader", "outsider"])
def test_who_does_not_see_the_plan_does_not_find_it(
    request: pytest.FixtureRequest, proposal: Proposal, who: str
) -> None:
    client = request.getfixturevalue(who)
    found = [client.get(url(proposal)), client.post(url(proposal)), client.post(f"{url(proposal)}akkoord/")]
    assert [each.status_code for each in found] == [404, 404, 404]


def test_it_takes_as_many_queries_for_many_schools_as_for_two(
    planner: Client, proposal: Proposal, boog: School
) -> None:
    counts = []
    for number in (0, 9):
        for _ in range(number):
            add(proposal, SchoolFactory(region=boog.region, municipality=boog.municipality), "verdieping", SPRING)
        with CaptureQueriesContext(connection) as queries:
            planner.get(url(proposal))
        counts.append(len(queries))
    assert counts[0] == counts[1]
