from django.db import models
from django.db.models import Q


def said(amount: str) -> Q:
    """A number stands there exactly when the cell held one: blank, dash and 0 stay apart."""
    return Q(**{f"{amount}_state": "value", f"{amount}__isnull": False}) | Q(
        **{f"{amount}_state__in": ["dash", "blank", "absent"], f"{amount}__isnull": True}
    )


class State(models.TextChoices):
    """What a printed cell says. Four different things that never become one."""

    VALUE = "value", "값"
    DASH = "dash", "‘-’"
    BLANK = "blank", "빈칸"
    ABSENT = "absent", "그런 열이 없음"
