"""Who is told by mail what changed in the teams of several schools, and what the letter says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from schools.models import School
from teams.defaults import INTERN_BEGELEIDER, ONDERSTEUNINGSCOORDINATOR
from teams.models import Membership, Professional, StandIn
from teams.names import one_line

TOLD_FIRST = (INTERN_BEGELEIDER, ONDERSTEUNINGSCOORDINATOR)
News = Mapping[School, Sequence[str]]  # per school what happens there, in sentences


@dataclass(frozen=True)
class Letter:
    """What one address is told, of all her schools together."""

    to: str
    name: str
    subject: str
    text: str


def told_at(schools: Iterable[School], day: date) -> dict[School, list[Professional]]:
    """Per school who is told: its intern begeleider, and who stands in for her; without one who else edits the team."""
    schools = list(dict.fromkeys(schools))
    rows = Membership.objects.on(day).filter(school__in=schools, role__edits_team=True)
    rows = rows.exclude(professional__email="").select_related("school", "role", "professional")
    stand_ins = StandIn.objects.on(day).filter(membership__school__in=schools, membership__role__edits_team=True)
    stand_ins = stand_ins.exclude(professional__email="").select_related(
        "membership__school", "membership__role", "professional"
    )
    found = [(row.school, row.role, row.professional) for row in rows]
    found += [(row.membership.school, row.membership.role, row.professional) for row in stand_ins]
    told: dict[School, list[Professional]] = {}
    for school in schools:
        here = [(role, person) for where, role, person in found if where == school]
        first = [person for role, person in here if role.code in TOLD_FIRST]
        told[school] = first or [person for _, person in here]
    return told


def letters(
    told: Mapping[School, Iterable[Professional]], news: News, *, subject: str, intro: str, author: str
) -> list[Letter]:
    """One letter for each address, with what happens at every school of hers."""
    people: dict[str, Professional] = {}
    schools: dict[str, list[School]] = defaultdict(list)
    for school in sorted(news, key=lambda each: (each.name, each.pk)):
        for person in told.get(school, ()):
            address = person.email.strip().lower()
            people.setdefault(address, person)
            if school not in schools[address]:
                schools[address].append(school)
    return [
        Letter(
            address, str(person), subject, _text(person, {each: news[each] for each in schools[address]}, intro, author)
        )
        for address, person in people.items()
    ]


def _link(school: School) -> str:
    return f"{settings.SITE_URL}{reverse('teams:school', args=[school.establishment_code])}"


def _text(person: Professional, news: News, intro: str, author: str) -> str:
    blocks = [
        "\n".join([one_line(str(school)), *(f"- {one_line(line)}" for line in news[school]), _link(school)])
        for school in news
    ]
    return (
        "\n\n".join(
            [
                f"Beste {one_line(str(person))},",
                one_line(intro),
                *blocks,
                f"Dit is ingevoerd door {one_line(author)}. Klopt er iets niet? Neem dan samen contact op.",
                "Kernteam",
            ]
        )
        + "\n"
    )
