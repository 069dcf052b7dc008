"""A code of an authenticator app is good for one use.

allauth remembers used codes in the cache, and does not remember the one that set the app up. Here the number of the
period of the last code is kept with the secret: no code of that period or before is taken again (RFC 6238, 5.2).
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

LAST = "last_period"


@transaction.atomic
def spend(authenticator: Authenticator, code: str) -> bool:
    """Use up a code; False when it, or a later one, was used before."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    period = _period_of(decrypt(row.data["secret"]), code)
    if period is None or period <= row.data.get(LAST, -1):
        return False
    row.data[LAST] = period
    row.save(update_fields=["data"])
    return True


def _period_of(secret: str, code: str) -> int | None:
    """In which of the periods that are accepted now this is the code."""
    period: int
    for period in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, period))):
            return period
    return None
