from django.urls import path

from meetings.views import answers, feeds, inviting, lists, mail_choices, meeting, moments, notices, ownership, planning

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
    path("antwoord/<str:token>/", answers.answer, name="answer"),
    path("mail-keuzes/<str:token>/", mail_choices.mail_choices, name="mail_choices"),
    path("mail-keuzes/<str:token>/stop/<slug:kind>/", mail_choices.stop_mail, name="stop_mail"),
    path("mijn-agenda/", feeds.my_feed, name="my_feed"),
    path("scholen/<school:code>/bijeenkomsten/agenda/", feeds.school_feed, name="school_feed"),
    path("agenda/<str:secret>.ics", feeds.feed, name="feed"),
]
