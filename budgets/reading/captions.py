"""What a caption says of its table: the unit its amounts are printed in."""

import re

from budgets.amounts import Refused, Unit, unit_named
from departments.text import squeezed

_STATED = re.compile(
    r"단위(?:[:：;=(]+|(?=(?:백만|천|억|만)?원))([^)\]}>】]+)|^[(\[](백만원|천원|억원|원)[)\]]$"
)
_CAPTION = re.compile(r"^[(\[<〈{【].*(?:단위|기준|현재).*[)\]>〉}】]$|^[(\[]?단위[:：].*$")
_OUTSIDE = re.compile(r"^(?:%|명|건|개|개소|회|인)$")


def is_caption(text: str) -> bool:
    """A line of its own that says unit or day, and nothing else."""
    return bool(_CAPTION.match(squeezed(text))) or _bare_unit(text)


def _bare_unit(text: str) -> bool:
    found = _STATED.search(squeezed(text))
    return bool(found and found[2])


def states_unit(text: str) -> bool:
    return bool(_STATED.search(squeezed(text)))


def stated_unit(text: str) -> Unit | None:
    """The one unit of money; None where it is none, unknown, or more than one."""
    found = _STATED.search(squeezed(text))
    if not found:
        return None
    words = re.split(r"[,/·ㆍ및]", (found[1] or found[2]))
    units = set()
    for word in words:
        if _OUTSIDE.match(word):
            continue
        try:
            units.add(unit_named(word))
        except Refused:
            return None
    return units.pop() if len(units) == 1 else None
