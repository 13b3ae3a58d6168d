"""What pages read again and again, and what only a publication or a renaming changes: names, places,
dates. Kept in the process under the stamp (docs/decisions/0009); amounts are read for each page.

Exact for the reason for which kept pages are (reports/kept.py): what is read after a stamp is at least
as new as the stamp, and as long as the newest stamp is that one, nothing that readers see has changed.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import Any

MOST_ROWS = 100_000  # some twelve tables of a whole city, each of some megabytes


class Known:
    """What was read since the stamp was first seen; the newest used of it, no more than fits."""

    def __init__(self, stamp: Hashable, most: int = MOST_ROWS):
        self.stamp, self.most, self.held = stamp, most, 0
        self.found: OrderedDict[tuple, tuple[Any, int]] = OrderedDict()
        self.lock = Lock()

    def __call__(self, read: Callable[..., Any], *of: Hashable) -> Any:
        """`read(*of)`, asked of the database once. What is given back is shared: never to be changed."""
        return self.once((read, *of), lambda: read(*of), _rows)

    def once(self, key: tuple, read: Callable[[], Any], rows: Callable[[Any], int]) -> Any:
        """For what `key` says all about; as so many rows counts what was read."""
        with self.lock:
            if (kept := self.found.get(key)) is not None:
                self.found.move_to_end(key)
                return kept[0]
        found = read()  # two threads may both read it: the same, and no page waits for another
        with self.lock:
            self._keep(key, found, rows(found))
        return found

    def _keep(self, key: tuple, found: Any, rows: int) -> None:
        if key in self.found or rows > self.most:
            return
        self.found[key] = found, rows
        self.held += rows
        while self.held > self.most:
            _, (_, oldest) = self.found.popitem(last=False)
            self.held -= oldest


def _rows(found: Any) -> int:
    return len(found) if isinstance(found, Sized) else 1


class Memory:
    """Of a process: what is known under the newest stamp, and nothing under any other."""

    def __init__(self) -> None:
        self.newest = Known(None)
        self.lock = Lock()

    def under(self, stamp: Hashable) -> Known:
        """A page goes on with what it began with, though a newer stamp may come meanwhile."""
        with self.lock:
            if self.newest.stamp != stamp:
                self.newest = Known(stamp)
            return self.newest


MEMORY = Memory()
