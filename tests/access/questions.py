"""The same rights, asked of the functions that decide them: who, of all roles, gets a yes about which place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from meetings import access as of_meetings
from meetings.models import LibraryCasus, Meeting
from schools import access as of_schools
from schools.models import Change, School
from teams import access
from teams.models import Professional, Role
from tests.access import rights
from tests.access.matrix import OK, Matrix, matrix
from tests.access.people import COACH, ROLES
from tests.access.world import SCHOOLS, World

YES = frozenset({OK, "yes"})
SEEN = frozenset({OK, "yes", "403"})

IN_REACH = matrix("""
                                           own  town  region  closed  other
anonymous stranger former next pb_former   no   no    no      no      no
ib directeur stand_in coach coordinator    no   no    no      no      no
deactivated ib_elsewhere                   no   no    no      no      no
pb_town                                    yes  yes   no      yes     no
pb swv                                     yes  yes   yes     yes     no
beheerder                                  yes  yes   yes     yes     yes
swv_elsewhere                              no   no    no      no      yes
""")
IN_EDITING_REACH = matrix("""
                                           own  town  region  closed  other
anonymous stranger former next pb_former   no   no    no      no      no
ib directeur stand_in coach coordinator    no   no    no      no      no
deactivated ib_elsewhere                   no   no    no      no      no
pb_town                                    yes  yes   no      yes     no
pb                                         yes  yes   yes     yes     no
swv swv_elsewhere                          no   no    no      no      no
beheerder                                  yes  yes   yes     yes     yes
""")
IN_TEAM = matrix("""
                                           own  town  region  closed  other
anonymous stranger former next pb_former   no   no    no      no      no
ib directeur deactivated                   yes  no    no      yes     no
stand_in                                   yes  no    no      no      no
coach                                      yes  yes   no      yes     no
coordinator pb_town pb swv beheerder       no   no    no      no      no
ib_elsewhere                               no   no    no      no      yes
swv_elsewhere                              no   no    no      no      no
""")
# The seat of the coach, which the organisation fills that the coordinator coordinates.
FILLS_SEAT_OF_COACH = matrix("""
                                           own  town  region  closed  other
anonymous stranger former next pb_former   no   no    no      no      no
ib directeur stand_in                      yes  no    no      no      no
coach swv swv_elsewhere                    no   no    no      no      no
coordinator pb_town                        yes  yes   no      no      no
pb                                         yes  yes   yes     no      no
beheerder                                  yes  yes   yes     no      yes
ib_elsewhere                               no   no    no      no      yes
deactivated                                yes  no    no      no      no
""")
FILLS_SEAT_OF_NURSE = matrix("""
                                           own  town  region  closed  other
anonymous stranger former next pb_former   no   no    no      no      no
ib directeur stand_in                      yes  no    no      no      no
coach coordinator swv swv_elsewhere        no   no    no      no      no
pb_town                                    yes  yes   no      no      no
pb                                         yes  yes   yes     no      no
beheerder                                  yes  yes   yes     no      yes
ib_elsewhere                               no   no    no      no      yes
deactivated                                yes  no    no      no      no
""")
SHARES_TEAM = matrix("""
                                           self  own  town  region  closed  other  coach  seatless
anonymous stranger former next pb_former   no    no   no    no      no      no     no     no
ib directeur                               yes   yes  no    no      yes     no     yes    no
stand_in deactivated                       yes   yes  no    no      no      no     yes    no
coach                                      yes   yes  yes   no      yes     no     yes    no
coordinator pb_town pb swv beheerder       no    no   no    no      no      no     no     no
swv_elsewhere                              no    no   no    no      no      no     no     no
ib_elsewhere                               yes   no   no    no      no      yes    no     no
""")
# Not of the coach, who also works where the IB and the procesbegeleider of the town edit nothing.
SETS_EMAIL = matrix("""
                                           self  own  town  region  closed  other  coach  seatless
anonymous pb_former                        no    no   no    no      no      no     no     no
stranger former next                       yes   no   no    no      no      no     no     no
coach                                      yes   no   no    no      no      no     yes    no
ib directeur stand_in deactivated          yes   yes  no    no      no      no     no     no
coordinator                                no    no   no    no      no      no     yes    no
pb_town                                    no    yes  yes   no      no      no     no     no
pb                                         no    yes  yes   yes     yes     no     yes    yes
swv swv_elsewhere                          no    no   no    no      no      no     no     no
beheerder                                  no    yes  yes   yes     yes     yes    yes    yes
ib_elsewhere                               yes   no   no    no      no      yes    no     no
""")
COORDINATES = matrix("""
                                           own  town  region  closed  other  coach  seatless
anonymous stranger former next pb_former   no   no    no      no      no     no     no
ib directeur stand_in coach deactivated    no   no    no      no      no     no     no
coordinator                                no   no    no      no      no     yes    no
pb_town pb swv beheerder                   no   no    no      no      no     no     no
ib_elsewhere swv_elsewhere                 no   no    no      no      no     no     no
""")
COORDINATED = matrix("""
                                           own  town  region  other
anonymous stranger former next pb_former   no   no    no      no
ib directeur stand_in coach deactivated    no   no    no      no
coordinator                                yes  no    no      no
pb_town pb swv beheerder                   no   no    no      no
ib_elsewhere swv_elsewhere                 no   no    no      no
""")
HAS_POWER = matrix("""
                                           here
anonymous stranger former next pb_former   no
ib directeur stand_in coach deactivated    no
coordinator pb_town pb swv beheerder       yes
ib_elsewhere                               no
swv_elsewhere                              yes
""")

Who = User | AnonymousUser
Places = Iterable[str]


@dataclass(frozen=True)
class Question:
    """One function of access; `says` answers with the places that get a yes."""

    name: str
    matrix: Matrix
    says: Callable[[World, str, Who], Places]
    yes: frozenset[str] = YES

    def expected(self, role: str) -> set[str]:
        return {place for place in self.matrix.places if self.matrix.at(role, place) in self.yes}


def _schools(ask: Callable[[Who, Any], Any]) -> Callable[[World, str, Who], Places]:
    """A function that answers with schools."""

    def says(world: World, _: str, user: Who) -> Places:
        found = set(ask(user, world.today).values_list("pk", flat=True))
        return [place for place in SCHOOLS if world.schools[place].pk in found]

    return says


def _each_school(ask: Callable[[Who, School, Any], bool]) -> Callable[[World, str, Who], Places]:
    """A function that is asked about one school."""
    return lambda world, _, user: [place for place in SCHOOLS if ask(user, world.schools[place], world.today)]


def _regions(ask: Callable[[Who, Any], Any]) -> Callable[[World, str, Who], Places]:
    def says(world: World, _: str, user: Who) -> Places:
        found = set(ask(user, world.today).values_list("pk", flat=True))
        return [place for place in ("own", "other") if world.regions[place].pk in found]

    return says


def people_at(world: World, role: str) -> Iterator[tuple[str, Professional]]:
    """Whom an address can name at which place."""
    places = ("self", *SCHOOLS, "coach", "seatless", "merged")
    keys = {place: given["professional_id"] for place in places if (given := world.arguments(role, place))}
    people = Professional._base_manager.select_related("organisation").in_bulk(keys.values())
    yield from ((place, people[key]) for place, key in keys.items())


def _people(ask: Callable[[Who, Any], Any]) -> Callable[[World, str, Who], Places]:
    """A function that answers with people."""

    def says(world: World, role: str, user: Who) -> Places:
        found = set(ask(user, world.today).values_list("pk", flat=True))
        return [place for place, person in people_at(world, role) if person.pk in found]

    return says


def _each_person(ask: Callable[[Who, Professional, Any], bool]) -> Callable[[World, str, Who], Places]:
    """A function that is asked about one person; nobody asks it about a record that was merged away."""
    return lambda world, role, user: [
        place for place, person in people_at(world, role) if place != "merged" and ask(user, person, world.today)
    ]


def _organisations(ask: Callable[[Who, Any], Any]) -> Callable[[World, str, Who], Places]:
    def says(world: World, _: str, user: Who) -> Places:
        found = set(ask(user, world.today).values_list("pk", flat=True))
        return [place for place in ("own", "town", "region", "other") if world.organisations[place].pk in found]

    return says


def _fills(code: str) -> Callable[[Who, School, Any], bool]:
    return lambda user, school, day: access.can_fill_seat(user, school, [Role.objects.get(code=code)], day)


def _plans(world: World, _: str, user: Who) -> Places:
    schools = world.schools.items()
    shown = {
        place: access.plans_shown(access.seat_rights(user, school, world.today), school) for place, school in schools
    }
    return [place for place, plans in shown.items() if plans]


def _changes(world: World, _: str, user: Who) -> Places:
    found = set(access.visible_changes(user, world.today).values_list("pk", flat=True))
    return [place for place in SCHOOLS if world.at[place]["change_id"] in found]


def _undoes(world: World, _: str, user: Who) -> Places:
    changes = Change.objects.select_related("school").in_bulk([world.at[place]["change_id"] for place in SCHOOLS])
    return [place for place in SCHOOLS if access.can_undo(user, changes[world.at[place]["change_id"]], world.today)]


def _each_meeting(ask: Callable[[Who, Meeting, Any], bool]) -> Callable[[World, str, Who], Places]:
    """A function that is asked about the session of each school."""

    def says(world: World, _: str, user: Who) -> Places:
        meetings = Meeting.objects.with_school().in_bulk([world.at[place]["meeting_id"] for place in SCHOOLS])
        return [place for place in SCHOOLS if ask(user, meetings[world.at[place]["meeting_id"]], world.today)]

    return says


def _casus_meetings(world: World, _: str, user: Who) -> Places:
    found = set(of_meetings.casus_meetings(user, world.today).values_list("pk", flat=True))
    return [place for place in SCHOOLS if world.at[place]["meeting_id"] in found]


def _withdraws(world: World, _: str, user: Who) -> Places:
    rows = LibraryCasus.objects.select_related("region", "source__meeting__school")
    shared = rows.in_bulk([world.at[place]["shared_id"] for place in ("own", "other")])
    return [
        place
        for place in ("own", "other")
        if of_meetings.can_withdraw_shared(user, shared[world.at[place]["shared_id"]], world.today)
    ]


def _here(ask: Callable[[Who, Any], bool]) -> Callable[[World, str, Who], Places]:
    return lambda world, _, user: ["here"] if ask(user, world.today) else []


QUESTIONS = (
    Question("visible_schools", rights.SEES_SCHOOL, _schools(access.visible_schools), SEEN),
    Question("editable_schools", rights.EDITS_TEAM, _schools(access.editable_schools)),
    Question("can_edit_team", rights.EDITS_TEAM, _each_school(access.can_edit_team)),
    Question("visible_professionals", rights.SEES_PERSON, _people(access.visible_professionals), SEEN),
    Question("can_edit_professional", rights.EDITS_PERSON, _each_person(access.can_edit_professional)),
    Question("can_set_email", SETS_EMAIL, _each_person(access.can_set_email)),
    Question("can_arrange", rights.ARRANGES_PERSON, _each_person(access.can_arrange)),
    Question("shares_team", SHARES_TEAM, _each_person(access.shares_team)),
    Question("coordinates", COORDINATES, _each_person(access.coordinates)),
    Question("is_in_team", IN_TEAM, _each_school(access.is_in_team)),
    Question("can_fill_seat, of the coach", FILLS_SEAT_OF_COACH, _each_school(_fills(COACH))),
    Question("can_fill_seat, of the nurse", FILLS_SEAT_OF_NURSE, _each_school(_fills("jeugdverpleegkundige"))),
    Question("plans_shown", rights.CHANGES_PLAN, _plans),
    Question("visible_organisations", rights.SEES_ORGANISATION, _organisations(access.visible_organisations)),
    Question("coordinated_organisations", COORDINATED, _organisations(access.coordinated_organisations)),
    Question("has_power", HAS_POWER, _here(access.has_power)),
    Question("visible_changes", rights.SEES_SCHOOL, _changes),
    Question("can_undo", rights.EDITS_TEAM, _undoes),
    Question("schools_in_reach", IN_REACH, _schools(of_schools.schools_in_reach)),
    Question("schools_in_editing_reach", IN_EDITING_REACH, _schools(of_schools.schools_in_editing_reach)),
    Question("regions_in_reach", rights.READS_REGION, _regions(of_schools.regions_in_reach)),
    Question(
        "regions_in_reach, editing",
        rights.ARRANGES_REGION,
        _regions(lambda user, day: of_schools.regions_in_reach(user, day, editing=True)),
    ),
    Question("regions_to_manage", rights.MANAGES_REGION, _regions(of_schools.regions_to_manage)),
    Question(
        "can_manage_region",
        rights.MANAGES_REGION,
        lambda world, _, user: [
            place for place in ("own", "other") if of_schools.can_manage_region(user, world.regions[place], world.today)
        ],
    ),
    Question("schools_to_plan", rights.PLANS, _schools(of_meetings.schools_to_plan)),
    Question("can_read_casus", rights.READS_CASUS, _each_meeting(of_meetings.can_read_casus)),
    Question("can_write_casus", rights.WRITES_CASUS, _each_meeting(of_meetings.can_write_casus)),
    Question("can_offer_casus", rights.WRITES_CASUS, _each_meeting(of_meetings.can_offer_casus)),
    Question("casus_meetings", rights.WRITES_CASUS, _casus_meetings),
    Question("libraries", rights.READS_LIBRARY, _regions(of_meetings.libraries)),
    Question("can_withdraw_shared", rights.WITHDRAWS_SHARED, _withdraws),
    Question("is_beheerder", rights.BEHEERDER, _here(of_schools.is_beheerder)),
)


def differences(world: World, questions: Iterable[Question] = QUESTIONS) -> Iterator[str]:
    """Where a function answers something else than the matrix says. The functions know nothing of who may sign in, so
    whose account was switched off is not asked after."""
    for question in questions:
        for role in ROLES:
            if role == "deactivated":
                continue
            user = world.users.get(role) or AnonymousUser()
            said, should = set(question.says(world, role, user)), question.expected(role)
            if said != should:
                yield f"{question.name}({role}): {sorted(said)} instead of {sorted(should)}"
