"""오늘의 조직: in which of the last departments the work of a line is done.

A line that is known again in later books belongs to the department that has it last; any other to the
one that followed its own. Where that was split or is not known, nobody can say.
"""

from collections.abc import Iterable, Mapping

from reports.lineage import Link
from reports.successors import Successors


def last_of(lines: Iterable[int], links: Iterable[Link]) -> dict[int, int]:
    """What each line is in the last book that has it."""
    after = {link.before: link.now for link in links}
    found = {}
    for line in lines:
        last, seen = line, {line}
        while (following := after.get(last)) is not None and following not in seen:
            last = following
            seen.add(last)
        found[line] = last
    return found


def departments_today(
    code_of: Mapping[int, str], links: Iterable[Link], successors: Successors
) -> dict[int, str | None]:
    """By line, the code of the department; None: nobody can say. `code_of`: of every line's own."""
    last = last_of(code_of, links)
    today = {code: successors.today(code) for code in set(code_of.values())}
    found: dict[int, str | None] = {}
    for line, final in last.items():
        code, is_known = today[code_of.get(final, code_of[line])]
        found[line] = code if is_known else None
    return found
