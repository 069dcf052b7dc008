"""The one place that answers which schools, teams and people a user may see and change.

The roster is the access list: whoever sits at a school on a day sees it that day, an editing seat also changes it.
A stand-in has the access of the seat she stands in for, during that period. Grants over a region come from schools;
the coordinator of an organisation arranges its people at every school.
"""

from teams.access.addresses import may_get_code
from teams.access.changes import can_undo, visible_changes
from teams.access.organisations import (
    coordinated_organisations,
    coordinates,
    has_power,
    visible_organisations,
)
from teams.access.people import (
    accounts_of,
    can_arrange,
    can_edit_professional,
    can_set_email,
    choosable_professionals,
    has_seat_from,
    is_self,
    seats_from,
    shares_team,
    visible_professionals,
)
from teams.access.schools import (
    can_edit_team,
    can_fill_seat,
    editable_schools,
    is_in_team,
    seats_of,
    visible_schools,
)

__all__ = [
    "accounts_of",
    "can_arrange",
    "can_edit_professional",
    "can_edit_team",
    "can_fill_seat",
    "can_set_email",
    "can_undo",
    "choosable_professionals",
    "coordinated_organisations",
    "coordinates",
    "editable_schools",
    "has_power",
    "has_seat_from",
    "is_in_team",
    "is_self",
    "may_get_code",
    "seats_from",
    "seats_of",
    "shares_team",
    "visible_changes",
    "visible_organisations",
    "visible_professionals",
    "visible_schools",
]
