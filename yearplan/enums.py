from django.db.models import TextChoices


class RunKind(TextChoices):
    """What is computed: a whole year, or how the year stands after something changed, with the fewest moves."""

    YEAR = "year", "het hele jaar"
    REPLAN = "replan", "zo weinig mogelijk anders"


class RunState(TextChoices):
    """How far a computation is: looking for a plan, then for what helps the sessions that do not fit."""

    SEARCHING = "searching", "zoekt"
    EXPLAINING = "explaining", "zoekt uit wat helpt"
    READY = "ready", "klaar"
    FAILED = "failed", "gestopt"


class BatchState(TextChoices):
    SENDING = "sending", "bezig"
    SENT = "sent", "klaar"
    FAILED = "failed", "gestopt"


class LineState(TextChoices):
    """How far one session of a batch is."""

    WAITING = "waiting", "wacht"
    SENT = "sent", "verstuurd"
    REFUSED = "refused", "niet gelukt"
