"""/regios/<id>/wie-mag-wat/: everybody with power over a region, what each role may do, and who changes teams."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.access import can_manage_region, is_beheerder, schools_in_editing_reach, schools_in_reach
from schools.enums import GrantKind
from schools.models import Municipality, Region, School
from teams.access import can_arrange
from teams.models import Coordinator, Professional
from teams.powers import rights
from tests.factories import TODAY, GrantFactory, OrganisationFactory, UserFactory, person, seat
from tests.pages import all_words, of_class, page

ROWS = of_class("powers") + "/li"


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/wie-mag-wat/"


def shown(client: Client, url: str, title: str) -> list[str]:
    """The rows under one heading, or in one fold."""
    tree = page(client.get(url))
    under = f"//h3[.='{title}']/following-sibling::*[1][self::ul]/li"
    folded = f"//details[summary[starts-with(., '{title}')]]//li"
    return all_words(tree, f"{under} | {folded}")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("client", 302),
        ("outsider", 404),
        ("editor", 404),
        ("far_swv", 404),
        ("part", 200),
        ("guide", 200),
        ("swv", 200),
        ("beheerder", 200),
    ],
)
def test_who_may_see_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "offered"), [("part", 0), ("guide", 0), ("swv", 0), ("beheerder", 2)])
def test_only_a_beheerder_is_offered_to_give_and_end(
    request: pytest.FixtureRequest, region: Region, url: str, who: str, offered: int
) -> None:
    tree = page(request.getfixturevalue(who).get(url))
    assert len(tree.xpath("//a[contains(@href, '/geven/') or contains(@href, '/beeindigen/')]")) == offered


def test_each_is_shown_with_name_reach_days_giver_and_second_step(
    beheerder: Client, school: School, region: Region, duinveen: Municipality, url: str
) -> None:
    giver = User.objects.get(email="beheerder@example.nl")
    floor = UserFactory(email="floor@example.nl")
    person(school, "Floor", "van den", "Heuvel", user=floor)
    Authenticator.objects.create(user=floor, type=Authenticator.Type.TOTP, data={})
    GrantFactory(
        kind=GrantKind.PROCESBEGELEIDER,
        user=floor,
        region=region,
        municipality=duinveen,
        starts_on=date(2026, 8, 1),
        ends_on=date(2027, 7, 31),
        given_by=giver,
    )
    assert shown(beheerder, url, "Procesbegeleiders")[0] == (
        "Floor van den Heuvelfloor@example.nl Duinveen 1 augustus 2026 tot en met 31 juli 2027 · gegeven door "
        "beheerder@example.nl ✓ tweede stap Beëindig"
    )
    assert shown(beheerder, url, "Beheerders") == [
        "beheerder@example.nl alle regio’s vanaf 1 augustus 2024 ! nog geen tweede stap Beëindig"
    ]


def test_recovery_codes_alone_are_no_second_step(swv: Client, url: str) -> None:
    user = User.objects.get(email="swv@example.nl")
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert shown(swv, url, "Medewerkers van het samenwerkingsverband")[0].endswith("! nog geen tweede stap")


def test_coordinators_per_organisation(swv: Client, region: Region, far: School, url: str) -> None:
    for organisation in (
        OrganisationFactory(region=region, name="CJG Duin"),
        OrganisationFactory(region=far.region, name="CJG Kanarie"),
    ):
        Coordinator.objects.create(
            user=UserFactory(email=f"{organisation.pk}@example.nl"),
            organisation=organisation,
            starts_on=date(2026, 8, 1),
        )
    rows = shown(swv, url, "Coördinatoren van een organisatie")
    assert (len(rows), "CJG Duin vanaf 1 augustus 2026" in rows[0]) == (1, True)


def test_another_regions_grants_are_never_named(swv: Client, far: School, url: str) -> None:
    GrantFactory(kind=GrantKind.SWV, region=far.region, user__email="kanarie@example.nl")
    assert b"kanarie" not in swv.get(url).content


def test_what_is_to_come_and_what_is_over_is_folded(swv: Client, region: Region, url: str) -> None:
    for email, fields in (
        ("straks@example.nl", {"starts_on": date(2026, 11, 23)}),
        ("eerder@example.nl", {"ends_on": date(2026, 11, 21)}),
        ("nog@example.nl", {"ends_on": date(2026, 11, 22)}),
    ):
        GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region, user__email=email, **fields)
    found = {
        title: [row.split()[0] for row in shown(swv, url, title)]
        for title in ("Procesbegeleiders", "Begint later", "Afgelopen")
    }
    assert found == {
        "Procesbegeleiders": ["nog@example.nl"],
        "Begint later": ["straks@example.nl"],
        "Afgelopen": ["eerder@example.nl"],
    }


def test_any_name_is_shown_as_it_is(swv: Client, school: School, region: Region, url: str) -> None:
    user = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region).user
    person(school, "<script>", "", "O'Brien û", user=user)
    assert shown(swv, url, "Procesbegeleiders")[0].startswith("<script> O'Brien ûmens")


@pytest.mark.parametrize(("who", "links"), [("part", 0), ("swv", 1)])
def test_a_name_leads_to_a_page_that_the_viewer_may_open(
    request: pytest.FixtureRequest, school: School, region: Region, url: str, who: str, links: int
) -> None:
    user = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region).user
    ineke = person(school, "Ineke", "", "Vermaat", user=user)
    client = request.getfixturevalue(who)
    found = page(client.get(url)).xpath("//a[.='Ineke Vermaat']/@href")
    assert (len(found), client.get(f"/mensen/{ineke.pk}/").status_code) == (links, 200 if links else 404)


def test_who_was_merged_is_shown_as_who_she_is(swv: Client, school: School, region: Region, url: str) -> None:
    user = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region).user
    now = person(school, "Samira", "", "Nu")
    Professional.objects.filter(pk=person(school, "Samira", "", "Toen", user=user).pk).update(merged_into=now)
    assert shown(swv, url, "Procesbegeleiders")[0].startswith("Samira Numens")


@pytest.mark.parametrize("kind", GrantKind)
def test_what_the_page_says_of_a_kind_is_what_the_rules_say(school: School, region: Region, kind: GrantKind) -> None:
    user = GrantFactory(kind=kind, region=None if kind == GrantKind.BEHEERDER else region).user
    coach = seat(school, "cjg-coach").professional
    said = next(each for each in rights() if each.who == kind.label.capitalize())
    assert [bool(word) for word in (said.sees, said.edits, said.arranges, said.manages, said.grants)] == [
        schools_in_reach(user, TODAY).filter(pk=school.pk).exists(),
        schools_in_editing_reach(user, TODAY).filter(pk=school.pk).exists(),
        can_arrange(user, coach, TODAY),
        can_manage_region(user, region, TODAY),
        is_beheerder(user, TODAY),
    ]


def test_each_kind_of_user_has_a_row(swv: Client, url: str) -> None:
    assert all_words(page(swv.get(url)), of_class("rights") + "//tbody//th") == [
        "Lid van een kernteam",
        "Lid met een plek die bewerkt",
        "Coördinator van een organisatie",
        "Procesbegeleider",
        "Medewerker samenwerkingsverband",
        "Beheerder",
    ]


def test_which_seats_change_the_team_and_how_many_people_that_are(
    swv: Client, school: School, far: School, url: str
) -> None:
    ida = seat(school, "intern-begeleider").professional
    seat(school, "directeur", professional=ida)
    seat(school, "directeur", ends_on=date(2026, 11, 21))
    seat(far, "directeur")
    assert all_words(page(swv.get(url)), of_class("editing-roles") + "/li") == [
        "Intern begeleider 1 mens nu",
        "Ondersteuningscoördinator 0 mensen nu",
        "Directeur 1 mens nu",
    ]


@pytest.mark.parametrize(
    ("emails", "said"),
    [
        (["", "", "x@example.nl"], "2 mensen in een kernteam hebben geen e-mailadres."),
        (["", "x@example.nl"], "1 mens in een kernteam heeft geen e-mailadres."),
        (["x@example.nl"], "Iedereen in een kernteam heeft een e-mailadres en kan dus inloggen."),
    ],
)
def test_how_many_people_cannot_sign_in(swv: Client, school: School, url: str, emails: list[str], said: str) -> None:
    for email in emails:
        seat(school, "cjg-coach", professional=person(school, "", "", "Coach", email=email))
    text = " ".join(all_words(page(swv.get(url)), "//section[h2='Wie kan niet inloggen']/p"))
    assert text.startswith(said)


def test_the_number_of_queries_does_not_grow_with_who_has_power(
    swv: Client, school: School, region: Region, url: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            swv.get(url)
        return len(captured)

    def add() -> None:
        user = UserFactory()
        person(school, "Ineke", "", "Vermaat", user=user)
        GrantFactory(user=user, region=region, given_by=UserFactory())
        organisation = OrganisationFactory(region=region)
        Coordinator.objects.create(user=user, organisation=organisation, starts_on=TODAY, given_by=UserFactory())

    add()
    small = queries()
    for _ in range(5):
        add()
    assert queries() == small
