"""The form of the sign-in page: Django's own, in the desk's words."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """After a mistake the name stands as typed, and the password, which one types again, has the focus."""

    error_messages = {  # as Django declares it
        **AuthenticationForm.error_messages,
        "invalid_login": "This name and this password do not go together. Capital letters count in both.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Django's form takes."""
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("username"):
            self.fields["username"].widget.attrs.pop("autofocus", None)
            self.fields["password"].widget.attrs["autofocus"] = True
