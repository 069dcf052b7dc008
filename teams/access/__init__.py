"""The one place that answers which schools, teams and people a user may see and change.

The roster is the access list: whoever sits at a school on a day sees it that day, an editing seat also changes it.
A stand-in has the access of the seat she stands in for, during that period. Grants over a region come from schools;
the coordinator of an organisation arranges its people at every school.
"""

from teams.access.addresses import (
    can_invite,
    can_send_confirmation,
    holders_of,
    is_hers_alone,
    may_get_code,
    opens_account,
)
from teams.access.changes import can_read_logbook, can_read_region_logbook, can_undo, visible_changes
from teams.access.contact import Contact, can_ask_phone, can_choose_visibility, contact_shown, contacts_shown
from teams.access.organisations import (
    coordinated_organisations,
    coordinates,
    has_power,
    has_power_from,
    visible_organisations,
)
from teams.access.people import (
    accounts_of,
    can_arrange,
    can_edit_professional,
    can_erase,
    can_set_email,
    choosable_professionals,
    has_seat_from,
    is_self,
    records_of,
    seats_from,
    shares_team,
    visible_professionals,
)
from teams.access.schools import (
    can_edit_team,
    can_fill_seat,
    editable_schools,
    editors_of,
    is_in_team,
    public_schools,
    seats_of,
    visible_schools,
)

__all__ = [
    "Contact",
    "accounts_of",
    "can_arrange",
    "can_ask_phone",
    "can_choose_visibility",
    "can_edit_professional",
    "can_edit_team",
    "can_erase",
    "can_fill_seat",
    "can_invite",
    "can_read_logbook",
    "can_read_region_logbook",
    "can_send_confirmation",
    "can_set_email",
    "can_undo",
    "choosable_professionals",
    "contact_shown",
    "contacts_shown",
    "coordinated_organisations",
    "coordinates",
    "editable_schools",
    "editors_of",
    "has_power",
    "has_power_from",
    "has_seat_from",
    "holders_of",
    "is_hers_alone",
    "is_in_team",
    "is_self",
    "may_get_code",
    "opens_account",
    "public_schools",
    "records_of",
    "seats_from",
    "seats_of",
    "shares_team",
    "visible_changes",
    "visible_organisations",
    "visible_professionals",
    "visible_schools",
]
