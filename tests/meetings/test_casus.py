"""Writing a casus: what is refused, what several people write at once, and what nobody else ever learns of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.access import can_read_casus, can_write_casus
from meetings.actions.casus import (
    MOST_STEPS,
    Step,
    Story,
    add_step,
    casus_snapshot,
    change_casus,
    change_step,
    make_casus,
    move_step,
    next_label,
    perspective_snapshot,
    remove_casus,
    remove_step,
    step_snapshot,
    story_snapshot,
    write_perspective,
)
from meetings.actions.planning import cancel_meeting
from meetings.enums import AgeBand, CasusTheme
from meetings.models import Casus, CasusStep, Meeting
from schools.changes import CannotUndo, Stale, tracked_models, undo
from schools.enums import GrantKind
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import (
    CasusFactory,
    CasusPerspectiveFactory,
    CasusStepFactory,
    GrantFactory,
    InvitationFactory,
    MembershipFactory,
)

TODAY = date(2026, 11, 22)
STORY = Story("Casus A", CasusTheme.VERZUIM, AgeBand.YOUNG, "Een jongen is vaak te laat.")
STEP = Step("week 1", "de leerkracht", "belt de ouders")


@pytest.fixture
def casus(meeting: Meeting) -> Casus:
    row: Casus = CasusFactory(meeting=meeting)
    return row


# Making and changing


def test_a_casus_is_made_and_the_logbook_says_only_that(meeting: Meeting, anneke: Membership) -> None:
    change = make_casus(meeting=meeting, story=STORY, today=TODAY, actor=anneke.professional.user)
    row = meeting.casussen.get()
    assert (str(change), row.label, row.theme, row.age_band, row.story) == (
        "Er is een casus bij Kennismaking.",
        "Casus A",
        "verzuim",
        "7-9",
        "Een jongen is vaak te laat.",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nummer 111222333", "een burgerservicenummer (111 … 333)"),
        ("geboren op 3 maart 2019", "een geboortedatum (3 maart 2019)"),
        ("Bel 06-12345678", "een telefoonnummer (06-12345678)"),
        ("Mail jan@example.nl", "een e-mailadres (jan@example.nl)"),
        ("Jan de Vries is te laat", "een voor- en achternaam (Jan de Vries)"),
    ],
)
@pytest.mark.parametrize("field", ["label", "story"])
def test_what_looks_like_a_real_pupil_is_refused_with_what_was_found(
    meeting: Meeting, anneke: Membership, field: str, text: str, found: str
) -> None:
    story = Story(**{**STORY.__dict__, field: text})
    with pytest.raises(ValidationError) as refused:
        make_casus(meeting=meeting, story=story, today=TODAY, actor=anneke.professional.user)
    assert (refused.value.message_dict, meeting.casussen.count()) == (
        {field: [f"Dit lijkt op {found}. Haal het weg: een casus is verzonnen."]},
        0,
    )


def test_of_what_looks_like_a_name_she_can_say_that_it_is_no_pupil_and_of_a_number_not(
    meeting: Meeting, anneke: Membership
) -> None:
    club = "Hij zit op de Haarlemse Hockeyclub."
    said = {"meeting": meeting, "today": TODAY, "are_no_pupils": True, "actor": anneke.professional.user}
    with pytest.raises(ValidationError) as refused:
        make_casus(story=Story(**{**STORY.__dict__, "story": f"{club} Zijn nummer is 10000008."}), **said)
    assert refused.value.messages == [
        "Dit lijkt op een burgerservicenummer (10 … 008). Haal het weg: een casus is verzonnen."
    ]
    change = make_casus(story=Story(**{**STORY.__dict__, "story": club}), **said)
    assert ([row.story for row in meeting.casussen.all()], str(change)) == ([club], "Er is een casus bij Kennismaking.")


def test_every_text_of_a_casus_goes_through_the_guard(casus: Casus, anneke: Membership) -> None:
    actor, step = anneke.professional.user, CasusStepFactory(casus=casus)
    real = "Bel 06-12345678"
    attempts = [
        lambda: change_casus(casus=casus, story=Story(**{**STORY.__dict__, "story": real}), today=TODAY, actor=actor),
        lambda: write_perspective(casus=casus, role="CJG-coach", text=real, today=TODAY, actor=actor),
        *(
            lambda make=make, field=field: make(Step(**{**STEP.__dict__, field: real}))
            for field in ("moment", "who", "what")
            for make in (
                lambda wrong: add_step(casus=casus, step=wrong, today=TODAY, actor=actor),
                lambda wrong: change_step(row=step, step=wrong, today=TODAY, actor=actor),
            )
        ),
    ]
    for attempt in attempts:
        with pytest.raises(ValidationError, match="telefoonnummer"):
            attempt()
    assert (casus.steps.count(), casus.perspectives.count()) == (1, 0)


def test_a_name_once_a_session(casus: Casus, anneke: Membership) -> None:
    with pytest.raises(ValidationError) as refused:
        make_casus(meeting=casus.meeting, story=STORY, today=TODAY, actor=anneke.professional.user)
    assert refused.value.message_dict == {"label": ["Er is al een Casus A bij deze bijeenkomst. Kies een andere naam."]}
    assert next_label(casus.meeting) == "Casus B"
    with pytest.raises(IntegrityError), transaction.atomic():
        CasusFactory(meeting=casus.meeting)


def test_who_saves_a_story_that_changed_meanwhile_is_told(casus: Casus, anneke: Membership) -> None:
    actor, seen = anneke.professional.user, story_snapshot(casus)
    change_casus(
        casus=casus, story=Story(**{**STORY.__dict__, "label": "Casus B"}), today=TODAY, seen=seen, actor=actor
    )
    with pytest.raises(Stale) as stale:
        change_casus(casus=casus, story=STORY, today=TODAY, seen=seen, actor=actor)
    assert stale.value.differences == ["De casus: naam is nu Casus B (was Casus A)."]


def test_nothing_is_written_once_the_session_was_called_off(
    casus: Casus, anneke: Membership, ineke: Professional
) -> None:
    cancel_meeting(meeting=Meeting.objects.get(pk=casus.meeting_id), actor=ineke.user)
    with pytest.raises(Stale, match="Kennismaking is afgezegd"):
        add_step(casus=casus, step=STEP, today=TODAY, actor=anneke.professional.user)
    assert casus.steps.count() == 0


def test_planning_cannot_be_undone_from_under_a_casus(meeting: Meeting, ineke: Professional) -> None:
    CasusFactory(meeting=meeting)
    change = Change.objects.get(pk=meeting.history.first().change_id)
    with pytest.raises(CannotUndo):
        undo(change=change, actor=ineke.user)
    assert meeting.casussen.count() == 1


# Perspectives


def test_two_roles_write_at_once(casus: Casus, anneke: Membership, samira: Membership) -> None:
    seen = {role: perspective_snapshot(casus, role) for role in ("CJG-coach", "Ouders")}
    for role, actor in (("CJG-coach", samira), ("Ouders", anneke)):
        write_perspective(
            casus=casus,
            role=role,
            text=f"Zo kijkt {role}.",
            today=TODAY,
            seen=seen[role],
            actor=actor.professional.user,
        )
    assert [(row.role, row.text) for row in casus.perspectives.all()] == [
        ("CJG-coach", "Zo kijkt CJG-coach."),
        ("Ouders", "Zo kijkt Ouders."),
    ]


def test_two_people_in_one_perspective_do_not_overwrite_each_other(casus: Casus, anneke: Membership) -> None:
    actor, seen = anneke.professional.user, perspective_snapshot(casus, "Ouders")
    write_perspective(casus=casus, role="Ouders", text="Wij slapen slecht.", today=TODAY, seen=seen, actor=actor)
    with pytest.raises(Stale) as stale:
        write_perspective(casus=casus, role="Ouders", text="Iets anders.", today=TODAY, seen=seen, actor=actor)
    assert (stale.value.differences, casus.perspectives.get().text) == (
        ["Het perspectief van Ouders: tekst is nu Wij slapen slecht. (was leeg)."],
        "Wij slapen slecht.",
    )


def test_an_empty_text_takes_a_perspective_away_but_there_must_be_one(casus: Casus, anneke: Membership) -> None:
    CasusPerspectiveFactory(casus=casus, role="Ouders")
    actor = anneke.professional.user
    write_perspective(casus=casus, role="Ouders", text="", today=TODAY, actor=actor)
    assert casus.perspectives.count() == 0
    with pytest.raises(ValidationError, match="nog leeg"):
        write_perspective(casus=casus, role="Ouders", text="", today=TODAY, actor=actor)


# The time line


def moments(casus: Casus) -> list[str]:
    return list(CasusStep.objects.filter(casus=casus).values_list("moment", flat=True))


@pytest.fixture
def line(casus: Casus) -> list[CasusStep]:
    return [CasusStepFactory(casus=casus, moment=f"week {number}") for number in (1, 2, 3)]


def test_a_step_comes_at_the_end(casus: Casus, line: list[CasusStep], anneke: Membership) -> None:
    add_step(casus=casus, step=Step("na 6 weken", "CJG", "sluit af"), today=TODAY, actor=anneke.professional.user)
    assert moments(casus) == ["week 1", "week 2", "week 3", "na 6 weken"]


@pytest.mark.parametrize(("which", "steps", "order"), [(0, 1, "213"), (2, -1, "132"), (1, -1, "213")])
def test_a_step_moves_one_place(
    casus: Casus, line: list[CasusStep], anneke: Membership, which: int, steps: int, order: str
) -> None:
    move_step(row=line[which], steps=steps, actor=anneke.professional.user)
    assert moments(casus) == [f"week {number}" for number in order]


@pytest.mark.parametrize(("which", "steps", "where"), [(0, -1, "vooraan"), (2, 1, "achteraan")])
def test_a_step_that_is_first_or_last_already_stays_there(
    casus: Casus, line: list[CasusStep], anneke: Membership, which: int, steps: int, where: str
) -> None:
    with pytest.raises(Stale) as refused:
        move_step(row=line[which], steps=steps, actor=anneke.professional.user)
    assert (str(refused.value), moments(casus)) == (
        f"{line[which]} staat al {where}.",
        ["week 1", "week 2", "week 3"],
    )


def test_a_step_that_changed_meanwhile_is_not_taken_away(
    casus: Casus, line: list[CasusStep], anneke: Membership
) -> None:
    actor, seen = anneke.professional.user, step_snapshot(line[0])
    change_step(row=line[0], step=STEP, today=TODAY, seen=seen, actor=actor)
    change_step(row=line[0], step=Step("week 9", "CJG", "belt"), today=TODAY, actor=actor)
    with pytest.raises(Stale):
        remove_step(row=line[0], seen=seen, actor=actor)
    remove_step(row=line[0], seen=step_snapshot(line[0]), actor=actor)
    assert moments(casus) == ["week 2", "week 3"]


def test_a_time_line_has_an_end(casus: Casus, anneke: Membership) -> None:
    for number in range(MOST_STEPS):
        CasusStepFactory(casus=casus, position=number)
    with pytest.raises(ValidationError, match="niet meer dan 100"):
        add_step(casus=casus, step=STEP, today=TODAY, actor=anneke.professional.user)


# Away


def test_a_casus_that_somebody_wrote_in_meanwhile_is_not_taken_away(
    casus: Casus, line: list[CasusStep], anneke: Membership
) -> None:
    actor, seen = anneke.professional.user, casus_snapshot(casus)
    write_perspective(casus=casus, role="Ouders", text="Wij slapen slecht.", today=TODAY, actor=actor)
    with pytest.raises(Stale):
        remove_casus(casus=casus, seen=seen, actor=actor)
    remove_casus(casus=casus, seen=casus_snapshot(casus), actor=actor)
    assert (Casus.objects.count(), CasusStep.objects.count()) == (0, 0)


def test_nothing_of_a_casus_is_ever_in_the_trail(meeting: Meeting, anneke: Membership) -> None:
    canary, actor = "Kanariegeel", anneke.professional.user
    make_casus(meeting=meeting, story=Story(canary, CasusTheme.GEDRAG, AgeBand.YOUNG, canary), today=TODAY, actor=actor)
    row = meeting.casussen.get()
    write_perspective(casus=row, role="Ouders", text=canary, today=TODAY, actor=actor)
    add_step(casus=row, step=Step(canary, canary, canary), today=TODAY, actor=actor)
    remove_casus(casus=row, actor=actor)
    images = [value for model in tracked_models() for image in model.history.values_list() for value in image if value]
    said = list(Change.objects.values_list("summary", flat=True))
    assert [text for text in [*images, *said] if canary in str(text)] == []


# Who


def test_who_is_invited_and_sees_the_school_reads_and_writes(meeting: Meeting, ineke: Professional) -> None:
    before = can_read_casus(ineke.user, meeting, TODAY)
    invitation = InvitationFactory(meeting=meeting, professional=ineke, is_facilitator=True)
    assert (before, can_read_casus(ineke.user, meeting, TODAY), can_write_casus(ineke.user, meeting, TODAY)) == (
        False,
        True,
        True,
    )
    invitation.is_withdrawn, invitation.blocks_time = True, False
    invitation.save()
    assert not can_read_casus(ineke.user, meeting, TODAY)


def test_an_invitation_alone_opens_nothing_to_who_sees_the_school_no_more(meeting: Meeting, samira: Membership) -> None:
    user = samira.professional.user
    assert can_read_casus(user, meeting, TODAY)
    samira.ends_on = TODAY - timedelta(days=1)
    samira.save()
    assert not can_read_casus(user, meeting, TODAY)


@pytest.mark.parametrize("kind", [GrantKind.SWV, GrantKind.PROCESBEGELEIDER])
def test_a_grant_opens_no_casus_not_even_to_who_plans(meeting: Meeting, school: School, kind: GrantKind) -> None:
    assert not can_read_casus(GrantFactory(region=school.region, kind=kind).user, meeting, TODAY)


def test_the_team_of_a_closed_school_reads_but_writes_no_more(
    meeting: Meeting, school: School, samira: Membership
) -> None:
    school.closed_on = TODAY
    school.save()
    meeting.refresh_from_db()
    user = samira.professional.user
    assert (can_read_casus(user, meeting, TODAY), can_write_casus(user, meeting, TODAY)) == (True, False)


def test_a_new_member_reads_from_her_first_day(meeting: Meeting, school: School) -> None:
    row = MembershipFactory(school=school, starts_on=TODAY, professional__user=GrantFactory().user)
    user = row.professional.user
    assert [can_read_casus(user, meeting, day) for day in (TODAY - timedelta(days=1), TODAY)] == [False, True]
