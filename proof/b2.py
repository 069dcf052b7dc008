"""Row b2: a form changes its own fields and no other, whatever else is sent with it."""

from django.utils import timezone
from time_machine import travel

from proof.rows import Figure
from proof.walked import walker
from tests.access.forms import extra_fields, filled_forms, sent, unexpected
from tests.access.walk import Walker

EVERY_NTH = 9


def measure(*, quick: bool) -> Figure:
    """Every form as it stands, and again with every field of every model; the whole database is compared."""
    with travel(timezone.now(), tick=False), walker() as walking:  # what is sent twice is sent at one moment
        forms = list(filled_forms(walking))[:: EVERY_NTH if quick else 1]
        fields = len(extra_fields(walking, ()))
        wrong = [f"{filled}: {found}" for filled in forms for found in unexpected(walking, filled)]
        noticed = control(walking)
    text = (
        f"{len(wrong)} unexpected changes in {len(forms)} forms, each sent with {fields} fields of all models; "
        f"control: {noticed} of 1 field noticed that a form does take"
    )
    return Figure(text, bool(forms) and not wrong and noticed == 1, tuple(wrong[:20]))


def control(walking: Walker) -> int:
    """The negative control: a field that the form does have is seen in the database."""
    filled = next(each for each in filled_forms(walking) if each.cell.route.name == "teams:set_contact")
    _, plain = sent(walking, filled.cell, filled.data)
    _, more = sent(walking, filled.cell, {**filled.data, "contact_days": "1"})
    return int(bool(plain ^ more))
