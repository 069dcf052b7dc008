"""Bringing a file in, step by step, as the pages and the worker do."""

import io
from datetime import date

from django.utils import timezone

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Region
from teams.enums import ImportState
from teams.importing import steps
from teams.models import ImportRow, TeamImport
from teams.sheets.refusal import SheetRefused
from tests.factories import (
    GrantFactory,
    MunicipalityFactory,
    OrganisationFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)
from tests.teams.importing.corpus import Case

TODAY = date(2026, 11, 22)


def lay_region() -> Region:
    """A region with a few schools and people."""
    town = MunicipalityFactory(name="Duinveen")
    zeester = SchoolFactory(name="De Zeester", establishment_code="99AA00", city="Duinveen", municipality=town)
    region: Region = zeester.region
    for code, name, city, closed in (
        ("99AB00", "De Ark", "Duinveen", None),
        ("99AC00", "De Ark", "Zandermeer", None),
        ("99AD00", "Het Slot", "Duinveen", date(2024, 8, 1)),
    ):
        SchoolFactory(name=name, establishment_code=code, city=city, closed_on=closed, municipality=town, region=region)
    SchoolFactory(name="De Kanarie", establishment_code="99ZZ00")
    staff = OrganisationFactory(region=region, name="Scholen Duinveen", kind="school")
    anneke = person(zeester, "Anneke", "", "Visser", email="anneke@example.nl", organisation=staff)
    seat(zeester, "intern-begeleider", professional=anneke, starts_on=date(2024, 8, 1))
    OrganisationFactory(region=region, name="CJG Duinveen", kind="cjg")
    ggd = OrganisationFactory(region=region, name="GGD Duinveen", kind="ggd")
    for _ in range(2):
        person(zeester, "Jan", "", "Dubbel", organisation=ggd)
    return region


def lay_guide(region: Region) -> User:
    """Who changes all its teams."""
    user: User = UserFactory(email="guide@example.nl")
    GrantFactory(user=user, kind=GrantKind.PROCESBEGELEIDER, region=region, starts_on=date(2024, 8, 1))
    return user


def take(content: bytes, region: Region, actor: User) -> TeamImport:
    """The file, compared with what is known."""
    row = steps.take_file(
        region=region, file=io.BytesIO(content), name="teams.csv", today=TODAY, now=timezone.now(), actor=actor
    )
    steps.compare(team_import=row, columns=row.columns, starts_on=TODAY, now=timezone.now())
    row.refresh_from_db()
    steps.check.call(row.pk, row.attempt)  # where no worker did so yet
    row.refresh_from_db()
    return row


def carry_out(row: TeamImport, actor: User, *, all_rows: bool = False) -> TeamImport:
    """Take over what is chosen, or also what is doubtful."""
    if all_rows:
        steps.choose_all(team_import=row, verdict="doubtful", are_chosen=True)
    steps.start_taking_over(team_import=row, actor=actor, now=timezone.now())
    row.refresh_from_db()
    return row


def verdicts(row: TeamImport) -> list[tuple[int, str]]:
    return [(each.line, each.verdict) for each in row.rows.all()]


def only(row: TeamImport) -> ImportRow:
    return row.rows.get()


def outcome(case: Case, region: Region, actor: User) -> tuple[tuple[tuple[int, str], ...], str, int | None]:
    """What becomes of a file: the verdict of each line, or the sentence that refuses it and the line of that."""
    before = TeamImport.objects.count()
    try:
        row = take(case.content, region, actor)
    except SheetRefused as refused:
        assert TeamImport.objects.count() == before  # nothing is kept of it
        return (), str(refused), refused.line
    assert row.state in {ImportState.READY, ImportState.FAILED}
    return tuple(verdicts(row)), row.trouble, None
