"""What would become of every row: new, changed, the same, doubtful or refused, and why. Nothing is written here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from teams.dutch import day_text
from teams.enums import RowVerdict
from teams.importing.known import Known
from teams.importing.reading import Refused, Said, understand
from teams.models import Membership, Organisation, Professional
from teams.models.professional import default_phone_visibility

Contact = Mapping[str, str]
MEANT = "Kies je deze regel, dan is dat wie je bedoelt"


@dataclass(frozen=True)
class Deed:
    """What is to be written for one row: somebody gets a seat (after somebody else), or what is known is set right."""

    person: Professional
    contact: Contact
    seat: Membership | None = None
    follows: Membership | None = None
    corrected: Membership | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Judged:
    verdict: RowVerdict
    what: str
    deed: Deed | None = None


def judge(rows: Iterable[Mapping[str, str]], known: Known, starts_on: date) -> Iterator[Judged]:
    """The rows in order. All of them are read first, for who else they name at a seat makes a difference."""
    read: list[Said | str] = []
    for values in rows:
        try:
            read.append(understand(values, known, starts_on))
        except Refused as refused:
            read.append(str(refused))
    bench = _Bench(known, [said for said in read if isinstance(said, Said)])
    for said in read:
        yield bench.judge(said) if isinstance(said, Said) else Judged(RowVerdict.REFUSED, said)


class _Bench:
    """Judges row after row, and remembers who and what came before."""

    def __init__(self, known: Known, everything: list[Said]) -> None:
        self.known = known
        self.named: dict[tuple[int, int], set[str]] = defaultdict(set)
        for said in everything:
            self.named[said.school.pk, said.role.pk].add(said.sort_key)
        self.new_people: dict[str, list[Professional]] = defaultdict(list)
        self.seated: set[tuple[int, int, int]] = set()

    def judge(self, said: Said) -> Judged:
        try:
            person, is_new = self._person(said)
            judged = self._seat(said, person, is_new)
        except Refused as refused:
            return Judged(RowVerdict.REFUSED, str(refused))
        if said.doubts and judged.verdict != RowVerdict.SAME:
            return Judged(RowVerdict.DOUBTFUL, " ".join([*said.doubts, judged.what]), judged.deed)
        return judged

    def _person(self, said: Said) -> tuple[Professional, bool]:
        """Who this is: somebody known, by address or by name, somebody of a row before, or somebody new."""
        known = self._by_email(said) or self._by_name(said)
        if known is not None:
            return known, False
        for each in self.new_people[said.sort_key]:
            is_other = said.email and each.email and said.email.lower() != each.email.lower()
            is_elsewhere = said.organisation and each.organisation != said.organisation
            if not is_other and not is_elsewhere:
                self._complete(each, said)
                return each, True
        return self._new(said), True

    def _by_email(self, said: Said) -> Professional | None:
        found = self.known.by_email.get(said.email.lower(), []) if said.email else []
        if len(found) == 1 and found[0].sort_key != said.sort_key:
            said.doubts.append(
                f"Het adres {said.email} is van {found[0]}. Kies je deze regel, dan is dat wie je bedoelt."
            )
        if len(found) > 1:
            found = [each for each in found if each.sort_key == said.sort_key]
        return found[0] if len(found) == 1 else None

    def _by_name(self, said: Said) -> Professional | None:
        found = self.known.by_sort_key.get(said.sort_key, [])
        if len(found) > 1 and said.organisation:
            found = [each for each in found if each.organisation_id == said.organisation.pk]
        if len(found) > 1:
            raise Refused(f"Er zijn {len(found)} mensen die {found[0]} heten. Zet het e-mailadres erbij.")
        if not found:
            return None
        one = found[0]
        if said.email and one.email and said.email.lower() != one.email.lower():
            said.doubts.append(
                f"Er is al een {one}, met een ander e-mailadres ({one.organisation}). {MEANT}; het adres "
                "blijft zoals het was."
            )
        elif said.organisation and one.organisation_id != said.organisation.pk:
            said.doubts.append(
                f"Er is al een {one}, van {one.organisation}. Kies je deze regel, dan is dat wie je bedoelt."
            )
        return one

    def _new(self, said: Said) -> Professional:
        person = Professional(
            first_name=said.name.first_name,
            infix=said.name.infix,
            surname=said.name.surname,
            sort_key=said.sort_key,
            organisation=said.organisation or self._usual_organisation(said),
            email=said.email,
            phone=said.phone,
            phone_visibility=default_phone_visibility(said.phone),
        )
        self.new_people[said.sort_key].append(person)
        return person

    def _usual_organisation(self, said: Said) -> Organisation:
        found = self.known.of_kind.get(said.role.organisation_kind, [])
        serving = [each for each in found if each.serves(said.school)] if len(found) > 1 else found
        if len(serving) != 1:
            raise Refused(f"Zet erbij voor welke organisatie {' '.join(filter(None, said.name))} werkt.")
        return serving[0]

    def _complete(self, person: Professional, said: Said) -> None:
        """Somebody new who is in more rows: what an earlier row left out."""
        person.email = person.email or said.email
        if said.phone and not person.phone:
            person.phone, person.phone_visibility = said.phone, default_phone_visibility(said.phone)

    def _contact(self, person: Professional, said: Said, *, is_new: bool) -> dict[str, str]:
        """What changes in how somebody known is reached. An address is filled in, never replaced: it opens things."""
        if is_new or person.pk not in self.known.arranged:
            return {}
        contact = {"phone": said.phone} if said.phone and said.phone != person.phone else {}
        return contact | ({"email": said.email} if said.email and not person.email else {})

    def _seat(self, said: Said, person: Professional, is_new: bool) -> Judged:
        key = (said.school.pk, said.role.pk, id(person))
        where = f"{said.role} van {said.school}"
        contact = self._contact(person, said, is_new=is_new)
        if key in self.seated:
            return Judged(RowVerdict.SAME, f"{person} staat al eerder in dit bestand als {where}.")
        self.seated.add(key)
        rows = self.known.seats.get((said.school.pk, said.role.pk), [])
        own = [row for row in rows if not is_new and row.professional_id == person.pk and _overlaps(row, said)]
        if own:
            return self._known_seat(said, person, own, contact)
        first = f"{person} wordt {where}, vanaf {day_text(said.starts_on)}."
        also = f" {person} is nieuw in Kernteam." if is_new else _contact_text(person, contact)
        seat = Membership(
            school=said.school, role=said.role, professional=person, starts_on=said.starts_on, ends_on=said.ends_on
        )
        holders = [row for row in rows if row.is_on(said.starts_on) and row not in own]
        strangers = [
            row for row in holders if row.professional.sort_key not in self.named[said.school.pk, said.role.pk]
        ]
        if len(holders) == len(strangers) == 1 and len(self.named[said.school.pk, said.role.pk]) == 1:
            return self._succession(said, person, strangers[0], contact, also)
        if strangers:
            said.doubts.append(
                f"Op deze plek zit ook {', '.join(str(row.professional) for row in strangers)}; die blijft."
            )
        return Judged(RowVerdict.NEW, first + also, Deed(person, contact, seat=seat))

    def _known_seat(self, said: Said, person: Professional, own: list[Membership], contact: Contact) -> Judged:
        where = f"{said.role} van {said.school}"
        if len(own) > 1:
            raise Refused(f"{person} had deze plek in deze tijd vaker. Maak dat op de bladzijde van de school in orde.")
        row = own[0]
        first = said.starts_on if said.says_start else row.starts_on
        last = said.ends_on if said.says_end else row.ends_on
        changes = []
        if (first, last) != (row.starts_on, row.ends_on):
            until = f" tot en met {day_text(last)}" if last else ""
            changes.append(f"{person} is {where} vanaf {day_text(first)}{until}.")
        if contact:
            changes.append(_contact_text(person, contact).strip())
        if not changes:
            return Judged(RowVerdict.SAME, f"{person} is al {where}.")
        corrected = row if len(changes) > 1 or not contact else None
        deed = Deed(person, contact, corrected=corrected, starts_on=first, ends_on=last)
        return Judged(RowVerdict.CHANGED, " ".join(changes), deed)

    def _succession(self, said: Said, person: Professional, before: Membership, contact: Contact, also: str) -> Judged:
        """Somebody else sits there, whom the file does not name: that needs a choice."""
        if before.starts_on >= said.starts_on:
            raise Refused(
                f"Op deze plek zit {before.professional}, vanaf {day_text(before.starts_on)}. Kies een latere dag, of "
                "regel de opvolging op de bladzijde van de school."
            )
        since = day_text(said.starts_on)
        what = f"{person} volgt {before.professional} op als {said.role} van {said.school}, vanaf {since}."
        deed = Deed(person, contact, follows=before, starts_on=said.starts_on, ends_on=said.ends_on)
        return Judged(RowVerdict.DOUBTFUL, what + also, deed)


def _overlaps(row: Membership, said: Said) -> bool:
    return (said.ends_on is None or row.starts_on <= said.ends_on) and not row.is_over(said.starts_on)


def _contact_text(person: Professional, contact: Contact) -> str:
    words = {"phone": "een ander telefoonnummer", "email": "een e-mailadres"}
    return f" {person} krijgt {' en '.join(words[name] for name in contact)}." if contact else ""
