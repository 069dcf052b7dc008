"""What sessions hold about somebody, for her own data."""

from collections.abc import Sequence

from meetings.models import Agreement, CalendarFeed, DateAnswer, Evaluation, Invitation, MailChoice
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


def dates_section(records: Sequence[Professional]) -> Section:
    """On which moments she could come, of all that she was asked about."""
    rows = DateAnswer.objects.filter(invitation__professional__in=records)
    rows = rows.select_related("option__meeting__school").order_by("-option__starts_at", "-pk")
    return Section(
        "dates",
        "Datumprikkers",
        "Op welke momenten jij zei te kunnen.",
        tuple(
            Record(
                (
                    Fact("meeting", "bijeenkomst", row.option.meeting.name),
                    Fact("school", "school", str(row.option.meeting.school)),
                    Fact("starts_at", "moment", row.option.starts_at),
                    Fact("answer", "antwoord", row.get_answer_display()),
                )
            )
            for row in rows
        ),
    )


def evaluations_section(records: Sequence[Professional]) -> Section:
    """What she said of sessions; others read it without her name."""
    rows = Evaluation.objects.filter(invitation__professional__in=records).select_related("invitation__meeting__school")
    return Section(
        "evaluations",
        "Hoe je bijeenkomsten vond",
        "Anderen lezen dit zonder jouw naam.",
        tuple(
            Record(
                (
                    Fact("meeting", "bijeenkomst", row.invitation.meeting.name),
                    Fact("school", "school", str(row.invitation.meeting.school)),
                    Fact("gained", "wat het opleverde", row.gained),
                    Fact("learned", "wat je nu weet", row.learned),
                    Fact("time_spent", "de tijd die het kostte", row.time_spent),
                    Fact("score", "cijfer", row.score),
                )
            )
            for row in rows.order_by("-pk")
        ),
    )


def mail_choice_section(records: Sequence[Professional]) -> Section:
    """Which mails she chose to get; without a choice she gets all."""
    rows = MailChoice.objects.filter(professional__in=records)
    return Section(
        "mail_choices",
        "Mailkeuzes",
        "Welke mails je wilt krijgen. Zonder keuze zijn dat ze allemaal.",
        tuple(
            Record(
                (
                    Fact("chosen_at", "gekozen", row.chosen_at),
                    Fact("reminders", "herinneringen", row.reminders),
                    Fact("digest", "weekoverzicht", row.digest),
                )
            )
            for row in rows
        ),
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


SECTIONS = (
    meetings_section,
    dates_section,
    agreements_section,
    evaluations_section,
    mail_choice_section,
    feed_section,
)
