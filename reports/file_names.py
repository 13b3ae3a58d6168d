"""What a downloaded file is called: what it is, and in brief what was chosen of it. Pure."""

import re
from collections.abc import Iterable

MOST = 80  # letters: a name holds 255 bytes, of which Korean takes three each
_NOT_IN_NAMES = re.compile(r"[^\w.%~-]+")


def file_name(what: str, chosen: Iterable[tuple[str, str]] = ()) -> str:
    """Without its ending. Too many conditions are counted; the sheet 출처 holds them all."""
    told = [f"{label} {value}" for label, value in chosen]
    if not told:
        return what
    words = _NOT_IN_NAMES.sub("_", " ".join(told)).strip("_")
    return f"{what}_{words}" if len(f"{what}_{words}") <= MOST else f"{what}_조건_{len(told)}가지"
