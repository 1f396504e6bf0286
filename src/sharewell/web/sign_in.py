"""The addresses of signing in: those of the account package that we use, and one page for those that we do not."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from sharewell.rules.access import Permission
from sharewell.web import kept_words
from sharewell.web.page import open_page, page, render

ENTRANCE = open_page("this is where people sign in")
OWN = open_page("the account package itself asks for the signed-in person, and for their password again")


@open_page("it says only whom to ask")
def ask(http: HttpRequest) -> HttpResponse:
    """Say whom to ask for an account or a new password: nobody signs themselves up, nothing is sent by e-mail."""
    return render(http, "account/ask.html")


@page(Permission.READ_LIBRARY)
def words(http: HttpRequest) -> HttpResponse:
    """Show what somebody was writing when their time ran out, ready to be sent on."""
    kept = kept_words.kept(http)
    return render(http, "errors/words.html", {"words": kept}) if kept else redirect("work")


@page(Permission.READ_LIBRARY)
def still_here(http: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Take note that somebody is still there; the session itself keeps the time."""
    return HttpResponse(status=204)


paths = [
    path("still-here", still_here, name="still-here"),
    path("words", words, name="kept-words"),
    path("account/login/", ENTRANCE(account.login), name="account_login"),
    path("account/logout/", ENTRANCE(account.logout), name="account_logout"),
    path("account/inactive/", ask, name="account_inactive"),
    path("account/reauthenticate/", OWN(account.reauthenticate), name="account_reauthenticate"),
    path("account/password/", OWN(account.password_change), name="account_change_password"),
    path("account/two/", OWN(factor.index), name="mfa_index"),
    path("account/two/check/", ENTRANCE(factor.authenticate), name="mfa_authenticate"),
    path("account/two/again/", OWN(factor.reauthenticate), name="mfa_reauthenticate"),
    path("account/two/app/", OWN(totp.activate_totp), name="mfa_activate_totp"),
    path("account/two/app/remove/", OWN(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/two/codes/", OWN(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/two/codes/new/", OWN(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/two/codes/save/", OWN(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("account/ask", ask, name="account_signup"),
    # Names that the account package asks for; we have no such pages.
    path("account/ask/password", ask, name="account_reset_password"),
    path("account/ask/address", ask, name="account_email"),
    path("account/ask/sent", ask, name="account_email_verification_sent"),
    path("account/ask/set", ask, name="account_set_password"),
]
