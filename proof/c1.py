"""Row c1: nothing changes without the token of its own page, and nothing by reading."""

from unittest.mock import patch

from django.db import transaction

from proof.rows import Figure
from proof.walked import walker
from schools.models import School
from tests.access.unsafe import ANOTHER_TOKEN, SAFE, UNSAFE, changed_by, requests, with_token, without_token
from tests.access.walk import Walker

EVERY_NTH = 41


def measure(*, quick: bool) -> Figure:
    """Every address by every unsafe method without a token and with a made up one; then by every safe method, with the
    whole database compared before and after."""
    step = EVERY_NTH if quick else 1
    with walker() as walking:
        unsafe = list(requests(walking, UNSAFE))[::step]
        tokens = ("", ANOTHER_TOKEN)
        accepted = [
            str(each) for token in tokens for each in unsafe if without_token(walking, each, token=token) != 403
        ]
        works = with_token(walking) == 302
        safe = list(requests(walking, SAFE))[::step]
        changed = changed_by(walking, safe)
        noticed = control(walking)
    text = (
        f"{len(accepted)} of {len(tokens) * len(unsafe)} unsafe requests accepted without their token (with it "
        f"{'accepted' if works else 'refused too'}); {len(changed)} rows changed by {len(safe)} reading requests; "
        f"control: {noticed} of 1 changing page noticed"
    )
    holds = bool(unsafe and safe) and not accepted and not changed and works and noticed == 1
    return Figure(text, holds, (*accepted[:20], *changed[:20]))


def control(walking: Walker) -> int:
    """The negative control: a page that writes while it is read is noticed."""

    def writing(*_: object, **__: object) -> None:
        School.objects.update(district="gelezen")

    page = next(each for each in requests(walking, ("GET",), ("ib",)) if each.name == "teams:school")
    with transaction.atomic(), patch("teams.views.schools.asked_day", writing):
        found = changed_by(walking, [page])
        transaction.set_rollback(True)
    return int(bool(found))
