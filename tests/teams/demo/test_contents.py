"""What the demo holds once it is written: schools, people, seats, accounts, and a second region apart."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Count, Q

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Board, Grant, Municipality, Region, School
from schools.phones import parse_phone
from teams import defaults
from teams.demo import accounts, oosterveen, places
from teams.demo.accounts import DEMO_ACCOUNTS
from teams.demo.days import DemoDays
from teams.enums import Need, PlanStage
from teams.models import Membership, Organisation, PlannedMember, Professional, SeatTemplate, StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = date(2026, 11, 22)
SEASONS = [date(2026, 8, 1), date(2026, 12, 31), date(2027, 2, 28), date(2027, 7, 31), date(2028, 2, 29)]


def lay(day: date = DAY, *options: str) -> None:
    call_command("demo", "--today", day.isoformat(), *options)


def region() -> Region:
    return Region.objects.get(name=places.NAME)


def account(email: str) -> User:
    return User.objects.get(email=email)


def vacancies(day: date) -> list[tuple[School, SeatTemplate]]:
    """Required seats that nobody fills."""
    filled = set(Membership.objects.on(day).values_list("school", "role"))
    templates = SeatTemplate.objects.filter(region=region(), need=Need.REQUIRED).prefetch_related("roles")
    return [
        (school, template)
        for school in School.objects.filter(region=region())
        for template in templates
        if template.sector == school.sector and not any((school.pk, role.pk) in filled for role in template.roles.all())
    ]


def test_sixty_one_schools_of_five_sectors_in_four_municipalities() -> None:
    lay()
    schools = School.objects.filter(region=region())
    assert Counter(schools.values_list("sector", flat=True)) == {"BO": 48, "SBO": 4, "SO": 3, "VSO": 1, "VO": 5}
    assert Counter(schools.values_list("municipality__name", flat=True)) == {
        "Duinveen": 30,
        "Zandermeer": 14,
        "Helmbroek": 9,
        "Noorderstrand": 8,
    }
    assert set(region().municipalities.all()) == set(Municipality.objects.filter(schools__in=schools))
    assert Board.objects.filter(schools__in=schools).distinct().count() == 4


def test_every_school_passes_validation_and_none_can_exist() -> None:
    lay()
    for school in School.objects.all():
        school.full_clean()
    assert not School.objects.exclude(establishment_code__startswith="99").exists()
    assert not School.objects.exclude(Q(website="") | Q(website__endswith=".example.nl")).exists()


def test_names_show_what_names_can_be() -> None:
    lay()
    names = set(School.objects.values_list("name", flat=True))
    assert {"'t Duinroosje", "Het Skûtsje", "De Ruïnetuin"} <= names
    assert max(map(len, names)) == 62
    surnames = Professional.objects.values_list("infix", "surname")
    assert {("van den", "Heuvel"), ("'t", "Hooft"), ("el", "Idrissi"), ("", "Brouwer-van Leeuwen")} <= set(surnames)


def test_six_partner_organisations_and_the_schools() -> None:
    lay()
    kinds = Organisation.objects.filter(region=region()).values_list("kind", flat=True)
    assert sorted(kinds) == ["cjg", "extern", "ggd", "leerplicht", "school", "swv", "welzijn"]


def test_ninety_five_professionals_none_twice() -> None:
    lay()
    people = Professional.objects.filter(organisation__region=region())
    assert people.count() == 96
    assert len(set(people.values_list("sort_key", flat=True))) == 96


def test_phones_and_addresses_are_valid_and_invented() -> None:
    lay()
    phones = [*Professional.objects.values_list("phone", flat=True), *School.objects.values_list("phone", flat=True)]
    assert [phone for phone in phones if parse_phone(phone) != phone] == []
    emails = [*Professional.objects.values_list("email", flat=True), *User.objects.values_list("email", flat=True)]
    assert [email for email in emails if email and not email.endswith("@example.nl")] == []
    given = [email for email in Professional.objects.values_list("email", flat=True) if email]
    assert len(given) == len(set(given))


def test_people_pass_validation() -> None:
    lay()
    for who in Professional.objects.all():
        who.full_clean()
        assert who.sort_key != ""


@pytest.mark.parametrize("day", [date(2028, 2, 29)])
def test_seats_and_stand_ins_pass_validation(day: date) -> None:
    lay(day)
    for row in [*Membership.objects.all(), *StandIn.objects.all()]:
        row.full_clean()


@pytest.mark.parametrize("day", SEASONS)
def test_vacancies_lie_mostly_at_leerplicht_and_the_ggd(day: date) -> None:
    lay(day)
    assert Counter(template.name for _, template in vacancies(day)) == {
        "Leerplichtambtenaar": 9,
        "Jeugdarts en/of jeugdverpleegkundige": 4,
        "CJG-coach": 1,
        "Consulent passend onderwijs": 1,
        "Directeur": 1,
    }


def test_two_vacancies_were_never_filled() -> None:
    lay()
    never = [
        template.name
        for school, template in vacancies(DAY)
        if not school.memberships.filter(role__in=template.roles.all()).exists()
    ]
    assert sorted(never) == ["Jeugdarts en/of jeugdverpleegkundige", "Leerplichtambtenaar"]


def test_the_school_of_the_ib_is_complete_but_for_leerplicht() -> None:
    lay()
    school = School.objects.get(name="De Zeester")
    seats = Membership.objects.on(DAY).filter(school=school)
    assert Counter(seats.values_list("role__code", flat=True)) == {
        defaults.INTERN_BEGELEIDER: 1,
        defaults.DIRECTEUR: 1,
        defaults.CJG_COACH: 1,
        defaults.SCHOOLMAATSCHAPPELIJK_WERKER: 1,
        defaults.JEUGDARTS: 1,
        defaults.JEUGDVERPLEEGKUNDIGE: 1,
        defaults.CONSULENT: 1,
        defaults.VEILIG_THUIS: 1,
        defaults.WIJKAGENT: 1,
    }
    left = school.memberships.get(role__code=defaults.LEERPLICHTAMBTENAAR)
    assert left.ends_on == date(2026, 10, 12)


def test_the_school_of_the_ib_has_a_wish_and_somebody_who_was_asked() -> None:
    lay()
    rows = PlannedMember.objects.select_related("school", "role", "professional")
    assert [(str(row.school), row.role.code, str(row.professional), row.starts_on, row.stage) for row in rows] == [
        ("De Zeester", "leerplichtambtenaar", "Rik Schipper", date(2027, 8, 1), PlanStage.ASKED),
        ("De Zeester", "cjg-coach", "Tom de Vries", date(2027, 8, 1), PlanStage.WISH),
    ]


def test_the_ib_has_one_school_and_the_directeur_three() -> None:
    lay()

    def at(email: str) -> set[str]:
        seats = Membership.objects.on(DAY).filter(professional=account(email).professional)
        return set(seats.values_list("school__name", flat=True))

    assert at(accounts.IB.email) == {"De Zeester"}
    assert at(accounts.DIRECTEUR.email) == {"De Zeester", "De Schelpenvisser", "De Vloedlijn"}
    assert "De Zeester" in at(accounts.SWV.email)
    assert at(accounts.PROCESBEGELEIDER.email) == set()


def test_the_accounts_that_are_offered_exist_and_are_what_they_say() -> None:
    lay()
    assert [who.email.partition("@")[0] for who in DEMO_ACCOUNTS] == [
        "ib",
        "directeur",
        "cjg",
        "teamleider",
        "procesbegeleider",
        "swv",
        "beheerder",
    ]
    for offered in DEMO_ACCOUNTS[:-1]:
        assert str(account(offered.email).professional) == offered.title
    assert not User.objects.exclude(password__startswith="!").exists()


@pytest.mark.parametrize("day", [DAY, date(2026, 8, 1)])
def test_grants_since_two_school_years_ago(day: date) -> None:
    lay(day)
    found = Grant.objects.values_list("user__email", "kind", "region__name", "starts_on", "ends_on")
    begin = DemoDays(day).begin
    assert set(found) == {
        (accounts.PROCESBEGELEIDER.email, GrantKind.PROCESBEGELEIDER, places.NAME, begin, None),
        (accounts.SWV.email, GrantKind.SWV, places.NAME, begin, None),
        (accounts.BEHEERDER.email, GrantKind.BEHEERDER, None, begin, None),
    }


def test_where_two_share_a_role_one_is_the_first_contact() -> None:
    lay()
    shared = (
        Membership.objects.on(DAY)
        .values("school", "role")
        .annotate(held=Count("pk"), first=Count("pk", filter=Q(is_first_contact=True)))
    )
    assert Counter((row["held"], row["first"]) for row in shared if row["held"] > 1) == {(2, 1): 4}


def test_nobody_of_the_second_region_has_anything_in_the_first() -> None:
    lay()
    other = Region.objects.get(name=oosterveen.NAME)
    assert other.schools.count() == 3
    strangers = Professional.objects.filter(organisation__region=other)
    assert strangers.count() == 8
    assert not Membership.objects.filter(professional__in=strangers).exclude(school__region=other).exists()
    assert not Membership.objects.filter(school__region=other).exclude(professional__in=strangers).exists()
    assert not StandIn.objects.filter(professional__in=strangers).exists()
    assert not set(other.municipalities.all()) & set(region().municipalities.all())
    assert account(accounts.IB_OOSTERVEEN).professional.organisation.region == other
    assert accounts.IB_OOSTERVEEN not in {offered.email for offered in DEMO_ACCOUNTS}
