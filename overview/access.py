"""Which schools of a region somebody looks out over. Builds on teams.access, which answers for schools."""

from datetime import date

from accounts.models import User
from schools.models import Region
from schools.models.school import SchoolQuerySet
from teams.access import editable_schools, visible_schools


def overview_schools(user: User, region: Region, day: date) -> SchoolQuerySet:
    """The schools of a region that a user may see; a procesbegeleider of one municipality sees only those of hers."""
    return visible_schools(user, day).filter(region=region)


def schools_with_plans_shown(user: User, region: Region, day: date) -> SchoolQuerySet:
    """Those of which she may also know who is wished for or asked: where she edits the team (decision 21)."""
    return editable_schools(user, day).filter(region=region)
