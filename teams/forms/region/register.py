"""What a region itself says in the register of schools."""

import re
from datetime import date
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q

from schools.duo import values as duo
from schools.enums import HolidayRegion, Sector
from schools.models import Change, Municipality, Region, School
from teams.actions.register import SHOWN, add_school, take_school, update_school
from teams.dutch import count_text, day_text
from teams.forms.asking import AskingForm
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import DayField, LineField, PhoneField
from teams.models import Membership
from teams.snapshots import about_row, row_snapshot

FROM_DUO = "Uit DUO: een volgend bestand kan dit overschrijven."
HIDDEN = ("key", "seen")
ADDRESS = (
    Div("street", "house_number", css_class="name-line name-line-2"),
    Div("postcode", "city", css_class="name-line name-line-2"),
)
WAYS = (Div("phone", "website", css_class="name-line name-line-2"),)
CODE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")


class PostcodeField(LineField):
    """A postcode however it is typed; clean data is "2033 DE" or ""."""

    def clean(self, value: Any) -> str:
        try:
            return duo.postcode(super().clean(value))
        except ValueError as error:
            raise ValidationError("Dit is geen postcode. Schrijf bijvoorbeeld 2033 DE.") from error


class WebsiteField(LineField):
    """An address on the web however it is typed; clean data starts with https:// or is ""."""

    def clean(self, value: Any) -> str:
        try:
            return duo.website(super().clean(value))
        except ValueError as error:
            raise ValidationError("Dit is geen internetadres. Schrijf bijvoorbeeld www.dezeester.nl.") from error


class SchoolDataForm(AskingForm):
    """Name, address and whereabouts of a school, and whether it still exists."""

    name = LineField(label="Naam", max_length=120, help_text=FROM_DUO)
    district = LineField(label="Wijk", max_length=60, required=False, help_text="Van jullie zelf: dit blijft staan.")
    street = LineField(label="Straat", max_length=60, required=False, help_text=FROM_DUO)
    house_number = LineField(label="Huisnummer", max_length=20, required=False, help_text=FROM_DUO)
    postcode = PostcodeField(label="Postcode", max_length=7, required=False, help_text=FROM_DUO)
    city = LineField(label="Plaats", max_length=60, required=False, help_text=FROM_DUO)
    phone = PhoneField(label="Telefoon", max_length=30, required=False, help_text=FROM_DUO)
    website = WebsiteField(label="Website", max_length=200, required=False, help_text=FROM_DUO)
    holiday_region = forms.ChoiceField(label="Vakantieregio", choices=HolidayRegion, help_text=FROM_DUO)
    closed_on = DayField(
        label="Gesloten vanaf",
        required=False,
        help_text="Maak leeg om de school weer te openen. Staat zij in het volgende bestand van DUO, dan gaat zij "
        "vanzelf weer open.",
    )

    def __init__(self, *args: Any, school: School, today: date, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=row_snapshot(school, SHOWN), about=about_row(school), **kwargs)
        self.school, self.today = school, today
        for name in SHOWN:
            self.fields[name].initial = getattr(school, name)
        self.helper.layout = Layout(
            *HIDDEN, "agreed", "name", "district", *ADDRESS, *WAYS, "holiday_region", "closed_on"
        )

    def consequences(self) -> list[str]:
        closes: date | None = self.cleaned_data["closed_on"]
        if closes == self.school.closed_on:
            return []
        if closes is None:
            return [f"{self.school} gaat weer open. Het kernteam is weer te bewerken."]
        people = Membership.objects.on(max(closes, self.today)).filter(school=self.school).values("professional")
        seated = count_text(people.distinct().count(), "mens", "mensen")
        return [
            f"{self.school} is vanaf {day_text(closes)} gesloten.",
            f"Het kernteam ({seated}) is dan nog te lezen, maar niet meer te bewerken.",
        ]

    def act(self, circumstances: Circumstances) -> Change:
        values = {name: self.cleaned_data[name] for name in SHOWN}
        return update_school(school=self.school, values=values, **circumstances)


class FindSchoolForm(forms.Form):
    """The code of a school that belongs in a region; sent by GET, so that its answer has an address."""

    code = LineField(label="Vestigingscode", max_length=10, help_text="Zes tekens, zoals 12AB00.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = "Dit is nog leeg. Vul het in."

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].replace(" ", "").upper()
        if not CODE.fullmatch(code):
            raise ValidationError("Dit is geen vestigingscode. Schrijf bijvoorbeeld 12AB00.")
        return code


class TakeSchoolForm(ActionForm):
    """Takes a school of the register that is in no region yet."""

    code = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, region: Region, school: School, **kwargs: Any) -> None:
        super().__init__(*args, snapshot={}, about=about_row(school), **kwargs)
        self.region, self.school = region, school
        self.fields["code"].initial = school.establishment_code

    def act(self, circumstances: Circumstances) -> Change:
        return take_school(
            region=self.region, school=self.school, actor=circumstances["actor"], key=circumstances["key"]
        )


class NewSchoolForm(ActionForm):
    """A school that DUO's file does not hold."""

    code = forms.CharField(widget=forms.HiddenInput)
    name = LineField(label="Naam", max_length=120)
    sector = forms.ChoiceField(label="Soort onderwijs", choices=Sector, initial=Sector.SO)
    street = LineField(label="Straat", max_length=60, required=False)
    house_number = LineField(label="Huisnummer", max_length=20, required=False)
    postcode = PostcodeField(
        label="Postcode", max_length=7, required=False, help_text="Hieruit volgt het samenwerkingsverband."
    )
    city = LineField(label="Plaats", max_length=60)
    municipality = forms.TypedChoiceField(
        label="Gemeente", coerce=int, error_messages={"invalid_choice": "Kies een gemeente uit de lijst."}
    )
    holiday_region = forms.ChoiceField(label="Vakantieregio", choices=HolidayRegion)

    def __init__(self, *args: Any, region: Region, code: str, **kwargs: Any) -> None:
        super().__init__(*args, snapshot={}, about=f"{about_row(region)} {code}", **kwargs)
        self.region, self.establishment_code = region, code
        self.fields["code"].initial = code
        self.helper.layout = Layout(*HIDDEN, "code", "name", "sector", *ADDRESS, "municipality", "holiday_region")
        here = Count("regions", filter=Q(regions=region))
        known = list(Municipality.objects.annotate(is_here=here).order_by("name", "code"))
        fields: Any = self.fields
        fields["municipality"].choices = [
            ("", "Kies een gemeente"),
            ("In deze regio", [(each.pk, str(each)) for each in known if each.is_here]),
            ("Elders", [(each.pk, str(each)) for each in known if not each.is_here]),
        ]

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        values = {name: data[name] for name in self.fields if name not in {*HIDDEN, "code", "municipality"}}
        values |= {"establishment_code": self.establishment_code, "municipality_id": data["municipality"]}
        return add_school(region=self.region, values=values, actor=circumstances["actor"], key=circumstances["key"])
