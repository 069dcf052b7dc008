"""The one place that answers which schools, teams and people a user may see and change.

The roster is the access list: whoever sits at a school on a day sees it that day, an editing seat also changes it.
A stand-in has the access of the seat she stands in for, during that period. Grants over a region come from schools;
the coordinator of an organisation arranges its people at every school.
"""

from teams.access.changes import can_undo, visible_changes
from teams.access.organisations import (
    coordinated_organisations,
    coordinates,
    has_power,
    sees_organisation,
    visible_organisations,
)
from teams.access.people import (
    accounts_of,
    arrangeable_professionals,
    can_arrange,
    can_arrange_organisation,
    can_edit_professional,
    can_hand_over,
    can_merge,
    can_set_email,
    choosable_organisations,
    choosable_professionals,
    has_seat_from,
    is_self,
    possible_doubles,
    seats_from,
    seats_to_hand_over,
    shares_team,
    successors_for,
    visible_professionals,
)
from teams.access.schools import (
    SeatRights,
    can_edit_seat,
    can_edit_team,
    can_fill_seat,
    editable_schools,
    is_in_team,
    schools_to_fill,
    seat_rights,
    seat_rights_at,
    seats_of,
    visible_schools,
)

__all__ = [
    "SeatRights",
    "accounts_of",
    "arrangeable_professionals",
    "can_arrange",
    "can_arrange_organisation",
    "can_edit_professional",
    "can_edit_seat",
    "can_edit_team",
    "can_fill_seat",
    "can_hand_over",
    "can_merge",
    "can_set_email",
    "can_undo",
    "choosable_organisations",
    "choosable_professionals",
    "coordinated_organisations",
    "coordinates",
    "editable_schools",
    "has_power",
    "has_seat_from",
    "is_in_team",
    "is_self",
    "possible_doubles",
    "schools_to_fill",
    "seat_rights",
    "seat_rights_at",
    "seats_from",
    "seats_of",
    "seats_to_hand_over",
    "sees_organisation",
    "shares_team",
    "successors_for",
    "visible_changes",
    "visible_organisations",
    "visible_professionals",
    "visible_schools",
]
