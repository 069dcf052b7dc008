from django.urls import path

from meetings.views import (
    answers,
    casus,
    evaluating,
    feeds,
    inviting,
    library,
    lists,
    meeting,
    moments,
    notices,
    ownership,
    planning,
)

app_name = "meetings"
urlpatterns = [
    path("bijeenkomsten/", lists.mine, name="mine"),
    path("scholen/<school:code>/bijeenkomsten/", lists.school_meetings, name="school"),
    path("scholen/<school:code>/bijeenkomsten/nieuw/", planning.plan, name="plan"),
    path("scholen/<school:code>/bijeenkomsten/momenten/", moments.moments, name="moments"),
    path("scholen/<school:code>/bijeenkomsten/eigenaar/", ownership.change_owner, name="owner"),
    path("bijeenkomsten/<id:meeting_id>/", meeting.meeting_page, name="meeting"),
    path("bijeenkomsten/<id:meeting_id>/wijzigen/", planning.change, name="change"),
    path("bijeenkomsten/<id:meeting_id>/afzeggen/", planning.cancel, name="cancel"),
    path("bijeenkomsten/<id:meeting_id>/gehouden/", planning.hold, name="hold"),
    path("bijeenkomsten/<id:meeting_id>/gast/", inviting.guest, name="guest"),
    path("bijeenkomsten/<id:meeting_id>/kernteam-volgen/", inviting.follow, name="follow"),
    path("bijeenkomsten/<id:meeting_id>/mails/", notices.send, name="send"),
    path("bijeenkomsten/<id:meeting_id>/mails/<id:notice_id>/opnieuw/", notices.again, name="send_again"),
    path("bijeenkomsten/<id:meeting_id>/genodigden/<id:invitation_id>/", inviting.press, name="invitation"),
    path("bijeenkomsten/<id:meeting_id>/casus/", casus.casussen, name="casussen"),
    path("bijeenkomsten/<id:meeting_id>/casus/nieuw/", casus.make, name="make_casus"),
    path("bijeenkomsten/<id:meeting_id>/casus/<id:casus_id>/", casus.casus, name="casus"),
    path("bijeenkomsten/<id:meeting_id>/casus/<id:casus_id>/verhaal/", casus.change, name="change_casus"),
    path("bijeenkomsten/<id:meeting_id>/casus/<id:casus_id>/weg/", casus.remove, name="remove_casus"),
    path("bijeenkomsten/<id:meeting_id>/casus/<id:casus_id>/delen/", library.offer, name="offer_casus"),
    path(
        "bijeenkomsten/<id:meeting_id>/casus/<id:casus_id>/perspectief/<slug:voice>/",
        casus.perspective,
        name="perspective",
    ),
    path("bijeenkomsten/<id:meeting_id>/casus/<id:casus_id>/stappen/nieuw/", casus.add_step, name="add_step"),
    path(
        "bijeenkomsten/<id:meeting_id>/casus/<id:casus_id>/stappen/<id:step_id>/", casus.change_step, name="change_step"
    ),
    path(
        "bijeenkomsten/<id:meeting_id>/casus/<id:casus_id>/stappen/<id:step_id>/knop/",
        casus.press_step,
        name="press_step",
    ),
    path("regios/<id:region_id>/casussen/", library.library, name="library"),
    path("regios/<id:region_id>/casussen/<id:shared_id>/", library.shared, name="shared"),
    path("regios/<id:region_id>/casussen/<id:shared_id>/gebruiken/", library.use, name="use_shared"),
    path("regios/<id:region_id>/casussen/<id:shared_id>/weg/", library.withdraw, name="withdraw_shared"),
    path("bijeenkomsten/<id:meeting_id>/evaluatie/", evaluating.results, name="evaluation"),
    path("bijeenkomsten/<id:meeting_id>/evaluatie/mails/", evaluating.ask, name="ask_evaluation"),
    path("antwoord/<str:token>/", answers.answer, name="answer"),
    path("mijn-agenda/", feeds.my_feed, name="my_feed"),
    path("scholen/<school:code>/bijeenkomsten/agenda/", feeds.school_feed, name="school_feed"),
    path("agenda/<str:secret>.ics", feeds.feed, name="feed"),
]
