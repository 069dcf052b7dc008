"""How a municipality or a board stands, in plain sentences: what is said aloud at the OOGO."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from overview.figures import Figures, Sessions
from teams.dutch import count_text, day_text, in_words


@dataclass(frozen=True)
class Vacancy:
    """An empty seat of a school; `since` is None when nobody ever filled it."""

    code: str
    school: str
    seat: str
    since: date | None
    note: str = ""  # "gevuld vanaf 1 januari 2027"

    @property
    def since_text(self) -> str:
        return f"sinds {day_text(self.since)}" if self.since else "nooit gevuld"


@dataclass(frozen=True)
class Area:
    """What it is about: "in Duinveen", "van Stichting Zee"."""

    name: str
    where: str


def sentences(area: Area, now: Figures, before: Figures | None, vacancies: Sequence[Vacancy]) -> tuple[str, ...]:
    """The whole of it, one sentence after the other; `before` is the same a year earlier."""
    return (
        _teams(area, now),
        _vacancies(area, now, vacancies),
        *([_compared(now, before)] if before else []),
        _session("kennismaking", now.first),
        _session("verdieping", now.second),
        _confirmed(now),
    )


def _teams(area: Area, now: Figures) -> str:
    whole, schools = now.teams.whole, now.schools
    if schools == 1:
        return f"De ene school {area.where} heeft {'een' if whole else 'geen'} volledig kernteam."
    if whole == schools:
        return f"Alle {schools} scholen {area.where} hebben een volledig kernteam."
    have = "heeft" if whole == 1 else "hebben"
    return f"Van de {schools} scholen {area.where} {have} {whole or 'er geen'} een volledig kernteam."


def _vacancies(area: Area, now: Figures, vacancies: Sequence[Vacancy]) -> str:
    """ "De 15 scholen in Duinveen hebben 4 open plekken, alle bij leerplicht, de oudste sinds 12 oktober"."""
    schools = "De school" if now.schools == 1 else f"De {now.schools} scholen"
    have = "heeft" if now.schools == 1 else "hebben"
    if not now.teams.vacancies:
        return f"{schools} {area.where} {have} geen open plekken."
    start = f"{schools} {area.where} {have} {count_text(now.teams.vacancies, 'open plek', 'open plekken')}"
    return f"{start}, {_spread(now)}{_oldest(vacancies)}."


def _spread(now: Figures) -> str:
    if len(now.teams.missing) > 1:
        return in_words(f"{each.count} {each.at}" for each in now.teams.missing)
    every = {1: "", 2: "beide "}.get(now.teams.vacancies, "alle ")
    return f"{every}{now.teams.missing[0].at}"


def _oldest(vacancies: Sequence[Vacancy]) -> str:
    known = [each for each in vacancies if each.since]
    if not known:
        return ""
    first = min(known, key=lambda each: each.since or date.max)
    noun = "open" if len(vacancies) == 1 else "de oudste"
    return f", {noun} sinds {day_text(first.since)} ({first.school})" if first.since else ""


def _compared(now: Figures, before: Figures) -> str:
    was = before.teams.vacancies
    more = now.teams.vacancies - was
    if not more:
        return f"Een jaar eerder waren er evenveel: {was}." if was else "Een jaar eerder waren er ook geen."
    how = f"nu {abs(more)} {'meer' if more > 0 else 'minder'}"
    return f"Een jaar eerder {'was' if was == 1 else 'waren'} er {was or 'geen'}: {how}."


def _session(name: str, found: Sessions) -> str:
    if found.held == found.schools:
        return f"De {name} is bij {'de school' if found.schools == 1 else 'alle scholen'} gehouden."
    held = f"bij {found.held} van de {found.schools} scholen" if found.held else "nog nergens"
    rest = [
        *([f"bij {found.planned} staat er een datum"] if found.planned else []),
        *([f"bij {found.undated} is er nog geen datum"] if found.undated else []),
    ]
    return f"De {name} is {held} gehouden; {in_words(rest)}."


def _confirmed(now: Figures) -> str:
    if not now.stale:
        return "Van elk kernteam zei iemand dit jaar dat het klopt."
    return f"Van {count_text(now.stale, 'kernteam', 'kernteams')} zei een jaar lang niemand dat het klopt."
