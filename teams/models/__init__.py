from teams.models.confirmation import TeamConfirmation
from teams.models.membership import Membership, StandIn
from teams.models.professional import Organisation, Professional
from teams.models.seat import Role, SeatTemplate

__all__ = ["Membership", "Organisation", "Professional", "Role", "SeatTemplate", "StandIn", "TeamConfirmation"]
