"""What no linter notices in a template, and a strict Content Security Policy or a reader would."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
ALL = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".svg", ".txt"})
COMPONENTS = [path for path in ALL if "components" in path.parts or path.suffix == ".svg"]

TAG = re.compile(r"<[a-zA-Z][^<>]*(?:\{[{%][^<]*?[%}]\}[^<>]*)*>")
POSTS = re.compile(r"method=[\"']?post|hx-(post|put|patch|delete)", re.IGNORECASE)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL | re.IGNORECASE)
HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
UNESCAPED = re.compile(r"\|\s*safe(seq)?\b|\{%-?\s*autoescape\s+off")
SCRIPT = re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE)
IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
BLANK = re.compile(r"<a\b[^>]*target=[\"']?_blank(?![^>]*noopener)[^>]*>", re.IGNORECASE)
STATIC = re.compile(r"\{%\s*static\s+[\"']([^\"']+)[\"']")
COMMENT = re.compile(r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)


def unescaped(text: str) -> list[str]:
    return [found.group() for found in UNESCAPED.finditer(text)]


def styled_in_place(text: str) -> list[str]:
    return [found.group() for found in STYLE.finditer(text)]


def handlers(text: str) -> list[str]:
    """on...= attributes; htmx's hx-on does the same and is refused too."""
    return [tag for tag in TAG.findall(text) if HANDLER.search(tag) or " hx-on" in tag]


def inline_scripts(text: str) -> list[str]:
    return [found.group() for found in SCRIPT.finditer(text)]


def forms_without_token(text: str) -> list[str]:
    """Forms that post, by themselves or by htmx, and do not send the CSRF token."""
    forms = [form for form in FORM.findall(text) if POSTS.search(form)]
    return [form[:80] for form in forms if "{% csrf_token %}" not in form]


def images_without_words(text: str) -> list[str]:
    return [image for image in IMAGE.findall(text) if " alt=" not in image]


def open_doors(text: str) -> list[str]:
    return BLANK.findall(text)


CHECKS: dict[Callable[[str], list[str]], str] = {
    unescaped: "<p>{{ name|safe }}</p>",
    styled_in_place: '<p style="color: red">x</p>',
    handlers: '<a {% if x %}class="y"{% endif %} onclick="go()">x</a>',
    inline_scripts: "<script defer>go()</script>",
    forms_without_token: '<form class="x" method="post"><button>x</button></form>',
    images_without_words: '<img src="x.png" width="3">',
    open_doors: '<a href="https://example.nl" target="_blank">x</a>',
}


def name_of(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", [path for path in ALL if path.suffix != ".txt"], ids=name_of)
def test_a_template_is_clean(path: Path, check: Callable[[str], list[str]]) -> None:
    assert check(path.read_text()) == []


@pytest.mark.parametrize(("check", "bad"), CHECKS.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_each_check_finds_what_it_looks_for(check: Callable[[str], list[str]], bad: str) -> None:
    assert len(check(f"<main>{bad}</main>")) == 1


@pytest.mark.parametrize(
    ("check", "good"),
    [
        (forms_without_token, '<form method="get"></form><form method="post">{% csrf_token %}</form>'),
        (handlers, '<a href="/on=1" data-on="x">option = on</a>'),
        (inline_scripts, '<script src="x.js" defer></script>'),
        (unescaped, "{{ name|default:'safe' }}"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_check_leaves_good_templates_alone(check: Callable[[str], list[str]], good: str) -> None:
    assert check(good) == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_that_shows_what_it_is_given_says_what_that_is(path: Path) -> None:
    text = path.read_text()
    variables = set(re.findall(r"\{\{\s*(\w+)", COMMENT.sub("", text)))
    assert not variables or "Needs" in text or "extra_tags" in text or variables <= {"user", "me", "label", "url"}


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_static_file_that_a_template_names_is_there(path: Path) -> None:
    assert [name for name in STATIC.findall(path.read_text()) if finders.find(name) is None] == []
