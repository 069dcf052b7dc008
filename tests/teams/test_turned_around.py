"""The circle turned around: a professional with her schools, an organisation with its people."""

from datetime import date

import pytest

from schools.models import School
from teams.career import career_of
from teams.circle.layout import draw
from teams.models import Membership, Professional
from teams.picture import organisation_team, person_team
from teams.workforce import Worker, workforce_of
from tests.factories import TODAY, OrganisationFactory, SchoolFactory, UserFactory, person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_schools(school: School, samira: Membership) -> Membership:
    """Samira is also at De Buur, and was at De Verre."""
    for name, dates in (("De Buur", {}), ("De Verre", {"starts_on": date(2024, 8, 1), "ends_on": date(2025, 7, 31)})):
        other = SchoolFactory(name=name, region=school.region, establishment_code=f"98{name[3:5].upper()}00")
        seat(other, "cjg-coach", professional=samira.professional, **dates)
    return samira


def test_her_schools_of_today_lie_around_her_with_her_role_and_days(school: School, two_schools: Membership) -> None:
    ib = UserFactory()
    seat(school, "intern-begeleider", user=ib)
    me = two_schools.professional
    me.user = UserFactory()
    me.save()
    team = person_team(me, career_of(me, me.user, TODAY).now)
    assert team is not None
    assert (team.school, team.score) == ("Samira Bakkali", "2 scholen")
    assert [(place.name, place.role, place.days) for place in team.places] == [
        ("De Buur", "CJG-coach", None),
        ("De Zeester", "CJG-coach", (False, True, False, False, False)),
    ]
    assert draw(team).description.startswith("Samira Bakkali heeft 2 plekken in een kernteam.")


def test_who_looks_gets_a_link_to_the_schools_that_she_sees_only(school: School, two_schools: Membership) -> None:
    ib = UserFactory()
    seat(school, "intern-begeleider", user=ib)
    team = person_team(two_schools.professional, career_of(two_schools.professional, ib, TODAY).now)
    assert team is not None
    assert [(place.name, bool(place.url)) for place in team.places] == [("De Zeester", True)]


def test_the_people_of_an_organisation_lie_around_it_with_how_many_schools_each_has(
    school: School, samira: Membership
) -> None:
    cjg = OrganisationFactory(region=school.region, name="CJG Duinveen")
    Professional.objects.update(organisation=cjg)
    person(school, "Tom", "de", "Vries", organisation=cjg)
    team = organisation_team(cjg, workforce_of(cjg, TODAY).workers)
    assert team is not None
    assert (team.school, team.subtitle, team.score) == ("CJG Duinveen", "CJG", "1 mens")
    assert [(place.name, place.role) for place in team.places] == [
        ("Samira Bakkali", "1 school"),
    ]
    assert draw(team).title == "De mensen van CJG Duinveen"


def test_a_picture_turned_around_speaks_of_no_vacancies(school: School, samira: Membership) -> None:
    owner = UserFactory()
    seat(school, "intern-begeleider", user=owner)
    team = person_team(samira.professional, career_of(samira.professional, owner, TODAY).now)
    assert team is not None
    assert "acature" not in draw(team).description


@pytest.mark.parametrize(("number", "is_drawn"), [(0, False), (40, True), (41, False)])
def test_more_than_a_circle_holds_is_left_to_the_list(samira: Membership, number: int, is_drawn: bool) -> None:
    samira.is_visible = True  # type: ignore[attr-defined]
    assert (person_team(samira.professional, [samira] * number) is not None) == is_drawn
    worker = Worker(samira.professional, (samira,), comes_at=0, is_faded=False)
    assert (organisation_team(samira.professional.organisation, [worker] * number) is not None) == is_drawn
