"""What plans hold about somebody, for her own data."""

from collections.abc import Sequence

from teams.dossier.pieces import Fact, Record, Section
from teams.models import Professional
from yearplan.models import Absence


def absences_section(records: Sequence[Professional]) -> Section:
    """The days on which she cannot come, as whoever plans the year noted them."""
    rows = Absence.objects.filter(professional__in=records).select_related("plan__region", "plan__municipality")
    return Section(
        "absences",
        "Afwezigheid in de jaarplanning",
        "Wanneer jij niet kunt, zoals de procesbegeleider het noteerde. Waarom staat er niet bij.",
        tuple(
            Record(
                (
                    Fact("plan", "jaarplanning", str(row.plan)),
                    Fact("first_day", "eerste dag", row.first_day),
                    Fact("last_day", "laatste dag", row.last_day),
                )
            )
            for row in rows.order_by("first_day", "pk")
        ),
    )
