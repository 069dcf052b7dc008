"""Minutes that two people type at once: nobody's text is lost, and what cannot be kept is refused with the reason."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.actions.minutes import draft_of, minutes_of, save_minutes
from meetings.after.minutes_text import lines_of, refusal, tidy
from meetings.enums import MeetingState
from meetings.models import Meeting, Minutes, MinutesDraft
from schools.models import Change
from tests.factories import MeetingFactory, UserFactory

BSN = "Het gaat om 123456782."


@pytest.fixture
def anneke_user() -> User:
    found: User = UserFactory()
    return found


@pytest.fixture
def samira_user() -> User:
    found: User = UserFactory()
    return found


def drafts() -> list[tuple[int, str]]:
    return list(MinutesDraft.objects.values_list("user", "text"))


def test_each_save_is_a_version_and_no_change_in_the_trail(meeting: Meeting, anneke_user: User) -> None:
    before = Change.objects.count()
    for version, text in enumerate(["Eerst", "Eerst en toen"]):
        saved = save_minutes(meeting=meeting, text=text, version=version, actor=anneke_user)
        assert (saved.is_kept_apart, saved.minutes.version) == (False, version + 1)
    assert (minutes_of(meeting).text, Change.objects.count()) == ("Eerst en toen", before)


def test_the_same_text_sent_twice_is_saved_once(meeting: Meeting, anneke_user: User) -> None:
    found = [save_minutes(meeting=meeting, text="Tekst", version=0, actor=anneke_user) for _ in range(2)]
    assert [(each.minutes.version, each.is_kept_apart) for each in found] == [(1, False)] * 2


def test_nothing_typed_makes_no_minutes(meeting: Meeting, anneke_user: User) -> None:
    save_minutes(meeting=meeting, text="", version=0, actor=anneke_user)
    assert not Minutes.objects.exists()


def test_who_saves_on_an_older_version_overwrites_nothing_and_loses_nothing(
    meeting: Meeting, anneke_user: User, samira_user: User
) -> None:
    save_minutes(meeting=meeting, text="Van Anneke", version=0, actor=anneke_user)
    met = save_minutes(meeting=meeting, text="Van Samira", version=0, actor=samira_user)
    assert (met.is_kept_apart, met.minutes.text) == (True, "Van Anneke")
    assert drafts() == [(samira_user.pk, "Van Samira")]
    save_minutes(meeting=meeting, text="Van Samira, en meer", version=0, actor=samira_user)
    assert (minutes_of(meeting).text, drafts()) == ("Van Anneke", [(samira_user.pk, "Van Samira, en meer")])
    assert draft_of(meeting, anneke_user) is None


def test_once_merged_nothing_is_kept_apart(meeting: Meeting, anneke_user: User, samira_user: User) -> None:
    save_minutes(meeting=meeting, text="A", version=0, actor=anneke_user)
    save_minutes(meeting=meeting, text="B", version=0, actor=samira_user)
    merged = save_minutes(meeting=meeting, text="A\nB", version=1, is_merged=True, actor=samira_user)
    assert (merged.is_kept_apart, merged.minutes.version, drafts()) == (False, 2, [])


def test_what_she_saves_in_another_window_takes_nothing_from_what_is_kept_apart(
    meeting: Meeting, anneke_user: User, samira_user: User
) -> None:
    save_minutes(meeting=meeting, text="A", version=0, actor=anneke_user)
    save_minutes(meeting=meeting, text="Van haar tablet", version=0, actor=samira_user)
    laptop = save_minutes(meeting=meeting, text="A, en van haar laptop", version=1, actor=samira_user)
    assert (laptop.minutes.text, drafts()) == ("A, en van haar laptop", [(samira_user.pk, "Van haar tablet")])


def test_what_became_the_minutes_word_for_word_is_kept_apart_no_more(
    meeting: Meeting, anneke_user: User, samira_user: User
) -> None:
    save_minutes(meeting=meeting, text="A", version=0, actor=anneke_user)
    save_minutes(meeting=meeting, text="B", version=0, actor=samira_user)
    save_minutes(meeting=meeting, text="B", version=1, actor=anneke_user)
    save_minutes(meeting=meeting, text="B", version=1, actor=samira_user)
    assert (minutes_of(meeting).text, drafts()) == ("B", [])


def test_who_merged_while_a_third_saved_is_told_again(meeting: Meeting, anneke_user: User, samira_user: User) -> None:
    save_minutes(meeting=meeting, text="A", version=0, actor=anneke_user)
    save_minutes(meeting=meeting, text="B", version=0, actor=samira_user)
    save_minutes(meeting=meeting, text="A2", version=1, actor=anneke_user)
    merged = save_minutes(meeting=meeting, text="A\nB", version=1, actor=samira_user)
    assert (merged.is_kept_apart, merged.minutes.text, drafts()) == (True, "A2", [(samira_user.pk, "A\nB")])


def test_lines_that_do_not_touch_are_joined_and_nobody_has_to_merge(
    meeting: Meeting, anneke_user: User, samira_user: User
) -> None:
    save_minutes(meeting=meeting, text="Een\nTwee", version=0, actor=anneke_user)
    save_minutes(meeting=meeting, text="Boven\nEen\nTwee", version=1, base="Een\nTwee", actor=anneke_user)
    met = save_minutes(meeting=meeting, text="Een\nTwee\nOnder", version=1, base="Een\r\nTwee", actor=samira_user)
    assert (met.is_joined, met.is_kept_apart, met.minutes.text, met.minutes.version) == (
        True,
        False,
        "Boven\nEen\nTwee\nOnder",
        3,
    )
    assert drafts() == []


def test_what_she_types_on_after_that_is_joined_again(meeting: Meeting, anneke_user: User, samira_user: User) -> None:
    save_minutes(meeting=meeting, text="Boven\nEen", version=0, actor=anneke_user)
    save_minutes(meeting=meeting, text="Een\nOnder", version=9, base="Een", actor=samira_user)
    met = save_minutes(meeting=meeting, text="Een\nOnderaan", version=9, base="Een\nOnder", actor=samira_user)
    assert (met.is_joined, met.minutes.text) == (True, "Boven\nEen\nOnderaan")


def test_where_both_changed_the_same_line_it_is_kept_apart(
    meeting: Meeting, anneke_user: User, samira_user: User
) -> None:
    save_minutes(meeting=meeting, text="Een, zegt Anneke", version=0, actor=anneke_user)
    met = save_minutes(meeting=meeting, text="Een, zegt Samira", version=0, base="Een", actor=samira_user)
    assert (met.is_kept_apart, met.minutes.text, drafts()) == (
        True,
        "Een, zegt Anneke",
        [(samira_user.pk, "Een, zegt Samira")],
    )


def test_what_joined_cannot_be_kept_is_kept_apart(meeting: Meeting, anneke_user: User, samira_user: User) -> None:
    half = "x" * 110 * 1024
    save_minutes(meeting=meeting, text=f"{half}\nEen", version=0, actor=anneke_user)
    met = save_minutes(meeting=meeting, text=f"Een\n{half}", version=0, base="Een", actor=samira_user)
    assert (met.is_kept_apart, met.minutes.version) == (True, 1)


def test_minutes_are_of_one_session(meeting: Meeting, anneke_user: User) -> None:
    save_minutes(meeting=meeting, text="Van hier", version=0, actor=anneke_user)
    assert minutes_of(MeetingFactory()).text == ""


@pytest.mark.parametrize(
    "text",
    ["🎉 Ünï\n" * 9_000, "x" * 200 * 1024, "\t tab en  spaties \n\n", "\u202eomgekeerd"],
    ids=["100KB", "200KB", "wit", "rtl"],
)
def test_any_text_comes_back_as_it_was(meeting: Meeting, anneke_user: User, text: str) -> None:
    save_minutes(meeting=meeting, text=text, version=0, actor=anneke_user)
    assert minutes_of(meeting).text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\x00b", "NUL"),
        ("x" * (200 * 1024 + 1), "te lang: 200 KB"),
        ("🎉" * 60_000, "te lang: 234 KB"),
        (BSN, "Dit lijkt op een burgerservicenummer"),
        ("geboren op 3 mei 2015", "Dit lijkt op een geboortedatum"),
    ],
    ids=["nul", "long", "emoji", "bsn", "birth"],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    meeting: Meeting, anneke_user: User, text: str, reason: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        save_minutes(meeting=meeting, text=text, version=0, actor=anneke_user)
    assert (reason in refused.value.message_dict["text"][0], Minutes.objects.exists()) == (True, False)


def test_pupil_data_is_not_kept_apart_either(meeting: Meeting, anneke_user: User) -> None:
    save_minutes(meeting=meeting, text="A", version=0, actor=anneke_user)
    with pytest.raises(ValidationError):
        save_minutes(meeting=meeting, text=BSN, version=0, actor=anneke_user)
    assert drafts() == []


def test_a_session_that_was_called_off_gets_no_minutes(meeting: Meeting, anneke_user: User) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    with pytest.raises(ValidationError, match="afgezegd"):
        save_minutes(meeting=meeting, text="A", version=0, actor=anneke_user)


# Texts beside each other


def test_line_ends_of_browsers_are_one_kind() -> None:
    assert tidy("a\r\nb\rc\n") == "a\nb\nc\n"


def test_a_good_text_is_not_refused() -> None:
    assert refusal("Op 6 oktober 2026 spraken we over verzuim.") == ""


def test_lines_that_only_one_has_are_marked() -> None:
    found = [
        (line.text, line.is_only_here) for line in lines_of("Samen\n\nAlleen hier\n  Samen ", "Samen\nAlleen daar")
    ]
    assert found == [("Samen", False), ("", False), ("Alleen hier", True), ("  Samen ", False)]
