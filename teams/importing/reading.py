"""What a line of a spreadsheet says, as far as it can be understood: a school, a role, a name, how she is reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from schools.models import School
from schools.phones import parse_phone
from teams import names
from teams.importing.known import Known
from teams.models import Organisation, Role
from teams.sheets.cells import Name, day_of, name_of
from teams.sheets.columns import ROLE
from teams.sheets.sheet import Line

LONGEST = {"first_name": 60, "infix": 20, "surname": 60}
NOBODY = {"", "-", "--", "?", "nvt", "n v t", "geen", "vacature", "vacant", "onbekend", "niemand", "volgt", "nnb"}


class Refused(ValueError):
    """This row cannot be used. The message says in Dutch what is wrong with it."""


@dataclass
class Said:
    """One seat as a row describes it; `doubts` are sentences about what was guessed."""

    school: School
    role: Role
    name: Name
    organisation: Organisation | None
    email: str
    phone: str
    starts_on: date
    ends_on: date | None
    says_start: bool
    says_end: bool
    doubts: list[str] = field(default_factory=list)

    @property
    def sort_key(self) -> str:
        return names.sort_key(*self.name)


def rows_of(line: Line, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """The seats that a line speaks of: one, or one for every column of a role in which somebody stands."""
    cells = dict(zip(columns, line.cells, strict=False))
    common = {name: text for name, text in cells.items() if name and not name.startswith(ROLE)}
    of_roles = {name.removeprefix(ROLE): text for name, text in cells.items() if name.startswith(ROLE)}
    if not of_roles:
        yield common
    for code, text in of_roles.items():
        if names.plain(text) not in NOBODY:
            yield {**common, "role": code, "name": text, "first_name": "", "infix": "", "surname": ""}


def understand(values: Mapping[str, str], known: Known, starts_on: date) -> Said:
    """Raises Refused for what cannot be used."""
    doubts: list[str] = []
    school = _school(values, known, doubts)
    role = _role(values, known, doubts)
    first, last = _day(values, "starts_on"), _day(values, "ends_on")
    said = Said(
        school=school,
        role=role,
        name=_name(values),
        organisation=_organisation(values, known, doubts),
        email=_email(values),
        phone=_phone(values),
        starts_on=first or (min(starts_on, last) if last else starts_on),
        ends_on=last,
        says_start=first is not None,
        says_end=last is not None,
        doubts=doubts,
    )
    if last and last < said.starts_on:
        raise Refused("De laatste dag ligt voor de eerste dag.")
    return said


def _school(values: Mapping[str, str], known: Known, doubts: list[str]) -> School:
    code, name = values.get("code", "").upper().replace(" ", ""), values.get("school", "")
    if code:
        school = known.schools.get(code) or known.schools.get(f"{code}00")
        if school is None:
            raise Refused(f"Er is geen school met code {code} in deze regio waarvan jij het kernteam mag wijzigen.")
    else:
        school = _school_by_name(name, values.get("city", ""), known, doubts)
    if school.is_closed(known.today):
        raise Refused(f"{school} is gesloten.")
    return school


def _school_by_name(name: str, city: str, known: Known, doubts: list[str]) -> School:
    if not name:
        raise Refused("Er staat geen school.")
    found = known.by_name.get(names.plain(name), [])
    if len(found) > 1 and city:
        found = [row for row in found if names.plain(row.city) == names.plain(city)]
    if len(found) > 1:
        raise Refused(f"Er zijn {len(found)} scholen die {name} heten. Zet de vestigingscode of de plaats erbij.")
    if found:
        return found[0]
    school = known.school_like(name)
    if school is None:
        raise Refused(
            f"We kennen geen school met de naam ‘{name}’ in deze regio waarvan jij het kernteam mag wijzigen."
        )
    doubts.append(f"Er staat ‘{name}’. Bedoel je {school} in {school.city}?")
    return school


def _role(values: Mapping[str, str], known: Known, doubts: list[str]) -> Role:
    text = values.get("role", "")
    if not text:
        raise Refused("Er staat geen rol.")
    if code := known.role_codes.get(names.plain(text)):
        return known.roles[code]
    role = known.role_like(text)
    if role is None:
        raise Refused(f"We kennen de rol ‘{text}’ niet.")
    doubts.append(f"Er staat ‘{text}’. Bedoel je {role}?")
    return role


def _name(values: Mapping[str, str]) -> Name:
    if surname := names.one_line(values.get("surname", "")):
        infix, surname = names.split_infix(names.one_line(values.get("infix", "")), surname)
        name = Name(names.one_line(values.get("first_name", "")), infix, surname)
    else:
        text = names.one_line(values.get("name", ""))
        if names.plain(text) in NOBODY:
            raise Refused("Er staat geen naam.")
        name = name_of(text)
    if not names.plain(name.surname):
        raise Refused("Er staat geen achternaam.")
    for field_name, most in LONGEST.items():
        if len(getattr(name, field_name)) > most:
            raise Refused(f"De naam is te lang: hooguit {most} letters.")
    return name


def _organisation(values: Mapping[str, str], known: Known, doubts: list[str]) -> Organisation | None:
    text = values.get("organisation", "")
    if not text:
        return None
    if found := known.organisations.get(names.plain(text)):
        return found
    organisation = known.organisation_like(text)
    if organisation is None:
        raise Refused(f"De organisatie ‘{text}’ is er niet in deze regio. Voeg die eerst toe bij Organisaties.")
    doubts.append(f"Er staat ‘{text}’. Bedoel je {organisation}?")
    return organisation


def _email(values: Mapping[str, str]) -> str:
    text = values.get("email", "").strip("<>; ").removeprefix("mailto:")
    try:
        if text:
            validate_email(text)
    except ValidationError as error:
        raise Refused(f"‘{text}’ is geen e-mailadres.") from error
    return text


def _phone(values: Mapping[str, str]) -> str:
    text = values.get("phone", "")
    if len(text) == 9 and text.startswith("6"):  # Excel takes the nought off
        text = f"0{text}"
    try:
        return parse_phone(text)
    except ValueError as error:
        raise Refused(f"‘{text}’ is geen telefoonnummer.") from error


def _day(values: Mapping[str, str], field_name: str) -> date | None:
    try:
        return day_of(values.get(field_name, ""))
    except ValueError as error:
        raise Refused(str(error)) from error
