"""Reading pages in tests the way a visitor does: their words, their links, and a form filled in and sent."""

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.http import HttpResponse
from django.test import Client
from lxml import html

from accounts.models import User

HTMX = {"HX-Request": "true"}


def second_step_taken(user: User) -> dict[str, Any]:
    """What a session holds of a user who took a second step just now."""
    return {
        AUTHENTICATION_METHODS_SESSION_KEY: [{"method": "mfa", "type": "totp", "at": time.time()}],
        _AUTHENTICATION_METHODS_USER_SESSION_KEY: str(user.pk),
    }


def sign_in(client: Client, user: User) -> Client:
    """This browser, signed in as this user with a second step, which who has power over more than her seats needs."""
    client.force_login(user)
    session = client.session
    session.update(second_step_taken(user))
    session.save()
    return client


def page(answer: Any) -> html.HtmlElement:
    """What was answered, as a tree."""
    return html.fromstring(answer.content.decode())


def words(element: html.HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def all_words(tree: html.HtmlElement, xpath: str) -> list[str]:
    """The text of every element found."""
    return [words(element) for element in tree.xpath(xpath)]


def of_class(name: str, tag: str = "*") -> str:
    """XPath of the elements with a class."""
    return f"//{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


def errors(answer: Any) -> list[str]:
    """What the summary says must be mended."""
    return all_words(page(answer), of_class("error-summary") + "//li")


def warnings(answer: Any) -> list[str]:
    """What speaks against what was sent, and can be overruled."""
    return all_words(page(answer), of_class("warnings") + "//li")


def beside(answer: Any, field: str) -> str:
    """What is said beside one field; "" when nothing is."""
    found = page(answer).xpath(f"//*[substring(@id, string-length(@id) - {len(field) + 6}) = '-{field}_error']")
    return "".join(words(element) for element in found).removeprefix("! ")


def meanwhile(answer: Any) -> list[str]:
    """What others changed since the form was opened."""
    return all_words(page(answer), of_class("meanwhile") + "//li")


def messages(answer: Any) -> list[str]:
    """What was just done."""
    return all_words(page(answer), of_class("message") + "/p")


def values(answer: Any, action: str) -> dict[str, list[str]]:
    """What a browser would send for the acting form with this action, as it stands."""
    form = next(form for form in page(answer).forms if form.get("action") == action and "key" in form.fields)
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    for field in form.xpath(".//input[@name and not(@value)]"):  # a browser sends what is empty too; lxml does not
        if field.get("type") not in {"checkbox", "radio", "submit"}:
            found.setdefault(field.get("name"), [""])
    for field in form.xpath(".//textarea[@name]"):  # a browser drops the line break after the tag; lxml does not
        found[field.get("name")] = [(field.text or "").removeprefix("\n")]
    return found


def send(client: Client, url: str, answer: Any = None, *, htmx: bool = False, **typed: Any) -> HttpResponse:
    """Open a form (or take the one that was answered), fill in what is typed, and send it."""
    answer = answer or client.get(url)
    data = {**values(answer, urlsplit(url).path), **typed}
    return client.post(url, data, headers=HTMX if htmx else {})  # type: ignore[return-value]


def undo_url(client: Client) -> str:
    """The address behind "Maak ongedaan" on the page that is shown next."""
    form = page(client.get("/scholen/")).xpath(of_class("message") + "//form")[0]
    url: str = form.get("action")
    return url
