"""/regios/<id>/inlezen/: a spreadsheet with teams, from the file to the change and back."""

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kernteam import uploads
from schools.models import Region, School
from teams.enums import ImportState
from teams.importing import steps
from teams.models import Membership, Organisation, TeamImport
from tests.pages import all_words, errors, messages, page
from tests.teams.importing.corpus import csv

FILE = csv("De Zeester;;directeur;Floor van den Berg;", "De Zesster;;directeur;Jan Nieuw;", "Nergens;;IB;Jan Nieuw;")
EVERYBODY = ("client", "outsider", "reader", "editor", "far_swv", "part", "guide", "swv", "beheerder")


@pytest.fixture(autouse=True)
def _staff(region: Region, school: School) -> None:
    Organisation.objects.create(region=region, name="Scholen", kind="school")


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/inlezen/"


def send(client: Client, url: str, content: bytes = FILE, name: str = "teams.csv") -> Any:
    return client.post(url, {"bestand": SimpleUploadedFile(name, content)})


def compared(client: Client, url: str, content: bytes = FILE) -> str:
    """The address of a file that was compared with what is known."""
    address = str(send(client, url, content).url)
    fields = ("school", "city", "role", "name", "email")
    client.post(
        address, {"doe": "kolommen", "starts_on": "2026-11-22"} | {f"kolom_{n}": f for n, f in enumerate(fields)}
    )
    return address


def test_who_may_choose_a_file(request: pytest.FixtureRequest, url: str) -> None:
    found = {who: request.getfixturevalue(who).get(url).status_code for who in EVERYBODY}
    may = dict.fromkeys(("part", "guide", "beheerder"), 200)
    assert found == {
        "client": 302,
        "swv": 403,
        **dict.fromkeys(("outsider", "reader", "editor", "far_swv"), 404),
        **may,
    }


def test_of_another_file_of_the_region_only_who_changes_all_of_it_knows(part: Client, guide: Client, url: str) -> None:
    of_guide, of_part = str(send(guide, url).url), str(send(part, url).url)
    seen = [(who.get(of_guide).status_code, who.get(of_part).status_code) for who in (part, guide)]
    assert seen == [(404, 200), (200, 200)]
    assert len(page(part.get(url)).xpath("//ul[@class='rows']//a")) == 1


def test_the_columns_are_guessed_and_shown_with_what_is_in_them(guide: Client, url: str) -> None:
    tree = page(guide.get(str(send(guide, url).url)))
    assert tree.xpath("//select//option[@selected]/@value") == ["school", "city", "role", "name", "email"]
    assert "Bijvoorbeeld: De Zeester, De Zesster, Nergens" in all_words(
        tree, "//*[starts-with(text(), 'Bijvoorbeeld')]"
    )


def test_without_a_school_or_a_name_it_says_what_to_choose(guide: Client, url: str) -> None:
    address = str(send(guide, url).url)
    answer = guide.post(
        address, {"doe": "kolommen", "starts_on": "2026-11-22", **{f"kolom_{n}": "geen" for n in range(5)}}
    )
    assert errors(answer) == [
        "Kies in welke kolom de school staat: de vestigingscode of de naam.",
        "Kies in welke kolom de rol staat, of kies voor elke rol een eigen kolom.",
        "Kies in welke kolom de naam staat: de hele naam of de achternaam.",
    ]


def test_every_row_says_what_would_happen(guide: Client, url: str) -> None:
    tree = page(guide.get(compared(guide, url)))
    assert all_words(tree, "//ul[contains(@class, 'import-rows')]//span[contains(@class, 'chip')]") == [
        "nieuw",
        "twijfel",
        "geweigerd",
    ]
    assert tree.xpath("//input[@name='kies']/@value") == ["0", "1"]
    assert tree.xpath("//input[@name='kies'][@checked]/@value") == ["0"]
    assert Membership.objects.filter(role__code="directeur").count() == 0


def test_only_a_kind_of_rows(guide: Client, url: str) -> None:
    tree = page(guide.get(f"{compared(guide, url)}?soort=refused"))
    assert len(tree.xpath("//ul[contains(@class, 'import-rows')]/li")) == 1


def test_what_is_chosen_is_taken_over_and_can_be_undone(guide: Client, url: str) -> None:
    address = compared(guide, url)
    guide.post(address, {"doe": "inlezen", "getoond": ["0", "1"], "kies": ["0"]})
    names = [str(row.professional) for row in Membership.objects.filter(role__code="directeur")]
    assert (names, TeamImport.objects.get().state) == (["Floor van den Berg"], ImportState.DONE)
    guide.post(address, {"doe": "ongedaan"})
    assert (Membership.objects.filter(role__code="directeur").count(), TeamImport.objects.get().state) == (
        0,
        ImportState.UNDONE,
    )


def test_without_a_chosen_row_nothing_begins(guide: Client, url: str) -> None:
    answer = guide.post(compared(guide, url), {"doe": "inlezen", "getoond": ["0", "1"]}, follow=True)
    assert "Kies eerst minstens één regel." in answer.content.decode()


@pytest.mark.parametrize("doe", ["", "anders", "\x00"])
def test_a_button_that_is_not_there_does_nothing(guide: Client, url: str, doe: str) -> None:
    assert guide.post(compared(guide, url), {"doe": doe}).status_code == 400


@pytest.mark.parametrize("numbers", [["-1"], ["9" * 30], ["x"], ["٣"], ["999999"], ["2"]])
def test_rows_that_cannot_be_chosen_are_not(guide: Client, url: str, numbers: list[str]) -> None:
    address = compared(guide, url)
    guide.post(address, {"doe": "kies", "getoond": numbers, "kies": numbers})
    assert list(TeamImport.objects.get().rows.filter(is_chosen=True).values_list("position", flat=True)) == [0]


def test_a_file_is_thrown_away(guide: Client, url: str) -> None:
    guide.post(compared(guide, url), {"doe": "weg"})
    assert TeamImport.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "leeg.csv", "Dit bestand is leeg."),
        (b"%PDF-1.7", "teams.xlsx", "Dit is geen spreadsheet. Kies een Excel-bestand (.xlsx) of een csv-bestand."),
        (b"a;b\n", "teams.csv", "Onder de namen van de kolommen staat niets."),
        (b"x" * 10_200_000, "groot.csv", "Dit bestand is groter dan 10 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    guide: Client, url: str, content: bytes, name: str, said: str
) -> None:
    answer = send(guide, url, content, name)
    assert (errors(answer)[0].startswith(f"Bestand: {said}"), TeamImport.objects.count()) == (True, 0)


def test_a_file_of_a_hundred_megabytes_is_let_go_by(guide: Client, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As much smaller as the limit, so that this test is quick."""
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    answer = send(guide, url, b"school;rol;naam\n" + b"x" * 2000)
    assert (errors(answer), TeamImport.objects.count()) == (["Bestand: Kies een bestand."], 0)


def test_names_that_could_do_harm_are_shown_as_they_are(guide: Client, url: str) -> None:
    content = csv("<script>x</script>;;IB;=cmd();", head="School;Plaats;Rol;Naam;E-mail")
    body = guide.get(compared(guide, url, content)).content.decode()
    assert ("<script>x" in body, "&lt;script&gt;x" in body) == (False, True)


def test_the_example_can_be_filled_in_and_read(guide: Client, url: str, school: School) -> None:
    Organisation.objects.create(region=school.region, name="=HYPERLINK(1)", kind="extern")
    answer = guide.get(f"{url}voorbeeld.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    book.active.append([school.establishment_code, "", "", "IB", "Loes", "", "Nieuw"])
    content = io.BytesIO()
    book.save(content)
    address = str(send(guide, url, content.getvalue(), "ingevuld.xlsx").url)
    chosen = page(guide.get(address)).xpath("//select//option[@selected]/@value")
    assert "geen" not in chosen
    formulas = [row[0].value for row in book["Uitleg"] if row[0].data_type == "f"]
    assert formulas == []


def test_the_number_of_queries_does_not_grow_with_the_rows(guide: Client, url: str) -> None:
    def queries(rows: int) -> int:
        address = compared(guide, url, csv(*["De Zeester;;directeur;Floor van den Berg;"] * rows))
        with CaptureQueriesContext(connection) as captured:
            guide.get(address)
        return len(captured)

    assert queries(2) == queries(90)


def test_from_the_logbook_the_worker_undoes_it(
    guide: Client, url: str, region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = compared(guide, url)
    guide.post(address, {"doe": "inlezen", "getoond": ["0", "1"], "kies": ["0"]})
    row = TeamImport.objects.get()
    handed_over: list[int] = []
    worker = SimpleNamespace(enqueue=lambda pk, *_: handed_over.append(pk))
    monkeypatch.setattr(steps, "take_back", worker)
    answer = guide.post(f"/wijzigingen/{row.change_id}/terugdraaien/", {"terug": f"/regios/{region.pk}/logboek/"})
    assert (answer.url, messages(guide.get(url))) == (  # type: ignore[attr-defined]
        f"/regios/{region.pk}/logboek/",
        ["Dit wordt teruggedraaid. Bij veel regels duurt dat even: ververs deze bladzijde."],
    )
    row.refresh_from_db()
    assert (handed_over, row.state, Membership.objects.filter(role__code="directeur").count()) == (
        [row.pk],
        ImportState.UNDOING,
        1,
    )
