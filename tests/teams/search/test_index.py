"""What the database keeps to search in follows the rows, whatever way they are written."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Model

from schools.models import School
from teams import names
from teams.models import Professional
from teams.search.candidates import holding, resembling
from teams.search.index import lay_on_sqlite
from tests.factories import OrganisationFactory, ProfessionalFactory, SchoolFactory

pytestmark = pytest.mark.django_db

Search = Callable[..., list[Model]]


def schools(word: str, search: Search = holding) -> list[str]:
    return [str(row) for row in search(School.objects.all(), [word])]


@pytest.mark.parametrize("search", [holding, resembling])
def test_a_new_school_is_found_and_one_that_goes_is_not(search: Search) -> None:
    school = SchoolFactory(name="De Zeester")
    before = schools("zeester", search)
    school.delete()
    assert (before, schools("zeester", search)) == (["De Zeester"], [])


@pytest.mark.parametrize("search", [holding, resembling])
def test_a_school_that_gets_another_name_is_found_by_that_alone(search: Search) -> None:
    school = SchoolFactory(name="De Zeester")
    school.name = "Het Ankër"
    school.save()
    assert (schools("zeester", search), schools("anker", search)) == ([], ["Het Ankër"])


@pytest.mark.parametrize("search", [holding, resembling])
def test_so_it_is_when_many_are_written_at_once(search: Search) -> None:
    school = SchoolFactory(name="De Zeester")
    School.objects.filter(pk=school.pk).update(name="De Zwaan")
    school.name, school.city = "De Kraai", "Kwakveen"
    School.objects.bulk_create([school], update_conflicts=True, unique_fields=["pk"], update_fields=["name", "city"])
    assert (schools("zwaan", search), schools("kraai", search), schools("kwakveen", search)) == (
        [],
        ["De Kraai"],
        ["De Kraai"],
    )


def test_a_person_is_found_by_her_name_in_any_order_and_after_she_changed_it() -> None:
    who = ProfessionalFactory(first_name="Ayşe", surname="Yıldız", organisation=OrganisationFactory())
    found = [str(row) for row in holding(Professional.objects.all(), ["yildiz", "ayse"])]
    who.surname = "Vermeer"
    who.save()
    assert (found, holding(Professional.objects.all(), ["yildiz"])) == (["Ayşe Yıldız"], [])


@pytest.mark.parametrize("word", ["de", "ze", "99"])
def test_two_letters_find_the_words_that_begin_so(word: str) -> None:
    SchoolFactory(name="De Zeester", establishment_code="99ZZ00", city="", district="")
    SchoolFactory(name="Anders", establishment_code="11AA11", city="", district="")
    assert schools(word) == ["De Zeester"]


@pytest.mark.parametrize(
    "name", ["De Zeester", "Élan ÇĞİ", "'t Duin-roosje", "ŁÓDŹ Øre", "straße", "a_b%c", "<script>", "De “Bron”"]
)
def test_the_database_makes_a_text_plain_as_we_do(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT teams_plain(%s)", [name])
        assert " ".join(cursor.fetchone()[0].split()) == names.plain(name)


def test_an_index_whose_triggers_are_gone_is_made_anew() -> None:
    """Django drops the triggers of a table that it alters; PostgreSQL's index goes nowhere."""
    SchoolFactory(name="De Zeester")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for event in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER trigrams_schools_school_{event}")
        SchoolFactory(name="De Zwaan")
        lay_on_sqlite(using="default")
    else:
        SchoolFactory(name="De Zwaan")
    assert (schools("zwaan"), schools("zeester")) == (["De Zwaan"], ["De Zeester"])
