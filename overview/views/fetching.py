"""What every page of the overview starts from: the region, the day, and the schools that were asked for."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from overview.access import overview_schools
from overview.filters import Filters
from overview.moment import Moment, years_to_choose
from overview.seats import seat_plan
from overview.selection import Scope, selected
from schools.models import Region
from teams.views.answers import user_of
from teams.views.region.fetching import granted_region
from teams.views.schools import asked_day


@dataclass(frozen=True)
class Look:
    """Who looks at what: `whole` are all schools that she sees here on the day, `chosen` those that she asked for."""

    region: Region
    filters: Filters
    whole: Scope
    chosen: Scope

    @property
    def moment(self) -> Moment:
        return self.whole.moment

    def at(self, moment: Moment, user: User) -> Scope:
        """All schools that she sees here, as they stood at another moment."""
        schools = overview_schools(user, self.region, moment.today).open(moment.day)
        return Scope(schools, self.whole.plan, moment)

    def through_time(self, user: User) -> Scope:
        """The schools of the places that were chosen, also those that are closed by now: what was theirs counts."""
        everything = Scope(overview_schools(user, self.region, self.moment.today), self.whole.plan, self.moment)
        return selected(everything, self.filters.of_place)

    def a_year_before(self, user: User) -> Scope:
        """The same a year earlier."""
        return self.at(self.moment.year_before, user)


def looked_at(request: HttpRequest, region_id: int) -> Look:
    """What is asked of a region in which this user has a grant; else 404. What is no choice chooses nothing."""
    today = timezone.localdate()
    return looked_at_by(user_of(request), granted_region(request, region_id, today), request, today)


def looked_at_by(user: User, region: Region, request: HttpRequest, today: date) -> Look:
    """The same for a user who is known otherwise than by her session."""
    filters = Filters.of(request.GET)
    moment = asked_moment(request, filters, Moment(today, today))
    schools = overview_schools(user, region, today).open(moment.day)
    whole = Scope(schools, seat_plan(region), moment)
    return Look(region, filters, whole, selected(whole, filters))


def asked_moment(request: HttpRequest, filters: Filters, now: Moment) -> Moment:
    """The day of ?dag=, or else that on which ?schooljaar= is judged, or else today."""
    if (day := asked_day(request, "dag")) is not None:
        return Moment(day, now.today)
    years = {str(year.start): year for year in years_to_choose(now.today)}
    return Moment.in_year(years[filters.year], now.today) if filters.year in years else now
