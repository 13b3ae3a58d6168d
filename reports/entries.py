"""What a search finds, whatever it is of."""

from dataclasses import dataclass
from typing import NamedTuple


class Dated(NamedTuple):
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    group: str
    name: str
    href: str
    under: str = ""  # what it stands under
    also: str = ""  # other names that it has or had
    dates: tuple[Dated, ...] = ()  # newest first
    dated: str = "기준일"  # what `dates` are
