"""Every address of the project and what it answers to whom. An address that is not in this table fails the walk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings

from teams.forms.region.setup import RegionForm
from tests.access import rights
from tests.access.matrix import Matrix
from tests.access.world import World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
READ, WRITE, BOTH = "GET HEAD", "POST", "GET HEAD POST"
ALLAUTH = "GET HEAD POST PUT OPTIONS"  # Django's form views take PUT as POST, and tell which methods they know
ANY = "GET HEAD POST PUT PATCH DELETE OPTIONS"

Typed = Mapping[str, Any]


@dataclass(frozen=True)
class Form:
    """How somebody who may fills it in: `page` is the route that shows it, or else the address itself."""

    typed: Any = field(default_factory=dict)
    page: str = ""
    is_signed: bool = False  # its page names who sends it
    by: str = "beheerder"  # who fills it in for who may not

    def filled(self, world: World, place: str) -> Typed:
        typed: Typed = self.typed(world, place) if callable(self.typed) else self.typed
        return typed


@dataclass(frozen=True)
class Route:
    """One address. `who` may read it; `posts`, when others may send its form.

    `shown`, `empty`, `done` and `options` are what is answered to who may: to reading, to an empty form, to one filled
    in, to asking which methods there are.
    """

    name: str
    methods: str
    who: Matrix
    posts: Matrix | None = None
    shown: int = 200
    empty: int = 200
    done: int = 302
    options: int = 200
    form: Form | None = None
    offers_people: bool = False  # an editor chooses from the region's people here: their names and addresses
    shows_numbers: bool = False  # who may ask sees a number here that its owner keeps to her teams
    names_editors: bool = False  # who has a seat at a school reads here who can end it, also before her first day
    is_public: bool = False
    is_framable: bool = False  # may be shown inside a page elsewhere
    query: str = ""

    @property
    def allowed(self) -> frozenset[str]:
        return frozenset(self.methods.split())

    def matrix_of(self, method: str) -> Matrix:
        return self.posts if self.posts and method in {"POST", "PUT"} else self.who


def _someone(world: World, _: str) -> Typed:
    return {"professional": world.at["seatless"]["professional_id"], "starts_on": str(world.today)}


def _two_moments(world: World, _: str) -> Typed:
    days = [world.today + timedelta(days=number) for number in (50, 51)]
    when = {"day_0": str(days[0]), "clock_0": "10:00", "day_1": str(days[1]), "clock_1": "10:00"}
    return {**when, "kind": "other", "title": "Overleg", "deadline": str(world.today), "although": "Zo is het"}


def _someone_of_there(world: World, place: str) -> Typed:
    if place == "other":
        return {"professional": world.me["ib_elsewhere"].pk, "starts_on": str(world.today)}
    return _someone(world, place)


def _for_a_while(world: World, place: str) -> Typed:
    later = str(world.today + timedelta(days=60))
    return {**_someone_of_there(world, place), "starts_on": later, "ends_on": later}


def _later(world: World, place: str) -> Typed:
    return {**_someone_of_there(world, place), "starts_on": str(world.today + timedelta(days=60))}


def _today(field_name: str) -> Any:
    return lambda world, _: {field_name: str(world.today)}


def _there(world: World, place: str) -> Typed:
    return {"meeting": world.at[place]["meeting_id"]}


def _by_team(typed: Any) -> Form:
    """A form that no grant opens."""
    return Form(typed, is_signed=True, by="coach")


def _new_region(_: World, __: str) -> Typed:
    """With what it asks agreed to."""
    form = RegionForm({"name": "Nieuw"})
    form.full_clean()
    return {"name": "Nieuw", "agreed": " ".join(form.consequences())}


EDITING = "teams:school?bewerken=1"
TEAM_FORM = {"methods": BOTH, "who": rights.EDITS_TEAM}
ELSEWHERE = {"shown": 302, "empty": 302, "options": 302}
ABSENT = {"shown": 404, "empty": 404}  # what she does not have: no app, no key, no codes, no such device
BUTTON = {"methods": WRITE, "who": rights.EDITS_TEAM}
CASUS_FORM = {"methods": BOTH, "who": rights.WRITES_CASUS}
YEAR_BUTTON: dict[str, Any] = {"methods": WRITE, "who": rights.MAKES_YEAR, "empty": 302}
PLAN_BUTTON = {"methods": WRITE, "who": rights.CHANGES_PLAN, "empty": 400}

ROUTES = (
    # The house itself.
    Route("healthz", READ, rights.EVERYBODY),
    # Signing in.
    Route("account_login", ALLAUTH, rights.SIGNED_OUT),
    *([Route("demo_sign_in", WRITE, rights.EVERYBODY, empty=404)] if settings.DEMO else []),
    Route("account_request_login_code", ALLAUTH, rights.SIGNED_OUT),
    Route("account_confirm_login_code", ANY, rights.EVERYBODY, **ELSEWHERE),
    Route("account_inactive", "GET HEAD OPTIONS", rights.EVERYBODY),
    Route("account_signup", ANY, rights.EVERYBODY, **ELSEWHERE),
    Route("account_reset_password", ANY, rights.EVERYBODY, **ELSEWHERE),
    Route("account_reauthenticate", ANY, rights.SIGNED_IN, **ELSEWHERE),
    Route("account_logout", "GET HEAD POST OPTIONS", rights.LEAVES, empty=302),
    Route("account_change_password", ANY, rights.SIGNED_IN, **ELSEWHERE),
    Route("account_set_password", ALLAUTH, rights.WITH_SECOND_STEP),
    # Signing in safely: the second step, devices, single sign-on.
    Route("account_security", READ, rights.SIGNED_IN),
    Route("account_second_step", READ, rights.WITHOUT_SECOND_STEP),
    Route("account_reauthenticate_by_code", ALLAUTH, rights.SIGNED_IN, empty=302),
    Route("account_remove_password", BOTH, rights.SIGNED_IN, shown=302, empty=302),
    Route("account_end_device", WRITE, rights.SIGNED_IN, **ABSENT),
    Route("account_release_connection", BOTH, rights.SIGNED_IN, **ABSENT),
    Route("usersessions_list", BOTH, rights.SIGNED_IN, shown=302, empty=302),
    Route("mfa_authenticate", ANY, rights.EVERYBODY, **ELSEWHERE),
    Route("mfa_login_webauthn", ALLAUTH, rights.SIGNED_OUT, shown=302, empty=302),
    Route("mfa_activate_totp", ALLAUTH, rights.WITH_SECOND_STEP),
    Route("mfa_deactivate_totp", ANY, rights.SIGNED_IN, **ABSENT, options=404),
    Route("mfa_add_webauthn", ALLAUTH, rights.WITH_SECOND_STEP),
    Route("mfa_edit_webauthn", ALLAUTH, rights.SIGNED_IN, **ABSENT),
    Route("mfa_remove_webauthn", "GET HEAD POST DELETE OPTIONS", rights.SIGNED_IN, **ABSENT),
    Route("mfa_view_recovery_codes", "GET HEAD OPTIONS", rights.SIGNED_IN, **ABSENT),
    Route("mfa_generate_recovery_codes", ALLAUTH, rights.SIGNED_IN),
    Route("mfa_download_recovery_codes", ANY, rights.SIGNED_IN, **ABSENT, options=404),
    Route("mfa_reauthenticate", ANY, rights.SIGNED_IN, **ELSEWHERE),
    Route("mfa_reauthenticate_webauthn", ANY, rights.SIGNED_IN, **ELSEWHERE),
    Route("mfa_index", ANY, rights.SIGNED_IN, **ELSEWHERE),
    Route("mfa_list_webauthn", ANY, rights.SIGNED_IN, **ELSEWHERE),
    Route("openid_connect_login", WRITE, rights.EVERYBODY, **ABSENT),
    Route("openid_connect_callback", "GET", rights.EVERYBODY, **ABSENT),
    # Schools and their teams.
    Route("teams:home", READ, rights.SIGNED_IN, shown=302),
    Route("teams:schools", READ, rights.SIGNED_IN, query="zoek=zq"),
    Route("teams:search", READ, rights.SIGNED_IN, query="zoek=zq"),
    Route("teams:school", READ, rights.SEES_SCHOOL, query="bewerken=1"),
    Route("teams:timeline", READ, rights.SEES_SCHOOL),
    Route("teams:poster", READ, rights.SEES_SCHOOL),
    Route("teams:poster_pdf", READ, rights.SEES_SCHOOL),
    Route("teams:poster_preview", READ, rights.SEES_SCHOOL),
    Route("teams:circle_svg", READ, rights.SEES_SCHOOL),
    Route("teams:circle_png", READ, rights.SEES_SCHOOL),
    Route("teams:confirm", **BUTTON, empty=400, form=Form(page=EDITING)),
    Route("teams:find_people", READ, rights.FINDS_PEOPLE, query="search=zq", offers_people=True),
    Route("teams:fill_seat", **TEAM_FORM, form=Form(_someone_of_there), offers_people=True),
    Route("teams:plan_member", **TEAM_FORM, form=Form(_later), offers_people=True),
    Route("teams:agree_plan", BOTH, rights.CHANGES_PLAN, form=Form()),
    Route("teams:ask_planned", **PLAN_BUTTON, form=Form(page=EDITING)),
    Route("teams:drop_plan", **PLAN_BUTTON, form=Form(page=EDITING)),
    Route("teams:replace_member", **TEAM_FORM, form=Form(_someone_of_there), offers_people=True),
    Route("teams:end_membership", **TEAM_FORM, form=Form(_today("ends_on"))),
    Route("teams:correct_membership", **TEAM_FORM, form=Form(_today("starts_on")), offers_people=True),
    Route("teams:remove_member", **BUTTON, empty=400, form=Form(page="teams:correct_membership")),
    Route("teams:set_contact", **TEAM_FORM, form=Form({"contact_hours": "di 9.00 uur"})),
    Route("teams:arrange_stand_in", **TEAM_FORM, form=Form(_for_a_while), offers_people=True),
    Route("teams:stop_stand_in", **BUTTON, empty=302, form=Form(page=EDITING)),
    Route(
        "teams:calendar",
        BOTH,
        rights.SEES_SCHOOL,
        posts=rights.EDITS_TEAM,
        form=Form(lambda world, _: {"label": "Studiedag", "first_day": str(world.today)}),
    ),
    Route("teams:remove_period", **BUTTON, empty=302, form=Form(page="teams:calendar")),
    # People.
    Route("teams:person", READ, rights.READS_PERSON),
    Route("teams:edit_person", BOTH, rights.EDITS_PERSON, form=Form({"expertise": "verzuim"}), shows_numbers=True),
    Route("teams:confirm_person", WRITE, rights.EDITS_PERSON, empty=400, form=Form(page="teams:person")),
    Route("teams:undo_change", WRITE, rights.EDITS_TEAM, empty=302),
    # A person, as a record.
    Route("teams:show_phone", WRITE, rights.SHOWS_PHONE, empty=200, shows_numbers=True),
    Route("teams:invite", BOTH, rights.INVITES, empty=400, form=Form(is_signed=True)),
    Route("teams:send_confirmation", WRITE, rights.CONFIRMS_ADDRESS, empty=302),
    Route("teams:confirm_address", BOTH, rights.EVERYBODY, shown=410, empty=410),
    Route("teams:hand_over", BOTH, rights.HANDS_OVER, offers_people=True),
    Route("teams:merge", BOTH, rights.ARRANGES_PERSON, offers_people=True),
    Route("teams:erase", BOTH, rights.ERASES_PERSON),
    Route("teams:my_data", READ, rights.SIGNED_IN),
    Route("teams:my_data_json", READ, rights.SIGNED_IN),
    Route("teams:my_data_pdf", READ, rights.SIGNED_IN),
    Route("teams:ask_erasure", BOTH, rights.HAS_RECORD, empty=302, names_editors=True),
    # Organisations.
    Route("teams:organisation", READ, rights.SEES_ORGANISATION),
    # A school, as the register and the world outside know it.
    Route("teams:edit_school", BOTH, rights.REGISTERS_SCHOOL, form=Form({"district": "Noord"})),
    Route("teams:school_logbook", READ, rights.READS_SCHOOL),
    Route("teams:public_page", READ, rights.PUBLIC, is_public=True),
    Route("teams:public_circle", READ, rights.PUBLIC, is_public=True, is_framable=True),
    Route("teams:public_circle_svg", READ, rights.PUBLIC, is_public=True),
    Route("teams:set_public_page", WRITE, rights.EDITS_TEAM, empty=302),
    # Sessions.
    Route("meetings:mine", READ, rights.SIGNED_IN, query="alle=1"),
    Route("meetings:school", READ, rights.SEES_SCHOOL),
    Route("meetings:plan", BOTH, rights.PLANS, form=Form({"kind": "other", "title": "Overleg", "reason": "Zo is het"})),
    Route("meetings:moments", READ, rights.PLANS),
    Route("meetings:owner", BOTH, rights.EDITS_TEAM, empty=302, form=Form()),
    Route("meetings:send_owner_again", WRITE, rights.EDITS_TEAM, empty=302),
    Route("meetings:meeting", READ, rights.SEES_SCHOOL),
    Route("meetings:change", BOTH, rights.PLANS, form=Form({"title": "Overleg", "reason": "Zo is het"})),
    Route("meetings:cancel", BOTH, rights.PLANS, form=Form({"because": "Griep"})),
    Route("meetings:hold", WRITE, rights.PLANS, empty=400),
    Route("meetings:guest", BOTH, rights.PLANS, form=Form({"name": "Wilma", "because": "Zij weet ervan"})),
    Route("meetings:follow", WRITE, rights.PLANS, empty=400),
    Route("meetings:invitation", WRITE, rights.PLANS, empty=400),
    Route("meetings:send", BOTH, rights.PLANS, empty=400, form=Form()),
    Route("meetings:send_again", WRITE, rights.PLANS, empty=302, form=Form(page="meetings:meeting")),
    Route("meetings:agenda", READ, rights.SEES_SCHOOL),
    Route("meetings:agenda_pdf", READ, rights.SEES_SCHOOL),
    Route("meetings:minutes_pdf", READ, rights.SEES_SCHOOL),
    Route("meetings:attendance", BOTH, rights.RECORDS),  # its day has not come, so nothing can be kept yet
    Route("meetings:minutes", READ, rights.SEES_SCHOOL),
    Route("meetings:write_minutes", BOTH, rights.RECORDS),
    Route("meetings:add_agreement", BOTH, rights.RECORDS, form=Form({"text": "We bellen"})),
    Route("meetings:change_agreement", BOTH, rights.RECORDS, form=Form({"text": "We bellen"})),
    Route("meetings:remove_agreement", BOTH, rights.RECORDS, form=Form()),
    Route("meetings:keep_agreement", WRITE, rights.RECORDS, empty=302, form=Form(page="meetings:meeting")),
    Route("meetings:my_agreements", READ, rights.SIGNED_IN),
    Route("meetings:questions", READ, rights.SEES_SCHOOL),
    Route("meetings:answer_question", BOTH, rights.RECORDS, form=Form({"text": "Eerst bellen"})),
    Route("meetings:start_poll", BOTH, rights.PLANS, form=Form(_two_moments)),
    Route("meetings:poll", READ, rights.SEES_SCHOOL),
    Route("meetings:ask_dates", BOTH, rights.PLANS),
    Route("meetings:send_poll", BOTH, rights.PLANS, empty=400),
    Route("meetings:send_date_again", WRITE, rights.PLANS, empty=302),
    Route("meetings:remind_poll", BOTH, rights.PLANS, empty=400),
    Route("meetings:close_poll", WRITE, rights.PLANS, empty=302),
    Route("meetings:choose_moment", BOTH, rights.PLANS),
    Route("meetings:dates", BOTH, rights.EVERYBODY, shown=410, empty=410),
    Route("meetings:answer", BOTH, rights.EVERYBODY, shown=410, empty=410),
    Route("meetings:mail_choices", BOTH, rights.EVERYBODY, shown=410, empty=410),
    Route("meetings:stop_mail", BOTH, rights.EVERYBODY, shown=404, empty=404),
    Route("meetings:casussen", READ, rights.READS_CASUS),
    Route("meetings:make_casus", **CASUS_FORM, form=_by_team({"theme": "verzuim", "age_band": "4-6"})),
    Route("meetings:casus", READ, rights.READS_CASUS),
    Route("meetings:change_casus", **CASUS_FORM, form=_by_team({"story": "Een ander verhaal."})),
    Route("meetings:remove_casus", **CASUS_FORM, form=_by_team({})),
    Route("meetings:offer_casus", **CASUS_FORM, empty=400),
    Route("meetings:perspective", **CASUS_FORM, form=_by_team({"text": "Zo zie ik het."})),
    Route("meetings:add_step", **CASUS_FORM, form=_by_team({"moment": "week 1", "who": "CJG", "what": "belt"})),
    Route("meetings:change_step", **CASUS_FORM, form=_by_team({"what": "belt terug"})),
    Route("meetings:press_step", WRITE, rights.WRITES_CASUS, empty=400),
    Route("meetings:library", READ, rights.READS_LIBRARY),
    Route("meetings:shared", READ, rights.READS_LIBRARY),
    Route("meetings:use_shared", BOTH, rights.USES_LIBRARY, form=_by_team(_there)),
    Route("meetings:withdraw_shared", WRITE, rights.WITHDRAWS_SHARED, empty=302),
    Route("meetings:evaluation", READ, rights.SEES_SCHOOL),
    Route("meetings:ask_evaluation", BOTH, rights.PLANS, empty=400),
    Route("meetings:my_feed", BOTH, rights.HAS_RECORD, empty=302),
    Route("meetings:school_feed", BOTH, rights.EDITS_TEAM, empty=302),
    Route("meetings:feed", READ, rights.EVERYBODY, shown=404),
    # The plan of a year.
    Route("yearplan:plans", BOTH, rights.READS_YEARS, posts=rights.BEGINS_YEAR),
    Route("yearplan:plan", READ, rights.SEES_YEAR, query="zoek=zq"),
    Route("yearplan:compute", **YEAR_BUTTON),
    Route("yearplan:stop", **YEAR_BUTTON),
    Route("yearplan:resume", **YEAR_BUTTON),
    Route("yearplan:settings", BOTH, rights.MAKES_YEAR),
    Route("yearplan:replan", BOTH, rights.MAKES_YEAR, offers_people=True),
    Route("yearplan:compute_again", **YEAR_BUTTON),
    Route("yearplan:present", **YEAR_BUTTON),
    Route("yearplan:session", READ, rights.SEES_YEAR),
    Route("yearplan:move", **(YEAR_BUTTON | {"empty": 400})),
    Route("yearplan:lock", **(YEAR_BUTTON | {"empty": 400})),
    Route("yearplan:close_day", **(YEAR_BUTTON | {"empty": 400})),
    Route("yearplan:open_day", **YEAR_BUTTON),
    Route("yearplan:undo", **YEAR_BUTTON),
    Route("yearplan:week", READ, rights.SEES_YEAR),
    Route("yearplan:people", READ, rights.SEES_YEAR),
    Route("yearplan:person", READ, rights.SEES_YEAR),
    Route("yearplan:school", BOTH, rights.SEES_YEAR, posts=rights.MAKES_YEAR),
    Route("yearplan:agree_school", **YEAR_BUTTON),
    Route("yearplan:proposals", READ, rights.SEES_YEAR),
    Route("yearplan:compare", READ, rights.SEES_YEAR, query="een=1&ander=2"),
    Route("yearplan:choose_proposal", **YEAR_BUTTON),
    Route("yearplan:remove_proposal", **YEAR_BUTTON),
    Route("yearplan:xlsx", READ, rights.SEES_YEAR),
    Route("yearplan:ics", READ, rights.SEES_YEAR),
    Route("yearplan:send", BOTH, rights.MAKES_YEAR),
    Route("yearplan:batch", READ, rights.SEES_YEAR),
    Route("yearplan:resume_batch", **YEAR_BUTTON),
    # Regions.
    Route("teams:regions", READ, rights.WITH_GRANT),
    Route("teams:add_region", BOTH, rights.BEHEERDER, form=Form(_new_region)),
    Route("teams:region", READ, rights.SEES_REGION),
    Route("teams:grants", READ, rights.SEES_REGION),
    Route("teams:give_grant", BOTH, rights.GRANTS_IN_REGION),
    Route("teams:end_grant", BOTH, rights.GRANTS_IN_REGION, form=Form(_today("ends_on"))),
    Route("teams:end_coordinator", BOTH, rights.GRANTS_IN_REGION, form=Form(_today("ends_on"))),
    Route("teams:seat_templates", READ, rights.SEES_REGION),
    Route("teams:add_seat_template", BOTH, rights.MANAGES_REGION),
    Route("teams:edit_seat_template", BOTH, rights.MANAGES_REGION, form=Form({"name": "Leerplicht"})),
    Route("teams:remove_seat_template", BOTH, rights.MANAGES_REGION, form=Form()),
    Route("teams:move_seat_template", WRITE, rights.MANAGES_REGION, empty=302),
    Route("teams:organisations", READ, rights.SEES_REGION),
    Route("teams:add_organisation", BOTH, rights.MANAGES_REGION, form=Form({"name": "Nieuw"})),
    Route("teams:edit_organisation", BOTH, rights.MANAGES_REGION, form=Form({"name": "Nieuw"})),
    Route("teams:remove_organisation", BOTH, rights.MANAGES_REGION),
    Route("overview:overview", READ, rights.SEES_REGION),
    Route("overview:trends", READ, rights.SEES_REGION),
    Route("overview:feed", READ, rights.WITHOUT_KEY, shown=401),
    Route("overview:saved", BOTH, rights.SEES_REGION),
    Route("overview:keys", BOTH, rights.SEES_REGION),
    Route("overview:load", READ, rights.SEES_REGION),
    Route("overview:areas", READ, rights.SEES_REGION),
    Route("overview:area", READ, rights.SEES_REGION),
    Route("overview:area_pdf", READ, rights.SEES_REGION),
    Route("overview:csv", READ, rights.SEES_REGION),
    Route("overview:xlsx", READ, rights.SEES_REGION),
    Route("meetings:region_agenda", READ, rights.SEES_REGION),
    Route("meetings:adopt_agenda", WRITE, rights.MANAGES_REGION, empty=302),
    Route("meetings:drop_agenda", BOTH, rights.MANAGES_REGION, form=Form()),
    Route("meetings:add_agenda_item", BOTH, rights.MANAGES_REGION, form=Form({"title": "Foto"})),
    Route("meetings:edit_agenda_item", BOTH, rights.MANAGES_REGION, form=Form({"title": "Foto"})),
    Route("meetings:remove_agenda_item", BOTH, rights.MANAGES_REGION, form=Form()),
    Route("meetings:move_agenda_item", WRITE, rights.MANAGES_REGION, empty=302),
    Route("teams:bundles", BOTH, rights.SEES_REGION, empty=302),
    Route("teams:bundle", READ, rights.TAKES_POSTERS),
    Route("teams:bundle_pdf", READ, rights.TAKES_POSTERS),
    Route("teams:retry_bundle", WRITE, rights.TAKES_POSTERS, empty=302),
    Route("teams:imports", BOTH, rights.IMPORTS_TEAMS),
    Route("teams:import_example", READ, rights.IMPORTS_TEAMS),
    Route("teams:import", BOTH, rights.ARRANGES_REGION, empty=400),
    Route("teams:add_school", BOTH, rights.MANAGES_REGION),
    Route("teams:region_logbook", READ, rights.READS_REGION),
    Route("teams:erasures", READ, rights.ARRANGES_REGION),
    Route("teams:register_import", BOTH, rights.BEHEERDER),
    Route("teams:roles", READ, rights.BEHEERDER),
    Route("teams:add_role", BOTH, rights.BEHEERDER),
    Route("teams:edit_role", BOTH, rights.EDITS_ROLE, form=Form({"abbreviation": "WA"})),
)
BY_NAME = {route.name: route for route in ROUTES}
