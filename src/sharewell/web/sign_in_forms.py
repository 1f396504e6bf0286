"""The forms of signing in, with words that say what to do."""

import hashlib
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache

CODE = "Enter the six digits that your authenticator app shows now"


def _say(form: forms.Form, **words: tuple[str, str, str]) -> None:
    """Set each field's label, hint, and what to do when it is empty."""
    for name, (label, hint, when_empty) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.error_messages |= {"required": when_empty}


class SignInForm(LoginForm):
    """The first step: who, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            login=("Work email address", "", "Enter your work email address"),
            password=("Password", "", "Enter your password"),
        )
        self.fields["login"].error_messages["invalid"] = "Enter an email address, like name@agency.example"


class _UsedOnce:
    """
    Takes a code once, as the app shows it, with or without a gap.

    The code before and the one after are taken too, because clocks drift and people are slow; so a used code is
    remembered for as long as it could be taken again, which is longer than the library remembers it.
    """

    cleaned_data: dict[str, str]
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Give the code; raises a validation error when it is wrong or was used before."""
        self.cleaned_data["code"] = _without_gaps(self.cleaned_data["code"])
        code: str = super().clean_code()  # type: ignore[misc]  # the form this is mixed into
        if self.authenticator.type == Authenticator.Type.TOTP and not self._is_first_use(code):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _is_first_use(self, code: str) -> bool:
        used = hashlib.sha256(f"{self.authenticator.user_id}|{code}".encode()).hexdigest()
        lasts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        return cache.add(f"code-used-{used}", 1, timeout=lasts)


class CodeForm(_UsedOnce, AuthenticateForm):
    """The second step: six digits, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=("Six digits, or a recovery code", "", CODE))


class CodeOnceMoreForm(_UsedOnce, CodeAgainForm):
    """The second step again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=("Six digits, or a recovery code", "", CODE))


class SetUpForm(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=("The six digits that the app shows", "", CODE))

    def clean_code(self) -> str:
        """Take the digits as the app shows them, with or without a gap."""
        self.cleaned_data["code"] = _without_gaps(self.cleaned_data["code"])
        return super().clean_code()


class PasswordAgainForm(ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=("Password", "", "Enter your password"))


class NewPasswordForm(ChangePasswordForm):
    """A new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            oldpassword=("The password you have now", "", "Enter the password you have now"),
            password1=("New password", "At least 12 characters. Three random words are good.", "Enter a new password"),
            password2=("New password again", "", "Enter the new password a second time"),
        )


def _without_gaps(code: str) -> str:
    return "".join(code.split())
