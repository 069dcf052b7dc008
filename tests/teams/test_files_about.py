"""Who is erased goes out of files that wait to be read in; files without her stay."""

import pytest
from django.utils import timezone

from accounts.models import User
from schools.models import School
from teams.actions.erasure import erase_professional
from teams.models import ImportRow, Professional, TeamImport
from tests.factories import TODAY, RegionFactory, person

pytestmark = pytest.mark.django_db
HEADS = "school;voornaam;tussenvoegsel;achternaam;mail;telefoon"


@pytest.fixture
def kara(school: School) -> Professional:
    return person(school, "Kára", "van", "Kanarie", email="kara@example.nl", phone="+31612345678")


def waiting(school: School, *lines: str, name: str = "teams.csv", content: bytes | None = None) -> TeamImport:
    """A file that waits, of the region of this school."""
    written = "\r\n".join([HEADS, *lines]).encode() if content is None else content
    row: TeamImport = TeamImport.objects.create(
        region=school.region,
        asked_by=User.objects.create_user(f"{TeamImport.objects.count()}@example.nl"),
        file_name=name,
        content=written,
        starts_on=TODAY,
        moved_at=timezone.now(),
    )
    return row


def is_left(row: TeamImport) -> bool:
    return TeamImport.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "line",
    [
        "De Zeester;Kára;van;Kanarie;;",
        "De Zeester;;;Kanarie, Kara van;;",
        "De Zeester;K.;;K.;KARA@example.nl;",
        "De Zeester;K.;;K.;;06 12 34 56 78",
    ],
)
def test_a_file_that_holds_her_goes(school: School, kara: Professional, ib: User, line: str) -> None:
    row = waiting(school, "De Ark;Jan;;Nieuw;;", line)
    erase_professional(professional=kara, today=TODAY, actor=ib)
    assert not is_left(row)


@pytest.mark.parametrize(
    "line", ["De Zeester;Kara;;Vogel;;", "De Zeester;Jan;van;Kanarie;jan@example.nl;06-87654321", "Kanarie;Jan;;Kok;;"]
)
def test_a_file_without_her_stays(school: School, kara: Professional, ib: User, line: str) -> None:
    row = waiting(school, line)
    erase_professional(professional=kara, today=TODAY, actor=ib)
    assert is_left(row)


def test_her_name_in_what_was_compared_or_in_the_name_of_the_file_is_enough(
    school: School, kara: Professional, ib: User
) -> None:
    compared, named = waiting(school, content=b""), waiting(school, name="kara-van-kanarie.csv", content=b"")
    done = waiting(school, content=b"")
    values = {"first_name": "Kára", "infix": "van", "surname": "Kanarie"}
    ImportRow.objects.create(team_import=compared, position=0, line=2, values=values, verdict="new", what="nieuw")
    erase_professional(professional=kara, today=TODAY, actor=ib)
    assert [is_left(row) for row in (compared, named, done)] == [False, False, True]


def test_what_cannot_be_read_goes_and_what_another_region_reads_stays(
    school: School, kara: Professional, ib: User
) -> None:
    broken, elsewhere = waiting(school, content=b"\0\1\2"), waiting(school, "De Zeester;Kára;van;Kanarie;;")
    TeamImport.objects.filter(pk=elsewhere.pk).update(region=RegionFactory())
    erase_professional(professional=kara, today=TODAY, actor=ib)
    assert (is_left(broken), is_left(elsewhere)) == (False, True)
