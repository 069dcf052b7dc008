"""/openbaar/<code>/cirkel/ and cirkel.svg: the circle that anybody may see, also inside a page elsewhere."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from schools.models import School
from teams.enums import Need, Visibility
from teams.models import Membership, Professional, PublicPage, SeatTemplate
from tests.factories import StandInFactory, person, seat
from tests.pages import all_words, page

PAGE, SVG, WHOLE = "/openbaar/99AA00/cirkel/", "/openbaar/99AA00/cirkel.svg", "/openbaar/99AA00/"
SCHOOL = "/scholen/99AA00/"
CIRCLES = (PAGE, SVG, WHOLE)


@pytest.fixture
def public(school: School) -> School:
    PublicPage.objects.create(school=school, opened_on=date(2026, 9, 1))
    return school


def release(membership: Membership) -> None:
    Professional.objects.filter(pk=membership.professional_id).update(phone_visibility=Visibility.PUBLIC)


def places(client: Client, url: str) -> list[str]:
    """What every place of the picture says."""
    text = client.get(url).content.decode()
    tree = ET.fromstring(text[text.index("<svg") : text.index("</svg>") + 6])  # noqa: S314 our own output
    return [each.get("aria-label", "") for item in tree.iterfind(".//*[@role='listitem']") for each in item]


@pytest.mark.parametrize("url", CIRCLES)
def test_it_tells_the_seats_and_nobody_who_did_not_choose_to(
    client: Client, public: School, anneke: Membership, samira: Membership, url: str
) -> None:
    assert sorted(places(client, url)) == [
        "CJG Duinveen, CJG-coach",
        "Gewenst, Consulent passend onderwijs",
        "Vacature, Directeur",
        "Vacature, Jeugdarts en/of jeugdverpleegkundige",
        "Vacature, Leerplichtambtenaar",
        "via de school, Intern begeleider",
    ]
    content = client.get(url).content.decode()
    content = content[content.index("<svg") :].partition("</style>")[2] or content  # a font may hold any two letters
    assert [
        word for word in ("Anneke", "Visser", "Samira", "Bakkali", "12345678", ">SB<", ">AV<") if word in content
    ] == []


@pytest.mark.parametrize("url", CIRCLES)
def test_who_released_something_is_named_and_nothing_else_of_her(
    client: Client, public: School, samira: Membership, url: str
) -> None:
    release(samira)
    Membership.objects.filter(pk=samira.pk).update(contact_days=0b101, is_first_contact=True, contact_hours="di 9 uur")
    Professional.objects.update(confirmed_on=date(2020, 1, 1))
    content = client.get(url).content.decode().partition("</style>")[2] or client.get(url).content.decode()
    picture = content[: content.index("</svg>")]
    assert "Samira Bakkali, CJG-coach" in places(client, url)
    marks = ("circle-day", "circle-badge", "circle-pill", "circle-faded", "<a ", "maandag", "di 9 uur", "bevestigd")
    assert [mark for mark in marks if mark in picture] == []


@pytest.mark.parametrize("url", CIRCLES)
def test_nothing_tells_who_is_away_who_comes_or_how_many_there_are(
    client: Client, public: School, samira: Membership, url: str
) -> None:
    before = places(client, url)
    stand_in = StandInFactory(membership=samira, professional=person(public, "Tom", "de", "Vries"))
    seat(public, "cjg-coach", professional=person(public, "Twee", "", "Coach"))
    seat(public, "directeur", professional=person(public, "Straks", "", "Komt"), starts_on=date(2027, 1, 1))
    assert places(client, url) == before
    Professional.objects.filter(pk=stand_in.professional_id).update(phone_visibility=Visibility.PUBLIC)
    told = [place for place in places(client, url) if "CJG-coach" in place]
    assert told == ["Tom de Vries, CJG-coach"]


def test_a_seat_that_need_not_be_there_is_not_drawn(client: Client, public: School) -> None:
    SeatTemplate.objects.filter(name="Leerplichtambtenaar").update(need=Need.IF_THERE_IS_ONE)
    assert [place for place in places(client, PAGE) if "Leerplicht" in place] == []


@pytest.mark.parametrize("url", [PAGE, SVG])
def test_off_and_closed_and_unknown_are_not_found(client: Client, school: School, url: str) -> None:
    off = client.get(url)
    PublicPage.objects.create(school=school, opened_on=date(2026, 9, 1))
    School.objects.update(closed_on=date(2026, 11, 1))
    assert [off.status_code, client.get(url).status_code] == [404, 404]
    assert ("X-Frame-Options" in off, "frame-ancestors 'none'" in off["Content-Security-Policy"]) == (True, True)


def test_only_the_circle_may_be_shown_inside_another_page(client: Client, reader: Client, public: School) -> None:
    answers = {url: client.get(url) for url in (PAGE, WHOLE, SVG, "/inloggen/", "/healthz", "/openbaar/98ZZ99/cirkel/")}
    answers[SCHOOL] = reader.get(SCHOOL)
    framable = [
        url
        for url, answer in answers.items()
        if "X-Frame-Options" not in answer or "frame-ancestors 'none'" not in answer["Content-Security-Policy"]
    ]
    assert framable == [PAGE]
    assert "frame-ancestors *" in answers[PAGE]["Content-Security-Policy"]


@pytest.mark.parametrize("url", [PAGE, SVG])
def test_it_leaves_nothing_with_the_visitor(client: Client, public: School, url: str) -> None:
    answer = client.get(url)
    assert (dict(answer.cookies), "no-store" in answer["Cache-Control"]) == ({}, True)
    assert (b"<script" in answer.content, b"/scholen/" in answer.content, b"<a " in answer.content) == (False,) * 3


def test_it_is_the_same_for_who_is_signed_in(client: Client, editor: Client, public: School) -> None:
    assert client.get(PAGE).content == editor.get(PAGE).content


def test_the_svg_needs_nothing_beside_it(client: Client, public: School) -> None:
    answer = client.get(SVG)
    assert (answer["Content-Type"], b"data:font/woff2" in answer.content) == ("image/svg+xml", True)
    assert "style-src 'unsafe-inline'" in answer["Content-Security-Policy"]


def test_the_editor_gets_the_html_to_paste(editor: Client, reader: Client, public: School) -> None:
    School.objects.filter(pk=public.pk).update(name='De "Zee" & <ster>')
    pasted = all_words(page(editor.get(SCHOOL)), "//textarea[@id='inbedden']")
    expected = (
        '<iframe src="http://127.0.0.1:8000/openbaar/99AA00/cirkel/" title="Het kernteam van De &quot;Zee&quot; &amp; '
        '&lt;ster&gt;" loading="lazy" style="border: 0; width: 100%; aspect-ratio: 4 / 5"></iframe>'
    )
    assert pasted == [expected]
    assert all_words(page(reader.get(SCHOOL)), "//textarea[@id='inbedden']") == []


def test_without_a_public_page_there_is_nothing_to_paste(editor: Client) -> None:
    assert all_words(page(editor.get(SCHOOL)), "//textarea") == []
