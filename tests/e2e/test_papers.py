"""The circle inside a page elsewhere, and the posters of a region while they are made."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from schools.enums import GrantKind
from teams.actions.public_page import open_public_page
from teams.models import PosterBundle
from teams.poster.bundles import make_step
from teams.public import embed_code
from tests.e2e.conftest import PHONE, Site
from tests.e2e.world import World
from tests.factories import GrantFactory


@pytest.fixture
def elsewhere() -> Iterator[dict[str, str]]:
    """A website of somebody else: what stands at "" is its page."""
    pages: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            head = "<!doctype html><title>Onze school</title><meta name=viewport content=width=device-width>"
            head += "<link rel=icon href='data:,'>"
            self.wfile.write((head + pages.get("", "")).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    pages["url"] = f"http://127.0.0.1:{server.server_port}/"
    yield pages
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("is_phone", [False, True])
def test_the_circle_stands_in_a_page_elsewhere(
    site: Site, world: World, elsewhere: dict[str, str], settings: Settings, is_phone: bool
) -> None:
    settings.SITE_URL = site.url
    open_public_page(school=world.school, today=world.today, actor=world.ib)
    elsewhere[""] = f"<body>{embed_code(world.school)}"
    page = site.visitor(**(PHONE if is_phone else {}))
    page.goto(elsewhere["url"])
    inside = page.frame_locator("iframe[title='Het kernteam van De Zeester']")
    expect(inside.get_by_role("heading", name="Het kernteam van De Zeester")).to_be_visible()
    expect(inside.locator("svg.circle")).to_be_visible()
    expect(inside.get_by_text("te bereiken via de school").first).to_be_visible(visible=is_phone)
    assert page.context.cookies() == []


@pytest.mark.parametrize("path", ["/openbaar/{}/", "/inloggen/", "/scholen/{}/"])
def test_no_other_page_does(site: Site, world: World, elsewhere: dict[str, str], path: str) -> None:
    open_public_page(school=world.school, today=world.today, actor=world.ib)
    elsewhere[""] = f"<body><iframe src='{site.url}{path.format(world.school.establishment_code)}'></iframe>"
    page = site.visitor()
    page.goto(elsewhere["url"])
    expect(page.frame_locator("iframe").locator("main")).to_have_count(0)
    assert [said for said in site.complaints.heard if "frame-ancestors" not in said and "ERR_BLOCKED" not in said] == []
    site.complaints.heard.clear()


@pytest.mark.parametrize("scripts", [True, False])
def test_posters_of_a_region_are_watched_and_taken(site: Site, world: World, settings: Settings, scripts: bool) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page = site.visitor(user=GrantFactory(kind=GrantKind.SWV, region=world.region).user, java_script_enabled=scripts)
    page.goto(f"/regios/{world.region.pk}/")
    page.get_by_role("link", name="Posters van alle scholen").click()
    page.get_by_label("Kleur").select_option("zwart-wit")
    page.get_by_role("button", name="Maak de posters").click()
    expect(page.get_by_role("status")).to_contain_text("0 van 1 school")
    bundle = PosterBundle.objects.get()
    for said in ("Alles is getekend", "De posters zijn klaar"):
        make_step.call(bundle.pk, 1)
        if not scripts:
            page.get_by_role("link", name="Ververs").click()
        expect(page.get_by_text(said)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "kernteams Zuid-Duinstreek 2026-11-22.pdf"
