from django.urls import path, register_converter

from teams.views import (
    addresses,
    calendar,
    changes,
    erasure,
    handover,
    logbook,
    merge,
    my_data,
    organisations,
    people,
    plans,
    posters,
    public,
    schools,
    search,
    seats,
    timeline,
)
from teams.views.region import grants, hub, importing, register, register_import, roles
from teams.views.region import organisations as region_organisations
from teams.views.region import posters as region_posters
from teams.views.region import seats as region_seats


class SchoolCode:
    """A DUO establishment code in a URL."""

    regex = r"[0-9]{2}[A-Z]{2}[0-9]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Id:
    """A row's number, no larger than the database can hold."""

    regex = r"[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(SchoolCode, "school")
register_converter(Id, "id")

app_name = "teams"
urlpatterns = [
    path("", schools.home, name="home"),
    path("scholen/", schools.school_list, name="schools"),
    path("scholen/<school:code>/", schools.school_page, name="school"),
    path("scholen/<school:code>/door-de-tijd/", timeline.timeline, name="timeline"),
    path("scholen/<school:code>/poster/", posters.poster_page, name="poster"),
    path("scholen/<school:code>/poster.pdf", posters.poster_pdf, name="poster_pdf"),
    path("scholen/<school:code>/poster.png", posters.poster_preview, name="poster_preview"),
    path("scholen/<school:code>/cirkel.svg", posters.circle_svg, name="circle_svg"),
    path("scholen/<school:code>/cirkel.png", posters.circle_png, name="circle_png"),
    path("scholen/<school:code>/bevestigen/", seats.confirm, name="confirm"),
    path("scholen/<school:code>/mensen/", seats.find_people, name="find_people"),
    path("scholen/<school:code>/plekken/<id:seat_id>/invullen/", seats.fill_seat, name="fill_seat"),
    path("scholen/<school:code>/plekken/<id:seat_id>/plannen/", plans.plan_member, name="plan_member"),
    path("scholen/<school:code>/plannen/<id:plan_id>/gevraagd/", plans.ask_planned, name="ask_planned"),
    path("scholen/<school:code>/plannen/<id:plan_id>/akkoord/", plans.agree_plan, name="agree_plan"),
    path("scholen/<school:code>/plannen/<id:plan_id>/vervalt/", plans.drop_plan, name="drop_plan"),
    path("scholen/<school:code>/leden/<id:membership_id>/vervangen/", seats.replace_member, name="replace_member"),
    path("scholen/<school:code>/leden/<id:membership_id>/stoppen/", seats.end_membership, name="end_membership"),
    path(
        "scholen/<school:code>/leden/<id:membership_id>/corrigeren/",
        seats.correct_membership,
        name="correct_membership",
    ),
    path("scholen/<school:code>/leden/<id:membership_id>/weghalen/", seats.remove_member, name="remove_member"),
    path("scholen/<school:code>/leden/<id:membership_id>/contact/", seats.set_contact, name="set_contact"),
    path("scholen/<school:code>/leden/<id:membership_id>/waarnemer/", seats.arrange_stand_in, name="arrange_stand_in"),
    path("scholen/<school:code>/waarnemingen/<id:stand_in_id>/stoppen/", seats.stop_stand_in, name="stop_stand_in"),
    path("scholen/<school:code>/vrije-dagen/", calendar.calendar, name="calendar"),
    path("scholen/<school:code>/vrije-dagen/<id:period_id>/weghalen/", calendar.remove_period, name="remove_period"),
    path("mensen/<id:professional_id>/", people.person_page, name="person"),
    path("mensen/<id:professional_id>/bewerken/", people.edit_person, name="edit_person"),
    path("mensen/<id:professional_id>/bevestigen/", people.confirm_person, name="confirm_person"),
    path("scholen/<school:code>/gegevens/", register.edit_school, name="edit_school"),
    path("zoeken/", search.search, name="search"),
    path("regios/", hub.regions, name="regions"),
    path("regios/nieuw/", hub.add_region, name="add_region"),
    path("regios/<id:region_id>/", hub.region, name="region"),
    path("regios/<id:region_id>/wie-mag-wat/", grants.grants, name="grants"),
    path("regios/<id:region_id>/wie-mag-wat/geven/", grants.give_grant, name="give_grant"),
    path("regios/<id:region_id>/bevoegdheden/<id:grant_id>/beeindigen/", grants.end_grant, name="end_grant"),
    path(
        "regios/<id:region_id>/coordinatoren/<id:coordinator_id>/beeindigen/",
        grants.end_coordinator,
        name="end_coordinator",
    ),
    path("regios/<id:region_id>/plekken/", region_seats.seat_templates, name="seat_templates"),
    path("regios/<id:region_id>/plekken/nieuw/", region_seats.add_seat_template, name="add_seat_template"),
    path("regios/<id:region_id>/plekken/<id:seat_id>/", region_seats.edit_seat_template, name="edit_seat_template"),
    path(
        "regios/<id:region_id>/plekken/<id:seat_id>/weghalen/",
        region_seats.remove_seat_template_page,
        name="remove_seat_template",
    ),
    path("regios/<id:region_id>/plekken/<id:seat_id>/verplaatsen/", region_seats.move_seat, name="move_seat_template"),
    path("regios/<id:region_id>/organisaties/", region_organisations.organisations, name="organisations"),
    path("regios/<id:region_id>/organisaties/nieuw/", region_organisations.add_organisation, name="add_organisation"),
    path(
        "regios/<id:region_id>/organisaties/<id:organisation_id>/",
        region_organisations.edit_organisation,
        name="edit_organisation",
    ),
    path(
        "regios/<id:region_id>/organisaties/<id:organisation_id>/weghalen/",
        region_organisations.remove_organisation_page,
        name="remove_organisation",
    ),
    path("regios/<id:region_id>/posters/", region_posters.posters, name="bundles"),
    path("regios/<id:region_id>/posters/<id:bundle_id>/", region_posters.bundle, name="bundle"),
    path("regios/<id:region_id>/posters/<id:bundle_id>/posters.pdf", region_posters.bundle_pdf, name="bundle_pdf"),
    path("regios/<id:region_id>/posters/<id:bundle_id>/opnieuw/", region_posters.retry, name="retry_bundle"),
    path("regios/<id:region_id>/inlezen/", importing.imports, name="imports"),
    path("regios/<id:region_id>/inlezen/voorbeeld.xlsx", importing.example, name="import_example"),
    path("regios/<id:region_id>/inlezen/<id:import_id>/", importing.team_import, name="import"),
    path("regios/<id:region_id>/scholen/nieuw/", register.add_school, name="add_school"),
    path("register/inlezen/", register_import.register_import, name="register_import"),
    path("rollen/", roles.roles, name="roles"),
    path("rollen/nieuw/", roles.add_role, name="add_role"),
    path("rollen/<id:role_id>/", roles.edit_role, name="edit_role"),
    path("mensen/<id:professional_id>/nummer/", people.show_phone, name="show_phone"),
    path("mijn-gegevens/", my_data.my_data, name="my_data"),
    path("mijn-gegevens/gegevens.json", my_data.my_data_json, name="my_data_json"),
    path("mijn-gegevens/gegevens.pdf", my_data.my_data_pdf, name="my_data_pdf"),
    path("mijn-gegevens/wissen/", erasure.ask, name="ask_erasure"),
    path("regios/<id:region_id>/wissen/", erasure.erasures, name="erasures"),
    path("mensen/<id:professional_id>/wissen/", erasure.erase, name="erase"),
    path("openbaar/<school:code>/", public.public_page, name="public_page"),
    path("openbaar/<school:code>/cirkel/", public.public_circle, name="public_circle"),
    path("openbaar/<school:code>/cirkel.svg", public.public_circle_svg, name="public_circle_svg"),
    path("scholen/<school:code>/openbaar/", public.set_public_page, name="set_public_page"),
    path("mensen/<id:professional_id>/uitnodigen/", addresses.invite, name="invite"),
    path("mensen/<id:professional_id>/adres-bevestigen/", addresses.send_confirmation, name="send_confirmation"),
    path("adres-bevestigen/<str:token>/", addresses.confirm_address, name="confirm_address"),
    path("scholen/<school:code>/logboek/", logbook.school_logbook, name="school_logbook"),
    path("regios/<id:region_id>/logboek/", logbook.region_logbook, name="region_logbook"),
    path("mensen/<id:professional_id>/overdragen/", handover.hand_over, name="hand_over"),
    path("mensen/<id:professional_id>/samenvoegen/", merge.merge, name="merge"),
    path("organisaties/<id:organisation_id>/", organisations.organisation, name="organisation"),
    path("wijzigingen/<uuid:change_id>/terugdraaien/", changes.undo_change, name="undo_change"),
]
