from collections.abc import Iterable
from functools import reduce
from operator import add

from django.db import models
from django.db.models import Case, Q, Value, When

from departments.cells import BITS, WIDTH


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


def met_by(amounts: Iterable[str]) -> models.Expression:
    """`departments.cells.met` of the cells of these amounts, worked out by the database."""
    return reduce(add, (_bits(f"{amount}_state", WIDTH * at) for at, amount in enumerate(amounts)))


def _bits(state: str, place: int) -> Case:
    return Case(
        *(When(**{state: word}, then=Value(bit << place)) for word, bit in BITS.items()),
        output_field=models.IntegerField(),
    )
