from django.urls import path

from yearplan.views import exports, people, plans, proposals, runs, schools, sending, sessions, settings, week

app_name = "yearplan"
PLAN = "bijeenkomsten/jaarplanning/<id:yearplan_id>/"
urlpatterns = [
    path("bijeenkomsten/jaarplanning/", plans.plans, name="plans"),
    path(PLAN, plans.plan_page, name="plan"),
    path(f"{PLAN}berekenen/", runs.start, name="compute"),
    path(f"{PLAN}berekenen/<id:run_id>/stoppen/", runs.stop, name="stop"),
    path(f"{PLAN}berekenen/<id:run_id>/verder/", runs.resume, name="resume"),
    path(f"{PLAN}instellingen/", settings.settings, name="settings"),
    path(f"{PLAN}opnieuw/", settings.replan, name="replan"),
    path(f"{PLAN}opnieuw/berekenen/", settings.compute_again, name="compute_again"),
    path(f"{PLAN}afwezig/<id:absence_id>/weghalen/", settings.present, name="present"),
    path(f"{PLAN}sessies/<id:session_id>/", sessions.session_page, name="session"),
    path(f"{PLAN}sessies/<id:session_id>/verplaatsen/", sessions.move, name="move"),
    path(f"{PLAN}sessies/<id:session_id>/vastzetten/", sessions.lock, name="lock"),
    path(f"{PLAN}sessies/<id:session_id>/kan-niet/", sessions.close, name="close_day"),
    path(f"{PLAN}kan-niet/<id:closed_id>/weghalen/", sessions.reopen, name="open_day"),
    path(f"{PLAN}ongedaan/", sessions.undo, name="undo"),
    path(f"{PLAN}week/", week.week, name="week"),
    path(f"{PLAN}mensen/", people.people, name="people"),
    path(f"{PLAN}mensen/<id:professional_id>/", people.person, name="person"),
    path(f"{PLAN}scholen/<school:code>/", schools.school, name="school"),
    path(f"{PLAN}scholen/<school:code>/akkoord/", schools.agree, name="agree_school"),
    path(f"{PLAN}voorstellen/", proposals.proposals, name="proposals"),
    path(f"{PLAN}voorstellen/vergelijken/", proposals.compare, name="compare"),
    path(f"{PLAN}voorstellen/<id:proposal_id>/kiezen/", proposals.choose, name="choose_proposal"),
    path(f"{PLAN}voorstellen/<id:proposal_id>/weghalen/", proposals.remove, name="remove_proposal"),
    path(f"{PLAN}jaarplanning.xlsx", exports.xlsx, name="xlsx"),
    path(f"{PLAN}jaarplanning.ics", exports.ics, name="ics"),
    path(f"{PLAN}versturen/", sending.sending, name="send"),
    path(f"{PLAN}versturen/<id:batch_id>/", sending.batch, name="batch"),
    path(f"{PLAN}versturen/<id:batch_id>/verder/", sending.resume, name="resume_batch"),
]
