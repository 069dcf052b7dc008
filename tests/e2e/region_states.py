"""The region's pages in every state they can be in, for a beheerder."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from schools.enums import GrantKind, Sector
from teams.enums import BundleState
from teams.models import BundlePart, PosterBundle
from tests.e2e.conftest import Site
from tests.e2e.states import STATES
from tests.e2e.world import World
from tests.factories import GrantFactory, OrganisationFactory

LONG = "Jeugdverpleegkundige en/of-schoolmaatschappelijkwerkdeskundige <b> û’s-Gravenbroekerduin"
PAGES = {
    "regions": "/regios/",
    "a region": "/regios/{region}/",
    "giving a grant": "/regios/{region}/wie-mag-wat/geven/",
    "seats": "/regios/{region}/plekken/",
    "seats being ordered": "/regios/{region}/plekken/?volgorde=BO",
    "a seat being changed": "/regios/{region}/plekken/{seat}/",
    "a seat being taken away": "/regios/{region}/plekken/{seat}/weghalen/",
    "organisations": "/regios/{region}/organisaties/",
    "a new organisation": "/regios/{region}/organisaties/nieuw/",
    "adding a school": "/regios/{region}/scholen/nieuw/",
    "adding a school that is not in the register": "/regios/{region}/scholen/nieuw/?code=99ZZ00",
    "data of a school": "/scholen/{school}/gegevens/",
    "posters of all schools": "/regios/{region}/posters/",
    "roles": "/rollen/",
    "a new role": "/rollen/nieuw/",
}


def _beheerder(site: Site, world: World, path: str) -> Page:
    seats = world.region.seat_templates.filter(sector=Sector.BO)
    seats.filter(name="CJG-coach").update(name=LONG[:80])
    OrganisationFactory(region=world.region, name=LONG[:80])
    page = site.visitor(user=GrantFactory(kind=GrantKind.BEHEERDER, region=None).user)
    school = world.school.establishment_code
    page.goto(path.format(region=world.region.pk, seat=seats.get(name=LONG[:80]).pk, school=school))
    return page


STATES.update({name: partial(_beheerder, path=path) for name, path in PAGES.items()})


def _who_may_what(site: Site, world: World) -> Page:
    for number, days in enumerate(({"ends_on": date(2026, 8, 1)}, {"starts_on": date(2027, 8, 1)}, {})):
        address = f"{'lang-' * 10}{number}@example.nl"
        GrantFactory(region=world.region, given_by=world.ib, user__email=address, **days)
    page = _beheerder(site, world, "/regios/{region}/wie-mag-wat/")
    page.get_by_text("Begint later").click()
    page.get_by_text("Afgelopen").click()
    return page


def _asked(site: Site, world: World) -> Page:
    page = _beheerder(site, world, "/regios/{region}/plekken/{seat}/")
    page.get_by_label("gewenst").check()
    page.get_by_label("wijkagent").check()
    page.get_by_role("button", name="Bewaar").last.click()
    return page


def _asking(site: Site, world: World) -> Page:
    page = _beheerder(site, world, "/regios/nieuw/")
    page.get_by_label("Naam").fill("Noordveen")
    page.get_by_role("button", name="Maak de regio").last.click()
    expect(page.get_by_text("Dit gebeurt er")).to_be_visible()
    return page


def _mistake(site: Site, world: World) -> Page:
    page = _beheerder(site, world, "/regios/{region}/wie-mag-wat/geven/")
    page.get_by_label("coördinator").check()
    page.get_by_label("E-mailadres").fill("geen adres")
    page.get_by_role("button", name="Geef").last.click()
    expect(page.get_by_text("Er klopt iets niet")).to_be_visible()
    return page


def _made(world: World, **fields: Any) -> PosterBundle:
    """A bundle of 57 schools with two parts."""
    made = {"region": world.region, "day": world.today, "paper": "a3", "way": "liggend", "paint": "zwart-wit"}
    fields = {"moved_at": timezone.now(), "done": 3, "total": 57, **fields}
    bundle = PosterBundle.objects.create(**made, asked_by=world.ib, **fields)
    for number in (1, 2):
        BundlePart.objects.create(bundle=bundle, number=number, first=LONG, last=LONG, size=9_000_000, content=b"")
    return bundle


def _bundle(site: Site, world: World, **fields: Any) -> Page:
    return _beheerder(site, world, f"/regios/{{region}}/posters/{_made(world, **fields).pk}/")


def _still(site: Site, world: World) -> Page:
    return _bundle(site, world, moved_at=timezone.now() - timedelta(hours=1))


def _bundles(site: Site, world: World) -> Page:
    """All there is at once, in the list."""
    long_ago = timezone.now() - timedelta(hours=1)
    for fields in ({}, {"moved_at": long_ago}, {"state": BundleState.READY}, {"state": BundleState.FAILED}):
        _made(world, **fields)
    return _beheerder(site, world, "/regios/{region}/posters/")


STATES.update(
    {
        "posters being made": _bundle,
        "posters that stand still": _still,
        "posters that failed": partial(_bundle, state=BundleState.FAILED, trouble="Het ging mis na 3 scholen."),
        "posters that are ready": partial(_bundle, state=BundleState.READY),
        "posters of all schools, made before": _bundles,
    }
)

STATES.update(
    {
        "who may what": _who_may_what,
        "a seat that was changed": _asked,
        "a region that asks first": _asking,
        "giving a grant with mistakes": _mistake,
    }
)
