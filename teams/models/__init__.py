from teams.models.confirmation import TeamConfirmation
from teams.models.coordinator import Coordinator
from teams.models.log_entry import LogEntry
from teams.models.membership import Membership, StandIn
from teams.models.planned_member import PlannedMember
from teams.models.poster_bundle import BundledPoster, BundlePart, PosterBundle
from teams.models.professional import Organisation, Professional
from teams.models.public_page import PublicPage
from teams.models.register_import import RegisterImport
from teams.models.seat import Role, SeatTemplate
from teams.models.team_import import ImportRow, TeamImport

__all__ = [
    "BundlePart",
    "BundledPoster",
    "Coordinator",
    "ImportRow",
    "LogEntry",
    "Membership",
    "Organisation",
    "PlannedMember",
    "PosterBundle",
    "Professional",
    "PublicPage",
    "RegisterImport",
    "Role",
    "SeatTemplate",
    "StandIn",
    "TeamConfirmation",
    "TeamImport",
]
