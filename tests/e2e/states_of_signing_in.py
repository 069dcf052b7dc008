"""The pages of signing in and what belongs to it, in every state, added to those of the program."""

import re

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import Page, expect

from tests.accounts.oidc import named, open_id_provider
from tests.e2e.chromium import give_authenticator
from tests.e2e.conftest import Site, session_cookie
from tests.e2e.states import STATES, as_ib, state
from tests.e2e.world import World
from tests.second_steps import app_code, give_app

__all__ = ["STATES"]

LONG_NAME = "<b>Werktelefoon</b> “van” Margarètha-Wilhelmina van der Zwaag"


def _password(world: World) -> str:
    """Give the intern begeleider a password."""
    world.ib.set_password("een lang wachtwoord")
    world.ib.save()
    return "een lang wachtwoord"


def _just_signed_in(site: Site, world: World, path: str) -> Page:
    """As the intern begeleider, who showed who she is a moment ago."""
    cookie = session_cookie(world.ib, a_moment_ago=True)
    page = site.visitor()
    page.context.add_cookies([{**cookie, "url": site.url}])
    page.goto(path)
    return page


def _once_more(site: Site, world: World, path: str, code: str) -> Page:
    page = as_ib(site, world, path)
    page.get_by_label("Code uit je app, of een herstelcode").fill(code)
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", name="Ben jij het?")).to_have_count(0)
    return page


def _passkey(site: Site, world: World, rest: str) -> Page:
    secret = give_app(world.ib)
    row = Authenticator.objects.create(user=world.ib, type="webauthn", data={"name": LONG_NAME, "credential": {}})
    return _once_more(site, world, f"/beveiliging/passkeys/{row.pk}/{rest}", app_code(secret))


def _connect(world: World) -> SocialAccount:
    """The intern begeleider signed in with the account of her school board before."""
    return SocialAccount.objects.create(user=world.ib, provider="bestuur", uid="uid-1", extra_data={})


@state("new password")
def new_password(site: Site, world: World) -> Page:
    page = _just_signed_in(site, world, "/wachtwoord/instellen/")
    expect(page.get_by_role("heading", name="Wachtwoord instellen")).to_be_visible()
    return page


@state("password to change")
def change_password(site: Site, world: World) -> Page:
    _password(world)
    return as_ib(site, world, "/wachtwoord/")


@state("signing in and security, with everything")
def security(site: Site, world: World) -> Page:
    give_app(world.ib)
    Authenticator.objects.create(user=world.ib, type="webauthn", data={"name": LONG_NAME, "credential": {}})
    _connect(world)
    site.visitor(user=world.ib).goto("/")
    return as_ib(site, world, "/beveiliging/")


@state("signing in and security, with nothing yet")
def security_bare(site: Site, world: World) -> Page:
    return as_ib(site, world, "/beveiliging/")


@state("second step to set up")
def second_step(site: Site, world: World) -> Page:
    return as_ib(site, world, "/beveiliging/tweede-stap/")


@state("second step to enter")
def second_step_to_enter(site: Site, world: World) -> Page:
    give_app(world.ib)
    return as_ib(site, world, "/beveiliging/tweede-stap/")


@state("app to set up, with a wrong code")
def set_up_app(site: Site, world: World) -> Page:
    page = _just_signed_in(site, world, "/beveiliging/app/")
    page.get_by_text("Lukt scannen niet?").click()
    page.get_by_label("Code uit je app").fill("000000")
    page.get_by_role("button", name="Zet aan").click()
    expect(page.get_by_text("Er klopt iets niet")).to_be_visible()
    return page


@state("passkey to make")
def make_passkey(site: Site, world: World) -> Page:
    return _just_signed_in(site, world, "/beveiliging/passkeys/nieuw/")


@state("second step once more")
def once_more(site: Site, world: World) -> Page:
    give_app(world.ib)
    return as_ib(site, world, "/beveiliging/herstelcodes/")


@state("passkey once more")
def passkey_once_more(site: Site, world: World) -> Page:
    page = _just_signed_in(site, world, "/beveiliging/")
    give_authenticator(page)
    page.goto("/beveiliging/passkeys/nieuw/")
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.goto("/inloggen/opnieuw/passkey/")
    return page


@state("second step of signing in")
def second_step_of_signing_in(site: Site, world: World) -> Page:
    give_app(world.ib)
    page = site.visitor()
    page.goto("/inloggen/")
    page.get_by_text("Met een wachtwoord").click()
    form = page.locator(".sign-in-password")
    form.get_by_label("E-mailadres").fill(world.ib.email)
    form.get_by_label("Wachtwoord").fill(_password(world))
    form.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="De tweede stap")).to_be_visible()
    return page


@state("password to take away")
def remove_password(site: Site, world: World) -> Page:
    _password(world)
    return _just_signed_in(site, world, "/wachtwoord/weghalen/")


@state("password once more")
def password_once_more(site: Site, world: World) -> Page:
    _password(world)
    return as_ib(site, world, "/beveiliging/app/")


@state("recovery codes")
def recovery_codes(site: Site, world: World) -> Page:
    secret = give_app(world.ib)
    page = _once_more(site, world, "/beveiliging/herstelcodes/", app_code(secret))
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    return page


@state("new recovery codes")
def new_recovery_codes(site: Site, world: World) -> Page:
    secret = give_app(world.ib)
    return _once_more(site, world, "/beveiliging/herstelcodes/nieuw/", app_code(secret))


@state("app to take away")
def remove_app(site: Site, world: World) -> Page:
    secret = give_app(world.ib)
    return _once_more(site, world, "/beveiliging/app/weghalen/", app_code(secret))


@state("passkey to rename")
def rename_passkey(site: Site, world: World) -> Page:
    return _passkey(site, world, "")


@state("passkey to take away")
def remove_passkey(site: Site, world: World) -> Page:
    return _passkey(site, world, "weghalen/")


@state("code by mail to show once more who she is")
def code_once_more(site: Site, world: World) -> Page:
    return as_ib(site, world, "/wachtwoord/instellen/")


@state("sign-in page with the account of a school board")
def sign_in_with_account(site: Site, world: World) -> Page:
    page = site.visitor()
    with named("https://inloggen.example"):
        page.goto("/inloggen/")
    expect(page.get_by_role("button", name="Log in met Stichting Duinscholen")).to_be_visible()
    return page


@state("on the way to the provider of a school board")
def on_the_way(site: Site, world: World) -> Page:
    page = site.visitor()
    with open_id_provider() as provider, named(provider.url):
        page.route(f"{provider.url}/**", lambda route: route.fulfill(status=204))  # so that the page stays
        page.goto("/inloggen/")
        page.get_by_role("button", name="Log in met Stichting Duinscholen").click()
        expect(page.get_by_role("link", name="Ga verder")).to_be_visible()
    return page


@state("turned away with the account of a school board")
def turned_away(site: Site, world: World) -> Page:
    page = site.visitor()
    page.route(re.compile(r"picocss|favicon\.ico"), lambda route: route.fulfill(body=""))
    with open_id_provider() as provider, named(provider.url):
        provider.knows("uid-9", email="vreemd@example.nl", email_verified=True)
        page.goto("/inloggen/")
        page.get_by_role("button", name="Log in met Stichting Duinscholen").click()
        page.locator("input[name=sub]").fill("uid-9")
        page.get_by_role("button", name="Authorize").click()
        expect(page.get_by_role("status")).to_contain_text("Met dit account van Stichting Duinscholen kun je hier niet")
    return page


@state("connection to let go of")
def release_connection(site: Site, world: World) -> Page:
    return _just_signed_in(site, world, f"/beveiliging/koppelingen/{_connect(world).pk}/weghalen/")


@state("too many tries")
def too_many(site: Site, world: World) -> Page:
    site.complaints.expect_status(429)
    page = site.visitor()
    page.goto("/inloggen/")
    for _ in range(60):
        page.request.post("/inloggen/", headers={"Referer": site.url}, form=_token(page))
    page.get_by_text("Met een wachtwoord").click()
    page.locator(".sign-in-password").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Even wachten")).to_be_visible()
    return page


@state("too many tries to show once more who she is")
def too_many_again(site: Site, world: World) -> Page:
    site.complaints.expect_status(429)
    _password(world)
    page = as_ib(site, world, "/beveiliging/app/")
    for _ in range(10):
        page.request.post(page.url, headers={"Referer": site.url}, form=_token(page) | {"password": "fout"})
    page.get_by_label("Wachtwoord").fill("fout")
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", name="Even wachten")).to_be_visible()
    return page


def _token(page: Page) -> dict[str, str | float | bool]:
    return {"csrfmiddlewaretoken": page.locator("input[name=csrfmiddlewaretoken]").first.input_value()}
