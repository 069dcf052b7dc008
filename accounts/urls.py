"""Signing in, with allauth's views under Dutch addresses; only what this program uses is reachable."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from accounts.sso import views as sso
from accounts.views import again, second_step, security

to_sign_in = login_not_required(RedirectView.as_view(pattern_name="account_login"))
to_security = RedirectView.as_view(pattern_name="account_security")

urlpatterns = [
    path("inloggen/", views.login, name="account_login"),
    path("inloggen/passkey/", second_step.SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", second_step.EnterSecondStep.as_view(), name="mfa_authenticate"),
    path("inloggen/niet-actief/", views.account_inactive, name="account_inactive"),
    path("inloggen/opnieuw/", views.reauthenticate, name="account_reauthenticate"),
    path("inloggen/opnieuw/code/", again.ReauthenticateByCode.as_view(), name="account_reauthenticate_by_code"),
    path("inloggen/opnieuw/tweede-stap/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("inloggen/opnieuw/passkey/", second_step.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("beveiliging/", security.security, name="account_security"),
    path("beveiliging/tweede-stap/", second_step.second_step, name="account_second_step"),
    path("beveiliging/app/", second_step.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("beveiliging/app/weghalen/", second_step.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("beveiliging/passkeys/nieuw/", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("beveiliging/passkeys/<int:pk>/", second_step.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("beveiliging/passkeys/<int:pk>/weghalen/", second_step.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("beveiliging/herstelcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("beveiliging/herstelcodes/nieuw/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("beveiliging/herstelcodes/bestand/", second_step.CodesFile.as_view(), name="mfa_download_recovery_codes"),
    path("beveiliging/apparaten/", security.devices, name="usersessions_list"),
    path("beveiliging/apparaten/<int:pk>/uitloggen/", security.end_device, name="account_end_device"),
    path("beveiliging/koppelingen/<int:pk>/weghalen/", security.release_connection, name="account_release_connection"),
    path("wachtwoord/", security.ChangePassword.as_view(), name="account_change_password"),
    path("wachtwoord/instellen/", security.SetPassword.as_view(), name="account_set_password"),
    path("wachtwoord/weghalen/", security.remove_password, name="account_remove_password"),
    path("inloggen/met/<slug:provider_id>/", sso.leave, name="openid_connect_login"),
    path("inloggen/met/<slug:provider_id>/terug/", sso.come_back, name="openid_connect_callback"),
    # allauth's own pages ask for these names; nobody signs up or resets here: a code by e-mail does both jobs.
    path("inloggen/aanmelden/", to_sign_in, name="account_signup"),
    path("inloggen/vergeten/", to_sign_in, name="account_reset_password"),
    path("beveiliging/overzicht/", to_security, name="mfa_index"),
    path("beveiliging/passkeys/", to_security, name="mfa_list_webauthn"),
]
