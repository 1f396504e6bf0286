"""The forms of signing in, with words that say what to do."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

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


class CodeForm(AuthenticateForm):
    """The second step: six digits, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=("Six digits, or a recovery code", "", CODE))

    def clean_code(self) -> str:
        """Take the digits as the app shows them, with or without a gap."""
        self.cleaned_data["code"] = _without_gaps(self.cleaned_data["code"])
        return super().clean_code()


class CodeOnceMoreForm(CodeAgainForm):
    """The second step again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=("Six digits, or a recovery code", "", CODE))

    def clean_code(self) -> str:
        """Take the digits as the app shows them, with or without a gap."""
        self.cleaned_data["code"] = _without_gaps(self.cleaned_data["code"])
        return super().clean_code()


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
