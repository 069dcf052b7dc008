"""Giving schools their samenwerkingsverbanden, and through these their region."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from schools.actions.tally import Tally, set_values, write_changed
from schools.enums import Sector
from schools.models import PostcodeArea, Region, School

PO_SECTORS = frozenset({Sector.BO, Sector.SBO, Sector.SO})


@dataclass(frozen=True)
class SwvMap:
    """Which SWV codes the digits of a postcode have, and which region has such a code."""

    codes: Mapping[str, tuple[str, str]]
    po_regions: Mapping[str, int]
    vo_regions: Mapping[str, int]

    @classmethod
    def load(cls) -> "SwvMap":
        areas = PostcodeArea.objects.values_list("digits", "po_code", "vo_code")
        regions = list(Region.objects.values_list("pk", "po_code", "vo_code"))
        return cls(
            codes={digits: (po_code, vo_code) for digits, po_code, vo_code in areas},
            po_regions={po_code: pk for pk, po_code, _ in regions if po_code},
            vo_regions={vo_code: pk for pk, _, vo_code in regions if vo_code},
        )

    def knows(self, school: School) -> bool:
        return school.postcode[:4] in self.codes

    def give_codes(self, school: School) -> list[str]:
        """The codes of the school's postcode; "" (onbekend) when the table does not have it."""
        po_code, vo_code = self.codes.get(school.postcode[:4], ("", ""))
        return set_values(school, {"swv_po": po_code, "swv_vo": vo_code})

    def give_region(self, school: School) -> list[str]:
        """The region of the school's SWV: that of PO, or of VO for VO and VSO. A region once given stays."""
        if school.region_id is not None:
            return []
        is_po = school.sector in PO_SECTORS
        region_id = self.po_regions.get(school.swv_po) if is_po else self.vo_regions.get(school.swv_vo)
        return set_values(school, {"region_id": region_id})


@transaction.atomic
def assign_swv() -> Tally:
    """Give every school the SWVs of its postcode, and a region if it has none.

    A school whose postcode is not in the table keeps what it has: somebody may have looked it up.
    """
    swv, tally, changed = SwvMap.load(), Tally(), []
    for school in School.objects.select_for_update().order_by("pk"):
        fields = swv.give_codes(school) if swv.knows(school) else []
        fields += swv.give_region(school)
        if tally.count(fields):
            changed.append(school)
    write_changed(School.objects.all(), changed, tally.changed_fields)
    return tally
