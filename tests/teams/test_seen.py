"""What was seen travels signed through the form, and says afterwards what others changed."""

import pytest
from django.core import signing

from teams.seen import Stale, differences, refuse_stale, seal, unseal

SEEN = {"Samira Bakkali, CJG-coach": {"laatste dag": "", "op school op": "di"}}


def test_what_was_sealed_comes_back() -> None:
    assert unseal(seal(SEEN, "school 1"), "school 1") == SEEN


def test_what_was_tampered_with_is_refused() -> None:
    sealed = seal(SEEN, "school 1")
    with pytest.raises(signing.BadSignature):
        unseal(sealed[:-1] + ("A" if sealed[-1] != "A" else "B"), "school 1")


@pytest.mark.parametrize("about", ["school 2", "school 11", "person 1", ""])
def test_what_was_sealed_about_another_thing_is_refused(about: str) -> None:
    with pytest.raises(signing.BadSignature):
        unseal(seal(SEEN, "school 1"), about)


def test_a_text_signed_for_something_else_is_refused() -> None:
    with pytest.raises(signing.BadSignature):
        unseal(signing.dumps(SEEN, salt="something.else"), "school 1")


def test_the_same_is_not_stale() -> None:
    assert differences(SEEN, SEEN) == []


def test_who_saw_nothing_is_not_checked() -> None:
    assert refuse_stale(None, SEEN) is None  # type: ignore[func-returns-value]


def test_stale_says_what_changed() -> None:
    with pytest.raises(Stale) as stale:
        refuse_stale(SEEN, {})
    assert stale.value.differences == ["Samira Bakkali, CJG-coach staat er niet meer."]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            {"Samira Bakkali, CJG-coach": {"laatste dag": "1 december 2026", "op school op": "di"}},
            ["Samira Bakkali, CJG-coach: laatste dag is nu 1 december 2026 (was leeg)."],
        ),
        (
            {"Samira Bakkali, CJG-coach": {"laatste dag": "", "op school op": ""}},
            ["Samira Bakkali, CJG-coach: op school op is nu leeg (was di)."],
        ),
        (
            {**SEEN, "Tom Smit, CJG-coach": {"laatste dag": ""}},
            ["Tom Smit, CJG-coach is erbij gekomen."],
        ),
        (
            {"Tom Smit, CJG-coach": {"laatste dag": ""}},
            ["Tom Smit, CJG-coach is erbij gekomen.", "Samira Bakkali, CJG-coach staat er niet meer."],
        ),
        (
            {"Samira Bakkali, CJG-coach": {"laatste dag": "", "op school op": "di", "waarnemer": "Tom Smit"}},
            ["Samira Bakkali, CJG-coach: waarnemer is nu Tom Smit (was leeg)."],
        ),
    ],
)
def test_each_difference_is_a_dutch_sentence(now: dict[str, dict[str, str]], said: list[str]) -> None:
    assert differences(SEEN, now) == said
