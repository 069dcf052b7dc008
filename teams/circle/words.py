"""The circle in Dutch words: what a screen reader hears instead of the picture."""

from teams.circle.groups import groups, in_school
from teams.circle.metrics import tidy
from teams.circle.team import Days, Place, Stage, Team
from teams.dutch import in_words

_DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


def days_in_words(days: Days) -> str:
    """Working days in words; "" when there are none."""
    return in_words([name for name, works in zip(_DAY_NAMES, days, strict=True) if works])


_COMING = {Stage.WISH: "gewenst", Stage.ASKED: "gevraagd", Stage.COMING: "straks in dit team"}


def _coming(place: Place) -> str:
    """How far the plan is that she comes, and from when."""
    if place.stage is Stage.GUEST:
        return f"gast op {place.begins}"
    since = f" vanaf {place.begins}" if place.begins else ""
    return f"{_COMING[place.stage]}{since}" if place.stage else ""


def _facts(place: Place) -> list[str]:
    facts = [
        (place.is_first_contact, "eerste contact"),
        (place.is_planned, _coming(place)),
        (place.is_new and not place.is_planned, "nieuw"),
        (place.is_faded, "al een half jaar niet bevestigd"),
        (bool(place.stand_in), f"nu vervangen door {place.stand_in}"),
        (place.days is not None and any(place.days), f"werkt {days_in_words(place.days)}" if place.days else ""),
    ]
    return [word for holds, word in facts if holds]


def place_in_words(place: Place) -> str:
    """One place in a sentence: the name of its link. It starts with the words the picture shows."""
    if place.is_vacant:
        nobody = [f"nu vervangen door {place.stand_in}"] if place.stand_in else []
        fill = ["vul in"] if place.url else []
        return ", ".join([part for part in (place.empty_word, place.role, *nobody, *fill) if part])
    return ", ".join(part for part in (place.name, place.role, *_facts(place)) if part)


def _who(place: Place) -> str:
    name = tidy(place.name) or place.empty_word.lower()
    notes = ", ".join(filter(None, (tidy(place.role), place.stage and place.stage.value)))
    return f"{name} ({notes})" if notes else name


def _how_many(team: Team) -> str:
    """Places of today: who is still to come takes none yet."""
    count = sum(not place.is_planned for place in team.places)
    return f"{count} {team.wording.one if count == 1 else team.wording.many}"


def describe(team: Team) -> str:
    """The whole team in a few Dutch sentences: how many places, who sits where, what is vacant."""
    parts = [team.wording.opening.format(tidy(team.school), _how_many(team))]
    inside = in_school(team)
    if inside:
        parts.append(f"In de school: {in_words(map(_who, inside))}.")
    parts += [f"{' '.join(group.lines)}: {in_words(map(_who, group.places))}." for group in groups(team)]
    return " ".join(parts + (_vacancies(team) if team.wording.tells_vacancies else []))


def _vacancies(team: Team) -> list[str]:
    """What is empty, in a sentence or two."""
    empty = [place for place in team.places if not tidy(place.name)]
    vacant = [tidy(place.role) for place in empty if not place.is_wished]
    wished = [tidy(place.role) for place in empty if place.is_wished]
    word = "Vacature" if len(vacant) == 1 else "Vacatures"
    missing = f"{word}: {in_words(vacant)}." if vacant else "Er zijn geen vacatures."
    return [missing, *([f"Gewenst, maar nog leeg: {in_words(wished)}."] if wished else [])]
