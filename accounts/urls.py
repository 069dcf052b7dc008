"""Signing in, with allauth's views under Dutch addresses; only what this program uses is reachable."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from accounts.sso import views as sso

to_sign_in = login_not_required(RedirectView.as_view(pattern_name="account_login"))

urlpatterns = [
    path("inloggen/", views.login, name="account_login"),
    path("inloggen/niet-actief/", views.account_inactive, name="account_inactive"),
    path("inloggen/opnieuw/", views.reauthenticate, name="account_reauthenticate"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("wachtwoord/", views.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", views.password_set, name="account_set_password"),
    path("inloggen/met/<slug:provider_id>/", sso.leave, name="openid_connect_login"),
    path("inloggen/met/<slug:provider_id>/terug/", sso.come_back, name="openid_connect_callback"),
    # allauth's own pages ask for these names; nobody signs up or resets here: a code by e-mail does both jobs.
    path("inloggen/aanmelden/", to_sign_in, name="account_signup"),
    path("inloggen/vergeten/", to_sign_in, name="account_reset_password"),
]
