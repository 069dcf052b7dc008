"""/scholen/<code>/gegevens/ and /regios/<id>/scholen/nieuw/: what a region itself says in the register."""

from datetime import date

import pytest
from django.test import Client

from schools.enums import Sector
from schools.models import Change, Municipality, PostcodeArea, Region, School
from tests.factories import MunicipalityFactory, SchoolFactory, seat
from tests.pages import all_words, beside, errors, meanwhile, messages, of_class, page, send, values

URL = "/scholen/99AA00/gegevens/"
ASKS = of_class("asks") + "//li"


def now(school: School) -> School:
    return School.objects.get(pk=school.pk)


# The data of a school


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("client", 302),
        ("outsider", 404),
        ("far_swv", 404),
        ("reader", 403),
        ("editor", 403),
        ("part", 403),
        ("guide", 403),
        ("swv", 200),
        ("beheerder", 200),
    ],
)
def test_who_may_change_them(
    request: pytest.FixtureRequest, beheerder: Client, school: School, who: str, status: int
) -> None:
    client = request.getfixturevalue(who)
    data = {**values(beheerder.get(URL), URL), "district": "Centrum"}
    assert client.get(URL).status_code == status
    assert client.post(URL, data).status_code == (302 if status == 200 else status)
    assert now(school).district == ("Centrum" if status == 200 else "")


@pytest.mark.parametrize(("who", "offered"), [("editor", []), ("guide", []), ("swv", [URL]), ("beheerder", [URL])])
def test_the_school_page_leads_there_for_who_may(
    request: pytest.FixtureRequest, school: School, who: str, offered: list[str]
) -> None:
    tree = page(request.getfixturevalue(who).get("/scholen/99AA00/"))
    assert tree.xpath("//a[contains(@href, '/gegevens/')]/@href") == offered


def test_what_is_changed_is_kept_in_words_with_what_it_was(swv: Client, school: School) -> None:
    send(swv, URL, district="Centrum", phone="023 533 33 37", website="www.zeester.nl", postcode="2033de")
    row = now(school)
    assert (row.district, row.phone, row.website, row.postcode) == (
        "Centrum",
        "+31235333337",
        "https://www.zeester.nl",
        "2033 DE",
    )
    change = Change.objects.get()
    assert (change.school, change.region) == (school, school.region)
    assert change.summary == (
        "De Zeester: wijk is nu Centrum (was leeg); postcode is nu 2033 DE (was leeg); telefoon is nu 023-5333337 "
        "(was leeg); website is nu https://www.zeester.nl (was leeg)."
    )


@pytest.mark.parametrize("who", ["swv", "beheerder"])
def test_it_offers_no_undo_and_undoing_is_refused(request: pytest.FixtureRequest, school: School, who: str) -> None:
    client = request.getfixturevalue(who)
    send(client, URL, district="Centrum")
    answer = client.get("/scholen/99AA00/")
    assert (len(messages(answer)), page(answer).xpath(of_class("message") + "//form")) == (1, [])
    assert client.post(f"/wijzigingen/{Change.objects.get().pk}/terugdraaien/").status_code == 403
    assert now(school).district == "Centrum"


def test_each_field_says_whether_duo_may_overwrite_it(swv: Client, school: School) -> None:
    tree = page(swv.get(URL))
    own = {
        field.get("id", "").rsplit("-", 1)[-1]
        for field in tree.xpath(of_class("field"))
        if "DUO" not in field.text_content()
    }
    assert own == {"district"}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Dit is nog leeg. Vul het in."),
        ({"phone": "12"}, "phone", "Dit is geen telefoonnummer. Schrijf bijvoorbeeld 06-12345678."),
        ({"postcode": "20"}, "postcode", "Dit is geen postcode. Schrijf bijvoorbeeld 2033 DE."),
        (
            {"website": "javascript:alert(1)"},
            "website",
            "Dit is geen internetadres. Schrijf bijvoorbeeld www.dezeester.nl.",
        ),
        ({"closed_on": "ooit"}, "closed_on", "Dit is geen dag. Schrijf bijvoorbeeld 6-10-2026."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    swv: Client, school: School, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(swv, URL, **typed)
    assert (beside(answer, field), values(answer, URL)[field], now(school).name) == (
        said,
        [typed[field]],
        "De Zeester",
    )


def test_nothing_changed_says_so(swv: Client, school: School) -> None:
    assert (errors(send(swv, URL)), Change.objects.count()) == (["Er is niets veranderd."], 0)


def test_who_comes_second_is_told(swv: Client, school: School) -> None:
    opened = swv.get(URL)
    send(swv, URL, district="Centrum")
    answer = send(swv, URL, opened, district="Duinen")
    assert (answer.status_code, meanwhile(answer), now(school).district) == (
        409,
        ["Gegevens: wijk is nu Centrum (was leeg)."],
        "Centrum",
    )


def test_closing_asks_once_and_says_what_it_means(swv: Client, school: School) -> None:
    seat(school, "cjg-coach")
    answer = send(swv, URL, closed_on="2027-08-01")
    assert (all_words(page(answer), ASKS), now(school).closed_on) == (
        [
            "De Zeester is vanaf 1 augustus 2027 gesloten.",
            "Het kernteam (1 mens) is dan nog te lezen, maar niet meer te bewerken.",
        ],
        None,
    )
    send(swv, URL, answer)
    assert now(school).closed_on == date(2027, 8, 1)


def test_a_closed_school_is_opened_again(swv: Client, school: School) -> None:
    School.objects.filter(pk=school.pk).update(closed_on=date(2026, 8, 1))
    answer = send(swv, URL, closed_on="")
    assert all_words(page(answer), ASKS) == ["De Zeester gaat weer open. Het kernteam is weer te bewerken."]
    send(swv, URL, answer)
    assert now(school).closed_on is None


def test_a_school_without_a_region_is_for_the_beheerder(swv: Client, beheerder: Client) -> None:
    loose = SchoolFactory(region=None, establishment_code="99AB00")
    url = f"/scholen/{loose.establishment_code}/gegevens/"
    assert [who.get(url).status_code for who in (swv, beheerder)] == [404, 200]


# A school that was missing


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/scholen/nieuw/"


NEW = {"name": "De Vuurtoren", "sector": "SO", "street": "Strandweg", "house_number": "1", "city": "Zandermeer"}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("client", 302),
        ("outsider", 404),
        ("editor", 404),
        ("far_swv", 404),
        ("part", 403),
        ("guide", 403),
        ("swv", 200),
        ("beheerder", 200),
    ],
)
def test_who_may_add_a_school(
    request: pytest.FixtureRequest, swv: Client, duinveen: Municipality, url: str, who: str, status: int
) -> None:
    data = {**values(swv.get(f"{url}?code=99ZZ00"), url), **NEW, "municipality": duinveen.pk}
    client = request.getfixturevalue(who)
    assert client.get(url).status_code == status
    assert client.post(url, data).status_code == (302 if status == 200 else status)
    assert School.objects.filter(establishment_code="99ZZ00").exists() is (status == 200)


@pytest.mark.parametrize("code", ["", "99", "99A000", "99AA00x", "<script>"])
def test_what_is_no_code_says_so(swv: Client, url: str, code: str) -> None:
    answer = swv.get(url, {"code": code})
    said = "Dit is geen vestigingscode. Schrijf bijvoorbeeld 12AB00." if code else "Dit is nog leeg. Vul het in."
    assert (beside(answer, "code"), page(answer).xpath("//form[@method='post'][@action=$url]", url=url)) == (said, [])


@pytest.mark.parametrize("code", ["99ZZ00", " 99zz00 "])
def test_a_school_that_duo_does_not_list_is_added(
    swv: Client, region: Region, duinveen: Municipality, url: str, code: str
) -> None:
    PostcodeArea.objects.create(digits="2033", po_code="PO9901", vo_code="VO9901")
    opened = swv.get(url, {"code": code})
    send(swv, url, opened, **NEW, postcode="2033 DE", municipality=duinveen.pk, holiday_region="M")
    made = School.objects.get(establishment_code="99ZZ00")
    assert (made.name, made.sector, made.region, made.swv_po, made.holiday_region, made.address) == (
        "De Vuurtoren",
        Sector.SO,
        region,
        "PO9901",
        "M",
        "Strandweg 1, 2033 DE Zandermeer",
    )
    assert messages(swv.get("/regios/")) == ["De Vuurtoren (99ZZ00) staat in het register, in Zuid-Duinstreek."]


def test_its_municipality_becomes_one_of_the_region(swv: Client, region: Region, url: str) -> None:
    elsewhere = MunicipalityFactory(name="Oosterveen")
    send(swv, url, swv.get(f"{url}?code=99ZZ00"), **NEW, municipality=elsewhere.pk)
    assert region.municipalities.filter(name="Oosterveen").exists()


def test_the_municipalities_of_the_region_come_first(swv: Client, url: str) -> None:
    MunicipalityFactory(name="Aalveen")
    groups = page(swv.get(f"{url}?code=99ZZ00")).xpath("//optgroup")
    assert next((each.get("label"), all_words(each, "option")) for each in groups) == (
        "In deze regio",
        ["Duinveen", "Zandermeer"],
    )


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Dit is nog leeg. Vul het in."),
        ({"municipality": ""}, "municipality", "Dit is nog leeg. Vul het in."),
        ({"municipality": "0"}, "municipality", "Kies een gemeente uit de lijst."),
    ],
)
def test_what_is_wrong_with_a_new_school_is_said_beside_the_field(
    swv: Client, duinveen: Municipality, url: str, typed: dict[str, str], field: str, said: str
) -> None:
    opened = swv.get(f"{url}?code=99ZZ00")
    answer = send(swv, url, opened, **{**NEW, "municipality": duinveen.pk, **typed})
    assert (beside(answer, field), School.objects.filter(establishment_code="99ZZ00").exists()) == (said, False)


def test_sent_twice_it_is_added_once(swv: Client, duinveen: Municipality, url: str) -> None:
    data = {**values(swv.get(f"{url}?code=99ZZ00"), url), **NEW, "municipality": duinveen.pk}
    answers = [swv.post(url, data).status_code for _ in range(2)]
    # The second time the register knows the school: its page says so instead of adding it again.
    assert (answers, School.objects.filter(establishment_code="99ZZ00").count()) == ([302, 200], 1)


@pytest.fixture
def loose() -> School:
    """In the register and in no region."""
    row: School = SchoolFactory(name="De Losse", establishment_code="99AB00", region=None)
    return row


def test_a_school_of_no_region_is_shown_first_and_then_taken(
    swv: Client, region: Region, loose: School, url: str
) -> None:
    opened = swv.get(f"{url}?code=99AB00")
    assert all_words(page(opened), "//h2") == ["De Losse"]
    send(swv, url, opened)
    assert (now(loose).region, region.municipalities.filter(pk=loose.municipality_id).exists()) == (region, True)
    assert messages(swv.get("/regios/")) == ["De Losse (99AB00) hoort nu bij Zuid-Duinstreek."]


def test_a_school_that_another_region_took_meanwhile_stays_there(
    swv: Client, loose: School, far: School, url: str
) -> None:
    data = values(swv.get(f"{url}?code=99AB00"), url)
    School.objects.filter(pk=loose.pk).update(region=far.region)
    assert (swv.post(url, data).status_code, now(loose).region) == (200, far.region)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("99AA00", "Deze school hoort al bij deze regio. Ga naar de school"),
        ("99AC00", "Deze school hoort al bij een andere regio. Klopt dat niet? Vraag het de beheerder."),
    ],
)
def test_a_school_that_has_a_region_is_not_taken(swv: Client, far: School, url: str, code: str, said: str) -> None:
    School.objects.filter(pk=far.pk).update(establishment_code="99AC00")
    tree = page(swv.get(url, {"code": code}))
    assert (
        all_words(tree, of_class("found") + "/p")[1:],
        tree.xpath("//form[@method='post'][@action=$url]", url=url),
    ) == ([said], [])
    assert str(far.region) not in tree.text_content()
