"""/regios/<id>/agenda/: the running orders of a region, and who may change them."""

import pytest
from django.test import Client

from meetings.models import AgendaItem
from schools.enums import GrantKind
from schools.models import Change, School
from tests.factories import GrantFactory, RegionFactory
from tests.pages import all_words, beside, messages, of_class, page, send, sign_in, values

ITEMS = "//section[@id='kennismaking']" + of_class("agenda-items") + "/li//strong"


@pytest.fixture
def url(school: School) -> str:
    return f"/regios/{school.region_id}/agenda/"


@pytest.fixture
def manager(school: School) -> Client:
    """Who works for the samenwerkingsverband, which agrees on this."""
    return sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.SWV).user)


@pytest.fixture
def guide(school: School) -> Client:
    """The procesbegeleider, who uses it."""
    return sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.PROCESBEGELEIDER).user)


def press(client: Client, url: str, action: str, **pressed: str) -> list[str]:
    form = page(client.get(url)).xpath(f"//form[@action='{action}']")[0]
    return messages(client.post(action, {**dict(form.form_values()), **pressed}, follow=True))


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("client", 302, 302), ("outsider", 404, 404), ("guide", 200, 403), ("manager", 200, 200)],
)
def test_who_has_a_grant_reads_and_who_manages_changes(
    request: pytest.FixtureRequest, url: str, who: str, reads: int, writes: int
) -> None:
    client = request.getfixturevalue(who)
    assert (client.get(url).status_code, client.get(f"{url}nieuw/").status_code) == (reads, writes)


def test_the_region_leads_to_it(school: School, manager: Client, url: str) -> None:
    assert page(manager.get(f"/regios/{school.region_id}/")).xpath(f"//a[@href='{url}']/text()") == [
        "Agenda van bijeenkomsten"
    ]


def test_who_only_reads_sees_no_buttons(guide: Client, url: str) -> None:
    tree = page(guide.get(url))
    assert (all_words(tree, ITEMS)[0], tree.xpath("//main//form")) == ("Welkom", [])
    assert all_words(tree, of_class("notice"))[0].startswith("Een medewerker van het samenwerkingsverband")


def test_it_is_made_its_own_changed_and_put_back(manager: Client, url: str) -> None:
    assert press(manager, url, f"{url}eigen/", kind="kennismaking")[0].startswith(
        "De agenda voor een kennismaking is nu van"
    )
    first = AgendaItem.objects.earliest("pk")
    point = f"{url.removesuffix('agenda/')}agendapunten/{first.pk}/"
    send(manager, point, title="Inloop", minutes="10")
    press(manager, url, f"{point}volgorde/", naar="later")
    send(manager, f"{url}nieuw/", title="Foto", minutes="5")
    titles = all_words(page(manager.get(url)), ITEMS)
    assert (titles[:2], titles[-1], len(titles)) == (["Wie is wie?", "Inloop"], "Foto", 7)
    assert all_words(page(manager.get(url)), of_class("notice"))[0].startswith("Samen is dit 100 minuten")
    send(manager, f"{point}weghalen/")
    assert all_words(page(manager.get(url)), ITEMS)[0] == "Wie is wie?"
    send(manager, f"{url}gewoon/")
    assert (AgendaItem.objects.count(), all_words(page(manager.get(url)), ITEMS)[0]) == (0, "Welkom")


def test_a_form_sent_twice_adds_one(manager: Client, url: str) -> None:
    path = f"{url}nieuw/"
    data = {**values(manager.get(path), path), "title": "Foto", "kind": "verdieping"}
    assert [manager.post(path, data).status_code for _ in range(2)] == [302, 302]
    assert (AgendaItem.objects.filter(title="Foto").count(), Change.objects.count()) == (1, 1)
    assert AgendaItem.objects.get(title="Foto").kind == "verdieping"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ("0", "Schrijf 1 minuut of meer."),
        ("241", "Schrijf 240 minuten of minder."),
        ("x", "Schrijf een getal, bijvoorbeeld 15."),
    ],
)
def test_minutes_that_cannot_be_are_refused(manager: Client, url: str, minutes: str, said: str) -> None:
    answer = send(manager, f"{url}nieuw/", title="Foto", minutes=minutes)
    assert (beside(answer, "minutes"), AgendaItem.objects.count()) == (said, 0)


def test_another_regions_items_are_not_there(manager: Client, url: str) -> None:
    theirs = AgendaItem.objects.create(region=RegionFactory(), kind="kennismaking", title="Kanarie", minutes=5)
    region = url.removesuffix("agenda/")
    assert manager.get(f"{region}agendapunten/{theirs.pk}/").status_code == 404
    assert manager.post(f"{region}agendapunten/{theirs.pk}/volgorde/").status_code == 404
    assert b"Kanarie" not in manager.get(url).content
