"""What to look at before the sessions of a school change hands: a list that the data tick off, and who is told."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from meetings.enums import MeetingKind
from meetings.models import Meeting
from meetings.models.invitation import ONE_ADDRESS
from meetings.models.meeting import TEAM_KINDS
from schools.models import School
from schools.school_year import SchoolYear
from teams.access import opens_account
from teams.dutch import in_words
from teams.models import Membership, Professional
from teams.roster import roster_on


@dataclass(frozen=True)
class Check:
    """One item of the list: whether it is in order, and what the data say of it."""

    label: str
    is_done: bool
    detail: str


@dataclass(frozen=True)
class HandOver:
    """Who plans at a school once it plans itself (`editors`), and whether it is ready for that."""

    editors: tuple[Membership, ...]
    checks: tuple[Check, ...]

    @property
    def done(self) -> int:
        return sum(check.is_done for check in self.checks)

    @property
    def editors_in_words(self) -> str:
        """ "Anneke Visser (intern begeleider) en Piet Bos (directeur)"; "" while the seats are empty."""
        return in_words(f"{row.professional} ({row.role})" for row in self.editors)


def hand_over_of(school: School, today: date) -> HandOver:
    """The list of a school, ticked off from its roster and its sessions of this school year."""
    seats = roster_on(school, today, today=today).seats
    editors = editors_of(school, today)
    people = [member.membership.professional for seat in seats for member in seat.members]
    meetings = list(Meeting.objects.standing().of_team().filter(school=school).of_year(SchoolYear.of(today)).in_order())
    checks = (
        _complete([seat.name for seat in seats if seat.is_missing]),
        _reachable(people),
        _can_sign_in(editors, today),
        _both(meetings),
        _agenda(meetings, today),
    )
    return HandOver(tuple(editors), checks)


def editors_of(school: School, today: date) -> list[Membership]:
    """Who edits the team from a seat of the school, and so plans once the school does."""
    rows = Membership.objects.on(today).filter(school=school, role__edits_team=True)
    return list(rows.select_related("professional", "role").order_by("role__position", "pk"))


def told_of_owner(school: School, today: date, actor: User) -> list[Professional]:
    """Which of them get the mail about it: each once, with an address that a mail can go to, and not who does it."""
    found: dict[str, Professional] = {}
    for row in editors_of(school, today):
        who = row.professional
        if ONE_ADDRESS.fullmatch(who.email) and who.user_id != actor.pk:
            found.setdefault(who.email.lower(), who)
    return list(found.values())


def _complete(missing: list[str]) -> Check:
    detail = f"Nog leeg: {in_words(missing)}." if missing else "Geen enkele verplichte plek is leeg."
    return Check("Het kernteam is compleet", not missing, detail)


def _reachable(people: list[Professional]) -> Check:
    silent = list(dict.fromkeys(str(who) for who in people if not who.email))
    detail = f"Nog niet van {in_words(silent)}." if silent else "Zo krijgt iedereen de uitnodigingen."
    return Check("Van iedereen is een e-mailadres bekend", bool(people) and not silent, detail)


def _can_sign_in(editors: list[Membership], today: date) -> Check:
    able = [str(row.professional) for row in editors if opens_account(row.professional, today)]
    label = "De intern begeleider of directeur kan inloggen"
    if able:
        return Check(label, True, f"Dat kan {in_words(able)}.")
    names = in_words(row.professional for row in editors)
    detail = f"{names}: nog geen bevestigd eigen e-mailadres." if editors else "Die plekken zijn nog leeg."
    return Check(label, False, detail)


def _both(meetings: list[Meeting]) -> Check:
    """Planned or held; a draft or a poll is not on the calendar yet."""
    dated = {row.kind: row for row in meetings if row.is_planned or row.is_held}
    kinds = [MeetingKind(kind) for kind in TEAM_KINDS]
    told = [f"{kind.label}: {_state(dated.get(kind))}" for kind in kinds]
    return Check("De twee bijeenkomsten van dit schooljaar staan", len(dated) == len(kinds), f"{'; '.join(told)}.")


def _state(meeting: Meeting | None) -> str:
    if meeting is None:
        return "nog niet gepland"
    return f"{meeting.get_state_display()} op {meeting.day_text}"


def _agenda(meetings: list[Meeting], today: date) -> Check:
    following = next((row for row in meetings if row.is_planned and row.day and row.day >= today), None)
    label = "De agenda van de volgende bijeenkomst ligt klaar"
    if following is None:
        return Check(label, False, "Er is nog geen volgende bijeenkomst gepland.")
    return Check(label, True, f"Kernteam schreef hem voor de {following.get_kind_display().lower()}.")
