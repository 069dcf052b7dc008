"""Who is asked to come to a session: somebody of the roster, or a guest for this once."""

import re
from typing import Any

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from meetings.enums import Attendance, Reply
from meetings.models.meeting import Meeting
from schools.models import ChangeRecord
from teams.models import Professional, Role

ONE_ADDRESS = re.compile(r'[^\s\x00-\x1f\x7f@<>,;:"\\]+@[^\s\x00-\x1f\x7f@<>,;:"\\]+')


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> "InvitationQuerySet":
        """Those that were not taken back."""
        return self.filter(is_withdrawn=False)

    def of_user(self, user: Any) -> "InvitationQuerySet":
        """Those of the person behind an account, also of records that were merged into hers."""
        me = Professional.objects.of_user(user).order_by().values("pk")
        merged = Professional._base_manager.filter(merged_into__in=me).order_by().values("pk")
        return self.filter(Q(professional__in=me) | Q(professional__in=merged))  # by an index; a join reads everybody

    def with_people(self) -> "InvitationQuerySet":
        """Rows that can be shown without a query each, the most needed first."""
        rows = self.select_related("professional__organisation", "role", "meeting")
        return rows.order_by("-is_facilitator", "guest_name", "-is_required", "role__position", "pk")


class Invitation(models.Model):
    """Somebody who is asked to a session. Either a professional, or a guest with a name and an address.

    `starts_at` and `ends_at` are the time that she keeps free for it: those of the session, as long as she is expected.
    While it `blocks_time` the database refuses another one at the same time; an explicit choice lifts that.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name="bijeenkomst")
    professional = models.ForeignKey(
        Professional, models.PROTECT, related_name="invitations", verbose_name="professional", null=True, blank=True
    )
    guest_name = models.CharField("naam van de gast", max_length=80, blank=True)
    guest_email = models.EmailField("e-mailadres van de gast", blank=True)
    guest_of = models.CharField("organisatie van de gast", max_length=80, blank=True)
    role = models.ForeignKey(Role, models.PROTECT, related_name="+", verbose_name="rol", null=True, blank=True)
    is_required = models.BooleanField("moet erbij zijn", default=False)
    is_facilitator = models.BooleanField("begeleidt de bijeenkomst", default=False)
    is_withdrawn = models.BooleanField("uitnodiging ingetrokken", default=False)
    answer = models.CharField("antwoord", max_length=10, choices=Reply, default=Reply.NONE)
    answered_at = models.DateTimeField("antwoordde", null=True, blank=True, editable=False)
    note = models.CharField("opmerking bij het antwoord", max_length=200, blank=True)
    stand_in_name = models.CharField("komt in haar plaats", max_length=80, blank=True)
    attendance = models.CharField("aanwezig", max_length=10, choices=Attendance, default=Attendance.UNKNOWN)
    starts_at = models.DateTimeField(null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    blocks_time = models.BooleanField(default=False, editable=False)

    school_path = "meeting__school"  # for schools.changes: whose team is locked when this row is undone
    did_block: bool = False  # for meetings.actions.booking, while an undo puts this row back

    objects = InvitationQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ("pk",)
        indexes = (models.Index(fields=("professional", "starts_at"), name="meetings_invitation_by_person"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(professional__isnull=False, guest_name="", guest_email="", guest_of="")
                | (Q(professional=None) & ~Q(guest_name="")),
                name="meetings_invitation_of_one_person_or_guest",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None, blocks_time=False) | Q(ends_at__gt=models.F("starts_at")),
                name="meetings_invitation_blocks_a_time",
            ),
            models.CheckConstraint(
                condition=Q(blocks_time=False) | (Q(is_withdrawn=False) & ~Q(answer=Reply.NO)),
                name="meetings_invitation_blocks_for_who_comes",
            ),
            models.CheckConstraint(
                condition=Q(is_facilitator=False) | Q(professional__isnull=False),
                name="meetings_invitation_no_guest_guides",
            ),
            models.CheckConstraint(condition=Q(answer__in=Reply.values), name="meetings_invitation_answer_is_known"),
            models.CheckConstraint(
                condition=Q(attendance__in=Attendance.values), name="meetings_invitation_attendance_is_known"
            ),
            models.UniqueConstraint(fields=("meeting", "professional"), name="meetings_invited_once"),
            models.UniqueConstraint(
                fields=("meeting",),
                condition=Q(is_facilitator=True, is_withdrawn=False),
                name="meetings_one_facilitator",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.professional) if self.professional else self.guest_name

    @property
    def logged_name(self) -> str:
        """How a sentence that is kept for ever names her: a guest is forgotten some day, so by no name."""
        return self.name if self.professional_id else ", ".join(filter(None, ["Een gast", self.guest_of]))

    @property
    def is_guest(self) -> bool:
        return self.professional_id is None

    @property
    def what(self) -> str:
        """In what capacity: "CJG-coach", "gast, Veilig Thuis", "begeleider"."""
        if self.is_facilitator:
            return "begeleider"
        if self.is_guest:
            return ", ".join(filter(None, ["gast", self.guest_of]))
        return str(self.role) if self.role else "genodigde"

    @property
    def address(self) -> str:
        """Where she is reached; "" when nobody knows, also when what is kept can be no address in a mail's header."""
        kept = self.professional.email if self.professional else self.guest_email
        return kept if ONE_ADDRESS.fullmatch(kept) else ""

    @property
    def is_coming(self) -> bool:
        """Whether she is still expected: nobody took it back, and she did not say no."""
        return not self.is_withdrawn and self.answer != Reply.NO

    @property
    def sends_stand_in(self) -> bool:
        """Whether she does not come herself, and said who comes in her place."""
        return not self.is_withdrawn and self.answer == Reply.NO and bool(self.stand_in_name)

    @property
    def who_comes(self) -> str:
        """ "Wilma Terpstra", or "Piet Bos (in plaats van Wilma Terpstra)"."""
        return f"{self.stand_in_name} (in plaats van {self.name})" if self.sends_stand_in else self.name

    @property
    def part(self) -> str:
        """Of what part she was there, in words; "" when of all of it, or of nothing."""
        attendance = Attendance(self.attendance)
        return str(attendance.label) if attendance.is_for_a_part else ""

    @property
    def was_there(self) -> bool:
        """Whether the team was joined by her, or by who came in her place."""
        return self.attendance not in {Attendance.UNKNOWN, Attendance.ABSENT}
