"""Forms of the door and of the accounts."""

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from departments.lock import CLOSED_FOR, TRIES, locked_until
from departments.models import Department, Membership, Person

WRONG = "로그인 이름 또는 비밀번호가 맞지 않습니다."
SHUT = (
    f"비밀번호를 {TRIES}번 틀려 {CLOSED_FOR.seconds // 60}분 동안 잠겼습니다. "
    "그 뒤에 다시 하거나 총괄에게 알려 주십시오."
)


class LoginForm(AuthenticationForm):
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "로그인 이름"

    def get_invalid_login_error(self):
        """That a name is shut is said whether or not it is anybody's: it tells nothing of whose."""
        if locked_until(self.cleaned_data.get("username", ""), timezone.now()):
            return ValidationError(SHUT, code="locked")
        return super().get_invalid_login_error()


class OwnPasswordForm(PasswordChangeForm):
    """Django's own, whose labels need no words of ours."""


class RoleForm(forms.Form):
    department = forms.ModelChoiceField(
        label="부서", queryset=Department.objects.none(), empty_label="고르십시오"
    )
    role = forms.ChoiceField(label="역할", choices=Membership.Role.choices)
    reason = forms.CharField(label="사유", max_length=300)

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        field.queryset = departments
        field.label_from_instance = lambda one: f"{one.parent} {one}" if one.parent else str(one)


class AccountForm(RoleForm):
    username = forms.CharField(
        label="로그인 이름",
        max_length=150,
        help_text="영문자, 숫자와 @ . + - _ 만 씁니다.",
        validators=[Person.username_validator],
    )
    name = forms.CharField(label="이름", max_length=60)
    password = forms.CharField(
        label="첫 비밀번호",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="본인에게 알려 주고, 본인이 로그인한 뒤 바꾸게 합니다.",
    )
    field_order = ("username", "name", "password", "department", "role", "reason")

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class ReasonForm(forms.Form):
    reason = forms.CharField(label="사유", max_length=300)


class NewPasswordForm(ReasonForm):
    password = forms.CharField(
        label="새 비밀번호",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password
