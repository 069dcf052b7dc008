"""What sessions hold about somebody, for her own data."""

from collections.abc import Sequence

from meetings.models import Agreement, CalendarFeed, Invitation
from teams.dossier.pieces import Fact, Record, Section
from teams.models import Professional


def meetings_section(records: Sequence[Professional]) -> Section:
    """The sessions that she was asked to, and what she answered."""
    rows = Invitation.objects.filter(professional__in=records).select_related("meeting__school", "role")
    return Section(
        "meetings",
        "Bijeenkomsten",
        "Waarvoor je bent uitgenodigd, wat je antwoordde en of je er was.",
        tuple(_invitation(row) for row in rows.order_by("-meeting__starts_at", "-pk")),
    )


def agreements_section(records: Sequence[Professional]) -> Section:
    """What she was to do."""
    rows = Agreement.objects.filter(owner__in=records).select_related("school")
    return Section(
        "agreements",
        "Afspraken",
        "Wat jij in een bijeenkomst beloofde.",
        tuple(_agreement(row) for row in rows.order_by("-pk")),
    )


def feed_section(records: Sequence[Professional]) -> Section:
    """Whether a calendar program reads her sessions; the address itself is on the page where she gets it."""
    rows = CalendarFeed.objects.filter(professional__in=records)
    facts = tuple(Record((Fact("made_at", "agenda-adres sinds", row.made_at),)) for row in rows)
    return Section("calendar_feeds", "Agenda", "Of een agendaprogramma jouw bijeenkomsten leest.", facts)


def _invitation(row: Invitation) -> Record:
    return Record(
        (
            Fact("meeting", "bijeenkomst", row.meeting.name),
            Fact("school", "school", str(row.meeting.school)),
            Fact("starts_at", "begint", row.meeting.starts_at),
            Fact("role", "rol", row.what),
            Fact("is_required", "moet erbij zijn", row.is_required),
            Fact("is_withdrawn", "uitnodiging ingetrokken", row.is_withdrawn),
            Fact("answer", "antwoord", row.get_answer_display()),
            Fact("answered_at", "antwoordde", row.answered_at),
            Fact("note", "opmerking", row.note),
            Fact("stand_in", "komt in jouw plaats", row.stand_in_name),
            Fact("attendance", "aanwezig", row.get_attendance_display()),
        )
    )


def _agreement(row: Agreement) -> Record:
    return Record(
        (
            Fact("text", "afspraak", row.text),
            Fact("school", "school", str(row.school)),
            Fact("due_on", "voor", row.due_on),
            Fact("done_on", "gedaan op", row.done_on),
        )
    )
