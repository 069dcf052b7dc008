"""/bijeenkomsten/<id>/verslag/: read, and write together without losing a word."""

from typing import Any

import pytest
from django.test import Client

from meetings.enums import MeetingState
from meetings.models import Meeting, Minutes, MinutesDraft
from tests.pages import HTMX, all_words, messages, of_class, page

TEXT = "//textarea[@name='text']"


@pytest.fixture
def url(meeting: Meeting) -> str:
    return f"/bijeenkomsten/{meeting.pk}/verslag/schrijven/"


def save(client: Client, url: str, text: str, version: int = 0, *, htmx: bool = True, **more: Any) -> Any:
    return client.post(url, {"text": text, "version": version, **more}, headers=HTMX if htmx else {})


def state(answer: Any) -> str:
    return " ".join(all_words(page(answer), "//*[@id='verslag-stand']"))


def version(answer: Any) -> list[str]:
    return page(answer).xpath("//input[@id='verslag-versie']/@value")


def typed(answer: Any) -> str:
    """What a browser shows to go on with: it drops the first line break."""
    return str(page(answer).xpath(TEXT)[0].text or "").removeprefix("\n").replace("\r\n", "\n")


def saved() -> tuple[str, int]:
    row = Minutes.objects.get()
    return row.text, row.version


def test_typing_saves_itself_and_the_page_knows_the_new_version(url: str, reader: Client) -> None:
    answer = save(reader, url, "We begonnen. 🎉\r\nEn toen.")
    assert (answer.status_code, state(answer), version(answer)) == (200, "✓ Bewaard om 12.00 uur", ["1"])
    assert saved() == ("We begonnen. 🎉\nEn toen.", 1)
    assert TEXT not in answer.content.decode()
    assert typed(reader.get(url)) == "We begonnen. 🎉\nEn toen."


def test_without_javascript_the_button_saves(url: str, reader: Client) -> None:
    answer = reader.post(url, {"text": "Tekst", "version": 0}, follow=True)
    assert (answer.redirect_chain, messages(answer), saved()) == (
        [(url, 302)],
        ["Het verslag is bewaard."],
        ("Tekst", 1),
    )


def test_the_same_sent_twice_saves_once(url: str, reader: Client) -> None:
    assert [save(reader, url, "Tekst").status_code for _ in range(2)] == [200, 200]
    assert saved() == ("Tekst", 1)


@pytest.mark.parametrize("htmx", [True, False])
def test_two_people_type_and_neither_text_is_lost(url: str, reader: Client, editor: Client, htmx: bool) -> None:
    save(reader, url, "Samen\nVan Samira")
    answer = save(editor, url, "Samen\nVan Anneke", htmx=htmx)
    assert (answer.status_code, saved()) == (409, ("Samen\nVan Samira", 1))
    tree = page(answer)
    assert all_words(tree, of_class("summary-title")) == ["Samira Bakkali schreef ook in dit verslag"]
    assert all_words(tree, of_class("minutes-theirs") + "/p") == ["Samen", "Van Samira"]
    assert all_words(tree, "//mark") == ["Van Samira"]
    if not htmx:
        assert typed(answer) == "Samen\nVan Anneke"
    opened = editor.get(url)  # also when she went away meanwhile
    assert (typed(opened), all_words(page(opened), "//mark")) == ("Samen\nVan Anneke", ["Van Samira"])
    assert typed(reader.get(url)) == "Samen\nVan Samira"


def base_of(answer: Any) -> list[str]:
    """The text that what she types began as."""
    return page(answer).xpath("//input[@name='base']/@value")


@pytest.mark.parametrize("htmx", [True, False])
def test_lines_that_do_not_touch_are_joined(url: str, reader: Client, editor: Client, htmx: bool) -> None:
    save(reader, url, "Een\nTwee")
    opened = editor.get(url)
    assert (base_of(opened), version(opened)) == (["Een\nTwee"], ["1"])
    save(reader, url, "Boven\nEen\nTwee", 1, base="Een\nTwee")
    answer = save(editor, url, "Een\nTwee\nOnder", 1, base="Een\nTwee", htmx=htmx)
    assert (saved(), MinutesDraft.objects.count()) == (("Boven\nEen\nTwee\nOnder", 3), 0)
    if not htmx:
        assert messages(editor.get(url)) == ["Het verslag is bewaard, samen met wat er intussen bij kwam."]
        return
    assert state(answer) == "✓ Bewaard om 12.00 uur, samen met wat er intussen bij kwam"
    tree = page(answer)
    assert tree.xpath("//input[@data-joined]/@value") == ["Boven\nEen\nTwee\nOnder"]
    assert tree.xpath("//input[@data-joined]/@data-version") == ["3"]
    assert (version(answer), base_of(answer)) == (["1"], ["Een\nTwee\nOnder"])  # until the page shows the rest


def test_typing_on_without_the_lines_of_the_other_takes_them_from_nobody(
    url: str, reader: Client, editor: Client
) -> None:
    save(reader, url, "Boven\nEen")
    answer = save(editor, url, "Een\nOnder", 7, base="Een")
    more = {"version": int(version(answer)[0]), "base": base_of(answer)[0]}
    save(editor, url, "Een\nOnderaan", **more)
    assert saved() == ("Boven\nEen\nOnderaan", 3)


def test_who_has_to_merge_herself_goes_on_without_what_hers_began_as(url: str, reader: Client, editor: Client) -> None:
    save(reader, url, "Een, zegt Samira")
    answer = save(editor, url, "Een, zegt Anneke", 0, base="Een")
    assert (answer.status_code, len(page(answer).xpath("//input[@id='verslag-basis' and @hx-swap-oob]"))) == (409, 1)
    assert base_of(answer) == []
    assert base_of(editor.get(url)) == []


def test_a_text_that_is_refused_keeps_what_it_began_as(url: str, reader: Client) -> None:
    answer = save(reader, url, "Een, over 123456782", 0, base="Een", htmx=False)
    assert base_of(answer) == ["Een"]


def test_that_it_saves_itself_is_said_only_where_it_does(url: str, reader: Client) -> None:
    tree = page(reader.get(url))
    assert all_words(tree, "//span[@data-scripted and @hidden]") == ["Het bewaart zichzelf terwijl je typt."]
    assert all_words(tree, "//noscript")[0] == "Druk op ‘Bewaar’ voordat je weggaat."


def test_who_types_in_two_windows_is_told_that_it_was_herself(url: str, editor: Client) -> None:
    save(editor, url, "In het ene")
    answer = save(editor, url, "In het andere")
    told = all_words(page(answer), of_class("summary-title"))
    assert told == ["Je schreef ook zelf in dit verslag, in een ander venster"]


def test_what_is_kept_apart_is_read_by_nobody_else(url: str, reader: Client, editor: Client, planner: Client) -> None:
    save(reader, url, "Van Samira")
    save(editor, url, "Geheim van Anneke")
    assert [b"Geheim" in client.get(url).content for client in (reader, planner, editor)] == [False, False, True]
    session = page(editor.get(url.removesuffix("verslag/schrijven/")))
    assert session.xpath(f"//a[@href='{url}' and .='Voeg die samen']")


def test_until_she_says_that_she_merged_typing_on_overwrites_nothing(url: str, reader: Client, editor: Client) -> None:
    save(reader, url, "Van Samira")
    for text in ("Van Anneke", "Van Anneke en meer"):
        assert save(editor, url, text).status_code == 409
    shown = page(editor.get(url))
    merged = shown.xpath("//button[@name='merged']/@value")[0]
    answer = save(editor, url, "Van Samira\nVan Anneke en meer", merged=merged)
    assert (answer.status_code, saved(), MinutesDraft.objects.count()) == (
        200,
        ("Van Samira\nVan Anneke en meer", 2),
        0,
    )


def test_the_lines_of_the_other_are_put_into_hers_when_she_asks(url: str, reader: Client, editor: Client) -> None:
    save(reader, url, "Samen\nVan Samira")
    save(editor, url, "Samen\nVan Anneke")
    for htmx in (True, False):
        answer = save(editor, url, "Samen\nVan Anneke", htmx=htmx, samen="1")
        assert (answer.status_code, typed(answer)) == (200, "Samen\nVan Anneke\nVan Samira")
    assert saved() == ("Samen\nVan Samira", 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Over 123456782", "Dit lijkt op een burgerservicenummer (123 … 782)."),
        ("a\x00b", "Er staat een onleesbaar teken in (NUL)."),
        ("x" * 250_000, "Dit verslag is te lang: 244 KB, en er past 200 KB in."),
    ],
    ids=["bsn", "nul", "long"],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_what_cannot_be_kept_says_why_and_stays_on_the_screen(
    url: str, reader: Client, text: str, reason: str, htmx: bool
) -> None:
    answer = save(reader, url, text, htmx=htmx)
    assert (answer.status_code, f"! Nog niet bewaard. {reason}" in state(answer)) == (200, True)
    assert (Minutes.objects.exists(), MinutesDraft.objects.exists()) == (False, False)
    if not htmx and "\x00" not in text:
        assert typed(answer) == text


def test_a_hundred_kilobytes_are_kept(url: str, reader: Client) -> None:
    text = "🎉 regel\n" * 9_500
    assert (save(reader, url, text).status_code, saved()[0]) == (200, text)


@pytest.mark.parametrize("wrong", ["", "x", "-1", "99999999999999"])
def test_a_version_that_is_none_saves_nothing(url: str, reader: Client, wrong: str) -> None:
    answer = reader.post(url, {"text": "Tekst", "version": wrong})
    assert (answer.status_code, typed(answer), Minutes.objects.exists()) == (200, "Tekst", False)


def test_a_session_that_was_called_off_gets_none(url: str, reader: Client) -> None:
    Meeting.objects.update(state=MeetingState.CANCELLED)
    assert "afgezegd" in state(save(reader, url, "Tekst"))
    assert not Minutes.objects.exists()


def test_who_may_not_write_writes_nothing(url: str, outsider: Client, client: Client) -> None:
    assert [save(each, url, "Tekst", htmx=False).status_code for each in (outsider, client)] == [404, 302]
    assert not Minutes.objects.exists()


def test_the_page_to_read_and_print(url: str, meeting: Meeting, reader: Client) -> None:
    save(reader, url, "Eerste regel\n<b>Tweede</b>")
    meeting.invitations.filter(professional__first_name="Samira").update(attendance="stand_in", stand_in_name="Mies")
    meeting.invitations.filter(professional__first_name="Anneke").update(attendance="absent")
    answer = reader.get(url.removesuffix("schrijven/"))
    assert b"&lt;b&gt;Tweede&lt;/b&gt;" in answer.content
    assert all_words(page(answer), "//article/p")[1:3] == [
        "Mies (in plaats van Samira Bakkali).",
        "Afwezig: Anneke Visser.",
    ]
