"""Circle and list say the same, because both come from the same roster."""

from collections.abc import Collection
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from pytest_django import Settings

from schools.models import School
from teams.circle.team import Place, Ring, Team
from teams.enums import OrganisationKind
from teams.models import Membership
from teams.picture import circle_team
from teams.roster import Roster, roster_on
from tests.factories import TODAY, OrganisationFactory, SchoolFactory, StandInFactory, fill_required_seats, person, seat

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory(name="De Zeester")
    return row


def circle(school: School, day: date = TODAY, *, fillable: Collection[int] = ()) -> Team:
    return circle_team(roster_on(school, day, today=TODAY), fillable=fillable)


def place_of(membership: Membership, day: date = TODAY) -> Place:
    found = circle(membership.school, day).places
    return next(each for each in found if each.name == str(membership.professional))


def listed(roster: Roster) -> tuple[list[str], list[tuple[str, bool]]]:
    """Names, and empty seats with whether they must be filled, as the list says them."""
    names = [str(member.membership.professional) for each in roster.seats for member in each.members]
    names += [str(row.professional) for each in roster.seats for row in each.planned]
    return sorted(names), sorted((each.name, each.is_missing) for each in roster.seats if each.is_vacant)


def drawn(team: Team) -> tuple[list[str], list[tuple[str, bool]]]:
    """Names, and empty seats with whether they must be filled, as the circle says them."""
    names = sorted(place.name for place in team.places if not place.is_vacant)
    return names, sorted((place.role, not place.is_wished) for place in team.places if place.is_vacant)


def test_circle_and_list_name_the_same_people_and_the_same_vacancies(school: School) -> None:
    seat(school, "cjg-coach", professional=person(school, "Samira", "", "Bakkali"))
    seat(school, "cjg-coach", professional=person(school, "Tom", "de", "Vries"), starts_on=date(2027, 1, 1))
    seat(school, "jeugdarts", professional=person(school, "Oud", "", "Lid"), ends_on=date(2026, 9, 30))
    assert drawn(circle(school)) == listed(roster_on(school, TODAY, today=TODAY))
    assert drawn(circle(school)) == (
        ["Samira Bakkali", "Tom de Vries"],
        [
            ("Consulent passend onderwijs", False),
            ("Directeur", True),
            ("Intern begeleider", True),
            ("Jeugdarts en/of jeugdverpleegkundige", True),
            ("Leerplichtambtenaar", True),
        ],
    )


def test_circle_and_list_say_the_same_for_every_school_of_the_demo_last_year_now_and_next_year(
    settings: Settings,
) -> None:
    settings.DEMO = True
    call_command("demo", "--today", TODAY.isoformat())
    days = (date(2025, 10, 1), TODAY, date(2027, 9, 1))
    rosters = [roster_on(school, day, today=TODAY) for school in School.objects.all() for day in days]
    assert [drawn(circle_team(roster, fillable=())) for roster in rosters] == [listed(roster) for roster in rosters]


def test_the_school_in_the_middle_with_its_score(school: School) -> None:
    seat(school, "cjg-coach")
    team = circle(school)
    assert (team.school, team.subtitle, team.score) == ("De Zeester", "basisschool", "1 van 5 rollen")


def test_a_school_without_agreed_seats_has_no_score() -> None:
    assert circle(SchoolFactory(region=None)).score == ""


def test_every_place_has_a_key_of_its_own(school: School) -> None:
    fill_required_seats(school)
    seat(school, "cjg-coach", starts_on=date(2027, 1, 1))
    seat(school, "cjg-coach")
    keys = [place.key for place in circle(school).places]
    assert len(set(keys)) == len(keys)


def test_ib_and_directeur_are_drawn_in_the_school(school: School) -> None:
    fill_required_seats(school)
    inside = [place.role for place in circle(school).places if place.ring == Ring.IN_SCHOOL]
    assert inside == ["intern begeleider", "directeur"]


def test_a_place_links_to_the_person(school: School) -> None:
    membership = seat(school, "cjg-coach")
    assert place_of(membership).url == reverse("teams:person", args=[membership.professional_id])


def test_an_empty_place_links_to_filling_it_for_who_may(school: School) -> None:
    template = next(each.template for each in roster_on(school, TODAY, today=TODAY).seats if each.name == "CJG-coach")
    assert template is not None
    urls = [
        next(place.url for place in circle(school, fillable=fillable).places if place.role == "CJG-coach")
        for fillable in ([template.pk], [])
    ]
    assert urls == [reverse("teams:fill_seat", args=[school.establishment_code, template.pk]), ""]


def test_days_are_those_at_this_school_or_else_her_working_week_or_else_unknown(school: School) -> None:
    at_school = seat(school, "cjg-coach", contact_days=2, professional__half_days=1)
    at_work = seat(school, "jeugdarts", professional__half_days=1)
    unknown = seat(school, "leerplichtambtenaar")
    monday, tuesday = (True, False, False, False, False), (False, True, False, False, False)
    assert [place_of(row).days for row in (at_school, at_work, unknown)] == [tuesday, monday, None]


def test_new_planned_faded_first_contact_and_stand_in_are_marked(school: School) -> None:
    fresh = seat(school, "cjg-coach", starts_on=TODAY, professional__confirmed_on=TODAY, is_first_contact=True)
    planned = seat(school, "jeugdarts", starts_on=date(2027, 1, 1))
    old = seat(school, "leerplichtambtenaar", starts_on=date(2024, 8, 1))
    StandInFactory(membership=old, professional=person(school, "Tom", "de", "Vries"))
    marks = [
        (place.is_new, place.is_planned, place.is_faded, place.is_first_contact, place.stand_in)
        for place in (place_of(row) for row in (fresh, planned, old))
    ]
    assert marks == [
        (True, False, False, True, ""),
        (False, True, False, False, ""),
        (False, False, True, False, "Tom de Vries"),
    ]


def test_the_rim_says_the_organisation_that_serves_a_domain_or_else_the_domain(school: School) -> None:
    OrganisationFactory(region=school.region, name="GGD Duinstreek", kind=OrganisationKind.GGD)
    labels = {sector.domain: sector.label for sector in circle(school).sectors}
    assert (labels["gezondheid"], labels["leerplicht"], labels["extern"]) == (
        "GGD Duinstreek",
        "Leerplicht",
        "Op afroep",
    )
