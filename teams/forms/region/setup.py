"""A new region."""

from typing import Any

from schools.models import Change
from schools.models.area import SWV_CODE
from teams.actions.region import add_region, schools_to_take
from teams.dutch import count_text
from teams.forms.asking import AskingForm
from teams.forms.base import Circumstances
from teams.forms.fields import LineField


class RegionForm(AskingForm):
    """Its name, and the codes of the samenwerkingsverbanden whose schools it gets."""

    name = LineField(label="Naam", max_length=80)
    po_code = LineField(
        label="Code SWV primair onderwijs",
        required=False,
        max_length=6,
        validators=[SWV_CODE],
        help_text="Zoals PO2704.",
    )
    vo_code = LineField(
        label="Code SWV voortgezet onderwijs",
        required=False,
        max_length=6,
        validators=[SWV_CODE],
        help_text="Zoals VO2705.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, snapshot={}, about="new region", **kwargs)

    def consequences(self) -> list[str]:
        data = self.cleaned_data
        schools = schools_to_take(po_code=data["po_code"], vo_code=data["vo_code"])
        count = count_text(schools.count(), "school", "scholen")
        places = schools.order_by().values("municipality").distinct().count()
        return [
            f"Uit het register komen in deze regio: {count} in {count_text(places, 'gemeente', 'gemeenten')}.",
            "De regio begint met de gebruikelijke plekken en organisaties. Die pas je daarna aan.",
            "Een regio kan niet worden weggehaald.",
        ]

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return add_region(
            name=data["name"],
            po_code=data["po_code"],
            vo_code=data["vo_code"],
            actor=circumstances["actor"],
            key=circumstances["key"],
        )
