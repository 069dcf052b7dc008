"""Taking over which postcodes belong to which samenwerkingsverband."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from schools.actions.swv import assign_swv
from schools.actions.tally import Tally, set_values, write_changed
from schools.duo.areas import AreaRecord
from schools.models import PostcodeArea, School


@dataclass(frozen=True)
class AreasReport:
    """What an import of areas did to the areas and to the schools, and which digits leave how many schools unknown."""

    read: int
    areas: Tally
    schools: Tally
    unknown: Counter[str]


@transaction.atomic
def import_areas(*, records: Sequence[AreaRecord]) -> AreasReport:
    """Take over every area and give all schools their SWVs. An area that the records leave out stays as it is."""
    areas = PostcodeArea.objects.select_for_update().in_bulk()
    tally, new, changed = Tally(), [], []
    for record in records:
        area = areas.get(record.digits)
        if area is None:
            new.append(PostcodeArea(**asdict(record)))
        elif tally.count(set_values(area, asdict(record))):
            changed.append(area)
    tally.new = len(PostcodeArea.objects.bulk_create(new))
    write_changed(PostcodeArea.objects.all(), changed, tally.changed_fields)
    schools = assign_swv()
    unknown = School.objects.exclude(swv_po__gt="", swv_vo__gt="").values_list("postcode", flat=True)
    return AreasReport(len(records), tally, schools, Counter(postcode[:4] for postcode in unknown))
