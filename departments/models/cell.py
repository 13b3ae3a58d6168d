from django.db import models
from django.db.models import Q


def said(amount: str, *others: str) -> Q:
    """A number stands there exactly when the cell held one: blank, dash and 0 stay apart."""
    numberless = ["dash", "blank", "absent", *others]
    return Q(**{f"{amount}_state": "value", f"{amount}__isnull": False}) | Q(
        **{f"{amount}_state__in": numberless, f"{amount}__isnull": True}
    )


class State(models.TextChoices):
    """What a printed cell says. Four different things that never become one."""

    VALUE = "value", "값"
    DASH = "dash", "‘-’"
    BLANK = "blank", "빈칸"
    ABSENT = "absent", "그런 열이 없음"
