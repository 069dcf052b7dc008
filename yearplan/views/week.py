"""A week or a day of the plan: of everybody, or of one school or person."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yearplan.access import can_make_plan
from yearplan.actions.proposals import chosen_of
from yearplan.pages.diary import Diary, diary_of
from yearplan.pages.week import Wish, week_page_of
from yearplan.views.fetching import visible_plan
from yearplan.views.showing import show


@require_safe
def week(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    today = timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    chosen = chosen_of(plan)
    diary = diary_of(plan, chosen, today=today)
    wish = _wish(request, diary)
    context = {
        "proposal": chosen,
        "wish": wish,
        "page": week_page_of(diary, wish, today=today, tells_absence=can_make_plan(request.user, plan, today)),
        "hours": [(4 * number + 1, 8 + number) for number in range(9)],
        "today": today,
        "schools": diary.year.schools.values(),
        "people": diary.year.people.values(),
        "only": _only(wish),
    }
    return show(request, "week", plan, context)


def _wish(request: HttpRequest, diary: Diary) -> Wish:
    """What the address asks for; what it names and is not in the plan is left out."""
    given = request.GET
    day = _day(given.get("dag", ""))
    code, number = given.get("school", ""), given.get("persoon", "")
    school = next((row for row in diary.year.schools.values() if row.establishment_code == code), None)
    person = next((row for row in diary.year.people.values() if str(row.pk) == number), None)
    return Wish(day or _day(given.get("maandag", "")), day is not None, school, person)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _only(wish: Wish) -> str:
    """What keeps to the same school and person in another address: "&school=12AB00"."""
    named = {
        **({"school": wish.school.establishment_code} if wish.school else {}),
        **({"persoon": wish.person.pk} if wish.person else {}),
    }
    return f"&{urlencode(named)}" if named else ""
