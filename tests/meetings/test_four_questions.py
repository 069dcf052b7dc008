"""The four questions: what data knows, what the team says, and how many that answers."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from meetings.actions.questions import answer_question, answer_snapshot
from meetings.after.four_questions import Answered, four_questions
from meetings.enums import Question, Theme
from meetings.models import Meeting, TeamAnswer
from schools.changes import Stale
from schools.models import School
from schools.school_year import SchoolYear
from teams.enums import Ring
from teams.models import Membership, Professional, Role
from tests.factories import AgreementFactory, UserFactory, fill_required_seats, person, seat

TODAY = date(2026, 11, 22)
YEAR = SchoolYear(2026)
WHO, EXPERTISE, ROUTES, FINDING = Question


def of(school: School, question: Question) -> Answered:
    return four_questions(school, YEAR, today=TODAY).of(question)


def meter(school: School, year: SchoolYear = YEAR) -> str:
    return four_questions(school, year, today=TODAY).meter


@pytest.fixture
def actor() -> User:
    found: User = UserFactory()
    return found


def test_a_school_without_anything_answered_none(school: School) -> None:
    assert meter(school) == "0 van 4 beantwoord"


def test_who_is_answered_by_the_roster_and_half_while_a_seat_is_empty(school: School, anneke: Membership) -> None:
    found = of(school, WHO)
    assert (found.known.facts, found.is_half, found.is_answered) == (("Anneke Visser, intern begeleider",), True, False)
    assert "Leerplichtambtenaar" in found.known.missing
    fill_required_seats(school)
    assert (of(school, WHO).known.missing, of(school, WHO).is_answered) == ("", True)


def test_expertise_is_answered_once_everybody_said_hers(school: School, anneke: Membership, samira: Membership) -> None:
    Professional.objects.update(expertise="")
    Professional.objects.filter(pk=anneke.professional_id).update(expertise="verzuim")
    found = of(school, EXPERTISE)
    assert (found.known.facts, found.known.missing, found.is_answered) == (
        ("Anneke Visser: verzuim",),
        "Nog niet ingevuld door Samira Bakkali.",
        False,
    )
    Professional.objects.filter(pk=samira.professional_id).update(expertise="opvoeden")
    assert of(school, EXPERTISE).is_answered


def test_expertise_does_not_wait_for_who_is_on_call(school: School, anneke: Membership, samira: Membership) -> None:
    Professional.objects.update(expertise="")
    Professional.objects.filter(pk=anneke.professional_id).update(expertise="verzuim")
    Role.objects.filter(pk=samira.role_id).update(ring=Ring.ON_CALL)
    assert (of(school, EXPERTISE).known.missing, of(school, EXPERTISE).is_answered) == ("", True)


def test_routes_are_what_was_agreed_this_year(meeting: Meeting, school: School) -> None:
    assert not of(school, ROUTES).is_answered
    AgreementFactory(meeting=meeting, text="Bel de coach.", done_on=TODAY)
    found = of(school, ROUTES)
    assert (found.known.facts, found.known.missing, found.is_answered) == (
        ("Bel de coach. (gedaan)",),
        "Nog geen afspraak over nabijheid, beschikbaarheid en samen professionaliseren.",
        False,
    )
    for theme in Theme:
        AgreementFactory(meeting=meeting, theme=theme)
    assert (of(school, ROUTES).known.missing, of(school, ROUTES).is_answered) == ("", True)
    assert not four_questions(school, YEAR.previous, today=TODAY).of(ROUTES).is_answered


def test_keep_finding_takes_hours_and_a_next_session(
    school: School, samira: Membership, anneke: Membership, ineke: Professional, request: pytest.FixtureRequest
) -> None:
    Membership.objects.update(contact_days=0, contact_hours="")
    Membership.objects.filter(pk=samira.pk).update(contact_hours="di 9.00 uur")
    found = of(school, FINDING)
    assert (found.known.facts, found.is_answered) == (("Samira Bakkali, CJG-coach: di 9.00 uur",), False)
    meeting = request.getfixturevalue("meeting")
    found = of(school, FINDING)
    assert (found.known.facts[-1], found.is_answered) == (f"Volgende bijeenkomst: {meeting.when}", True)


def test_what_the_team_says_is_told_apart_from_what_the_data_say(
    school: School, anneke: Membership, actor: User
) -> None:
    Professional.objects.update(expertise="verzuim")
    found = four_questions(school, YEAR, today=TODAY)
    assert (found.meter, found.sources) == ("1 van 4 beantwoord", "1 uit de gegevens, 1 half")
    answer_question(school=school, year=YEAR, question=WHO, text="Wij vijven.", actor=actor)
    answer_question(school=school, year=YEAR, question=EXPERTISE, text="Van alles.", actor=actor)
    found = four_questions(school, YEAR, today=TODAY)
    assert (found.meter, found.sources) == ("2 van 4 beantwoord", "2 door het team")


def test_the_team_answers_itself_and_takes_it_back(school: School, actor: User) -> None:
    answer_question(school=school, year=YEAR, question=ROUTES, text="Via de IB’er.", actor=actor)
    assert (meter(school), meter(school, YEAR.previous)) == ("1 van 4 beantwoord", "0 van 4 beantwoord")
    answer_question(school=school, year=YEAR, question=ROUTES, text="Eerst bellen.", actor=actor)
    assert TeamAnswer.objects.get().text == "Eerst bellen."
    answer_question(school=school, year=YEAR, question=ROUTES, text="", actor=actor)
    assert meter(school) == "0 van 4 beantwoord"


def test_who_answers_what_another_answered_meanwhile_is_told(school: School, actor: User) -> None:
    seen = answer_snapshot(school, YEAR, ROUTES)
    answer_question(school=school, year=YEAR, question=ROUTES, text="Van Anneke", seen=seen, actor=actor)
    with pytest.raises(Stale):
        answer_question(school=school, year=YEAR, question=ROUTES, text="Van Samira", seen=seen, actor=actor)
    assert TeamAnswer.objects.get().text == "Van Anneke"


def test_another_school_answers_nothing_here(school: School, far: School, far_ib: Membership, actor: User) -> None:
    answer_question(school=far, year=YEAR, question=ROUTES, text="Daar", actor=actor)
    assert meter(school) == "0 van 4 beantwoord"


def test_a_year_that_went_by_shows_the_team_of_its_last_day(school: School, anneke: Membership) -> None:
    Membership.objects.filter(pk=anneke.pk).update(starts_on=date(2024, 8, 1), ends_on=date(2026, 7, 31))
    earlier = four_questions(school, YEAR.previous, today=TODAY).of(WHO)
    assert (earlier.known.facts, of(school, WHO).known.facts) == (("Anneke Visser, intern begeleider",), ())


def test_one_answer_a_year_and_only_to_a_question_that_is_one(school: School) -> None:
    TeamAnswer.objects.create(school=school, year=2026, question=WHO, text="x")
    for fields in ({"question": WHO}, {"question": "waarom"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TeamAnswer.objects.create(school=school, year=2026, text="x", **fields)


def test_the_number_of_queries_does_not_depend_on_the_team(school: School, anneke: Membership) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            four_questions(school, YEAR, today=TODAY)
        return len(found)

    few = queries()
    for number in range(6):
        seat(school, "jeugdarts", professional=person(school, f"Arts{number}", "", "Bos"))
    assert queries() == few
