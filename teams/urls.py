from django.urls import path, register_converter

from teams.views import calendar, changes, handover, merge, organisations, people, schools, seats


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
    path("scholen/<school:code>/bevestigen/", seats.confirm, name="confirm"),
    path("scholen/<school:code>/mensen/", seats.find_people, name="find_people"),
    path("scholen/<school:code>/plekken/<id:seat_id>/invullen/", seats.fill_seat, name="fill_seat"),
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
    path("mensen/<id:professional_id>/overdragen/", handover.hand_over, name="hand_over"),
    path("mensen/<id:professional_id>/samenvoegen/", merge.merge, name="merge"),
    path("organisaties/<id:organisation_id>/", organisations.organisation, name="organisation"),
    path("wijzigingen/<uuid:change_id>/terugdraaien/", changes.undo_change, name="undo_change"),
]
