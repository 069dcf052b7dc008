"""How far a mail is, for the page of who sent it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from outbox.enums import MailState
from outbox.letters import message_id_of
from outbox.models import Mail


@dataclass(frozen=True)
class Progress:
    """`why` says what went wrong, as long as that is kept; "" when nothing did."""

    state: MailState
    why: str = ""

    @property
    def label(self) -> str:
        """ "wacht", "verstuurd", "niet gelukt", "verlopen"."""
        return str(self.state.label)

    @property
    def is_lost(self) -> bool:
        """Whether it will not arrive any more: it was given up, or it is too late for it."""
        return self.state in {MailState.FAILED, MailState.EXPIRED}


SENT = Progress(MailState.SENT)


def progress_of(keys: Iterable[UUID]) -> dict[UUID, Progress]:
    """How far the mails with these keys are, as far as they are kept, in one query.

    Of the mails that are no secret, only those that were sent are ever removed (outbox.delivery.remove_old): one that
    was posted and is not here was SENT.
    """
    by_id = {message_id_of(key): key for key in keys}
    rows = Mail.objects.filter(message_id__in=by_id).values_list("message_id", "state", "last_error")
    return {
        by_id[mail_id]: Progress(MailState(state), "" if state == SENT.state else why) for mail_id, state, why in rows
    }
