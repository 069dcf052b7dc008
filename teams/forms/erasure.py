from datetime import date
from typing import Any

from schools.models import Change
from teams.actions.erasure import erase_professional
from teams.forms.base import ActionForm, Circumstances
from teams.models import Professional
from teams.snapshots import erasure_snapshot


class EraseForm(ActionForm):
    """Asks once whether somebody is to be erased."""

    def __init__(self, *args: Any, professional: Professional, today: date, **kwargs: Any) -> None:
        about = f"wissen {professional.pk}"
        super().__init__(*args, snapshot=erasure_snapshot(professional), about=about, **kwargs)
        self.professional, self.today = professional, today

    def act(self, circumstances: Circumstances) -> Change:
        return erase_professional(professional=self.professional, today=self.today, **circumstances)
