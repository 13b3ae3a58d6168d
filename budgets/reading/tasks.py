"""What an office does, as a tree of titles: its vision with goals and strategies, its tasks and theirs.

A title is printed several times: on a list, and over its own section. A section that lost its title
is told by its form: where each begins with a 개요 and there are as many of them as titles on the
list, the third is the third's. Where that does not settle it a task has no section; none is guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from budgets.reading.chapters import find_chapters
from budgets.reading.facts import Problem, TaskFacts
from budgets.reading.lines import Line
from budgets.reading.numbered import (
    ALIKE,
    CIRCLED,
    DEEP,
    LONE,
    PAIR,
    Numbered,
    alike,
    all_numbered,
    clean_title,
    has_page,
    is_item,
    is_title,
    numbered_at,
    without_page,
)
from budgets.reading.visions import VISION_CHAPTER, read_visions
from departments.text import squeezed

TASK, PART = "과제", "세부과제"
_WORK = re.compile(
    r"(?:주요|핵심|중점|역점)(?:현안)?(?:업무|사업|과제|시책|현안)|업무추진|업무계획|현안업무"
)
_OPENING = re.compile(r"[가-힣]{0,4}개요")
_MARK = re.compile(r"^[^\w가-힣]+")
_AMOUNT = re.compile(r"\d\s*(?:천|만|백만|억|조)?\s*원")
_SURELY = 0.9  # of a title without its number
_PARAGRAPH = 4  # lines that say what a section is for


@dataclass(frozen=True, slots=True)
class _Section:
    """A title on a list or over a section, with its lines by index where they are known."""

    head: Numbered
    begins: int | None = None
    end: int | None = None  # of what comes after it


def read_tasks(lines: Sequence[Line]) -> tuple[tuple[TaskFacts, ...], list[Problem]]:
    problems: list[Problem] = []
    found: list[TaskFacts] = []
    for chapter in find_chapters(lines):
        title = squeezed(chapter.title)
        if _WORK.search(title):
            tree = _tree(lines, chapter.first + 1, chapter.end, problems)
        elif VISION_CHAPTER.search(title):
            tree = read_visions(lines, chapter.first + 1, chapter.end, problems)
        else:
            continue
        found += _after(tree, len(found))
    return tuple(found), problems


def _after(tree: Sequence[TaskFacts], count: int) -> Iterator[TaskFacts]:
    """Positions of a chapter, behind those of the chapters before."""
    for each in tree:
        parent = None if each.parent is None else each.parent + count
        yield replace(each, position=each.position + count, parent=parent)


def _tree(lines: Sequence[Line], first: int, end: int, problems: list[Problem]) -> list[TaskFacts]:
    found: list[TaskFacts] = []
    for top, listed, limit in _tops(lines, first, end):
        parent = len(found) + 1
        found.append(_facts(lines, top, parent, None, TASK))
        problems += _lost(lines, top)
        if top.begins is None:
            subs = [_Section(each) for each in listed]
        else:
            subs = _parts(lines, top, listed, limit, problems)
        subs = subs or _paths_below(lines, top, listed, limit)
        for sub in subs:
            found.append(_facts(lines, sub, len(found) + 1, parent, PART))
            problems += _lost(lines, sub)
            over = len(found)
            for part in _paths_below(lines, sub, listed, limit):
                found.append(_facts(lines, part, len(found) + 1, over, PART))
                problems += _lost(lines, part)
    return found


def _paths_below(lines, over: _Section, listed: Sequence[Numbered], limit: int) -> list[_Section]:
    """'1-1-1', '1-1-2' below '1-1', by their own numbers: those that the contents list, or that count
    from one."""
    own = [each for each in listed if (each.form, each.path) == (DEEP, over.head.printed)]
    if over.begins is None:
        return [_Section(each) for each in own]
    body = all_numbered(lines, over.begins + 1, limit if over.end is None else over.end)
    there = [each for each in body if (each.form, each.path) == (DEEP, over.head.printed)]
    if own:
        heads = {each.number: each for each in reversed(there) if each.index > own[-1].index}
        placed = [(each, heads.get(each.number)) for each in own]
        found = [_Section(own or each, own and own.index) for each, own in placed]
    else:
        found = [_Section(head, head.index) for _, head in _counted(there, DEEP)]
    return _bounded(found, over.end)


def _lost(lines: Sequence[Line], section: _Section) -> Iterator[Problem]:
    if section.begins is None:
        head = section.head
        words = f"‘{head.printed} {head.title}’: 본문에서 이 과제의 자리를 찾지 못함"
        yield Problem(lines[head.index].place, words)


def _facts(lines, section: _Section, position: int, parent: int | None, kind: str) -> TaskFacts:
    head, begins, until = section.head, section.begins, section.end
    if until is not None:
        until = next(at for at in reversed(range(begins, until)) if not lines[at].is_blank)
    return TaskFacts(
        position,
        parent,
        kind,
        head.printed,
        head.title,
        lines[head.index].place,
        None if begins is None else lines[begins].place,
        None if until is None else lines[until].place,
    )


# --- the tasks of a chapter -----------------------------------------------------------------------


def _tops(
    lines: Sequence[Line], first: int, end: int
) -> Iterator[tuple[_Section, list[Numbered], int]]:
    """Each with what the contents list below it, and how far its section can reach at most."""
    entries = list(all_numbered(lines, first, end))
    if not entries:
        return
    form = entries[0].form
    contents = _contents(lines, entries[0].index, end, form)
    heads = _headed(entries, contents) if contents else _counted(entries, form)
    after = [*heads[1:], None]
    for at, ((listed, head), following) in enumerate(zip(heads, after, strict=True)):
        below = contents[at][1] if contents else []
        rest = [own.index for _, own in heads[at + 1 :] if own]
        limit = rest[0] if rest else end
        if head is None:
            yield _Section(listed), below, limit
        else:
            is_certain = following is None or following[1] is not None
            named = replace(head, printed=listed.printed)
            yield _Section(named, head.index, limit if is_certain else None), below, limit


def _contents(
    lines: Sequence[Line], first: int, end: int, form: str
) -> list[tuple[Numbered, list[Numbered]]]:
    """The list at the head of a chapter: titles and nothing else, until they begin anew."""
    found: list[tuple[Numbered, list[Numbered]]] = []
    for at in range(first, end):
        if lines[at].is_blank:
            continue
        entry = numbered_at(lines, at)
        if entry is None or entry.form == LONE:
            break
        if entry.form != form:
            found[-1][1].append(entry)
        elif entry.number == (found[-1][0].number + 1 if found else 1):
            found.append((entry, []))
        else:
            break
    if len(found) < 2:
        return []
    listed = [entry for top, below in found for entry in (top, *below)]
    if not all(has_page(entry.title) for entry in listed):
        return found
    return [(_unpaged(top), [_unpaged(each) for each in below]) for top, below in found]


def _unpaged(entry: Numbered) -> Numbered:
    return replace(entry, title=without_page(entry.title))


def _headed(entries: Sequence[Numbered], contents) -> list[tuple[Numbered, Numbered | None]]:
    """Each title of the contents with the heading over its section."""
    last = max(entry.index for top, below in contents for entry in (top, *below))
    found = []
    for top, _ in contents:
        own = next(
            (
                entry
                for entry in entries
                if entry.index > last
                and entry.number == top.number
                and entry.form not in (CIRCLED, PAIR)
                and alike(entry.title, top.title) >= ALIKE
            ),
            None,
        )
        last = own.index if own else last
        found.append((top, own))
    return found


def _counted(entries: Sequence[Numbered], form: str) -> list[tuple[Numbered, Numbered]]:
    """Without contents: the headings of one form that count from one; 2-1 and 2-2 and then 3-1 where
    no heading counts what they are of."""
    found: list[Numbered] = []
    for entry in entries:
        last = found[-1] if found else None
        goes_on = last is not None and entry.of == last.of and entry.number == last.number + 1
        begins = entry.number == 1 and (last is None or (last.of or 0) < (entry.of or 0))
        if entry.form == form and (goes_on or begins):
            found.append(entry)
    return [(entry, entry) for entry in found]


# --- the parts of a task --------------------------------------------------------------------------


def _parts(lines, top: _Section, listed, limit: int, problems: list[Problem]) -> list[_Section]:
    first = top.begins + (2 if top.head.form == LONE else 1)
    own = _list_below(lines, first, limit)
    listed = [each for each in listed if each.form != DEEP]
    body = own[-1].index + 1 if own else first
    if listed := own or listed:
        found = _placed(lines, listed, body, limit, top)
        return _bounded(found, top.end)
    return _bounded(_enumerated(lines, first, limit, problems), top.end)


def _list_below(lines: Sequence[Line], first: int, limit: int) -> list[Numbered]:
    """The titles right below a heading, before anything is said. A single one heads its section."""
    found: list[Numbered] = []
    for at in range(first, limit):
        if lines[at].is_blank:
            continue
        entry = numbered_at(lines, at)
        if entry is None or entry.form == LONE or entry.number != len(found) + 1:
            break
        if found and entry.form != found[0].form:
            break
        found.append(entry)
    return found if len(found) > 1 else []


def _enumerated(lines, first: int, limit: int, problems: list[Problem]) -> list[_Section]:
    """Without a list: circled titles, if they count from one and never begin anew."""
    circled = [e for e in all_numbered(lines, first, limit) if e.form in (CIRCLED, PAIR)]
    if [entry.number for entry in circled] == list(range(1, len(circled) + 1)):
        return [_Section(entry, entry.index) for entry in circled]
    place = lines[circled[0].index].place
    words = f"‘{circled[0].printed} {circled[0].title}’: 번호가 이어지지 않아 세부과제로 읽지 않음"
    problems.append(Problem(place, words))
    return []


def _placed(lines, listed: Sequence[Numbered], body: int, limit: int, top: _Section):
    entries = list(all_numbered(lines, body, limit))
    last, found = body - 1, []
    for each in listed:
        own = next((e for e in entries if e.index > last and _is_heading(e, each, top)), None)
        own = own or _unnumbered(lines, each, last + 1, limit)
        if own is None:
            found.append(_Section(each))
            continue
        printed = own.printed if own.form == PAIR else each.printed
        found.append(_Section(replace(own, printed=printed), own.index))
        last = own.index
    return _by_their_form(lines, found, body, limit)


def _is_heading(entry: Numbered, listed: Numbered, top: _Section) -> bool:
    is_ours = entry.of in (None, top.head.number)
    return is_ours and entry.number == listed.number and alike(entry.title, listed.title) >= ALIKE


def _unnumbered(lines, listed: Numbered, first: int, limit: int) -> Numbered | None:
    for at in range(first, limit):
        text = lines[at].text
        if not text or lines[at].is_tabular or is_item(text) or not is_title(text):
            continue
        if alike(clean_title(text), listed.title) >= _SURELY:
            return replace(listed, index=at, form=LONE, title=clean_title(text))
    return None


def _by_their_form(lines, found: list[_Section], body: int, limit: int) -> list[_Section]:
    """Those that lost their title, where every section has its 개요 and none has two."""
    openings = [at for at in range(body, limit) if _is_opening(lines[at])]
    if len(openings) != len(found) or all(each.begins is not None for each in found):
        return found
    begun = [
        each.begins if each.begins is not None else _paragraph_above(lines, opening, body)
        for each, opening in zip(found, openings, strict=True)
    ]
    before = [body - 1, *openings[:-1]]
    fits = all(b < at <= o for b, at, o in zip(before, begun, openings, strict=True))
    return [replace(s, begins=at) for s, at in zip(found, begun, strict=True)] if fits else found


def _is_opening(line: Line) -> bool:
    return not line.is_tabular and bool(_OPENING.fullmatch(squeezed(_MARK.sub("", line.text))))


def _paragraph_above(lines: Sequence[Line], opening: int, body: int) -> int:
    """What a section is for stands right above its 개요."""
    at = opening
    while at > body and lines[at - 1].is_blank:
        at -= 1
    first = at
    while first > max(body, at - _PARAGRAPH) and _is_prose(lines[first - 1]):
        first -= 1
    return first if first < at else opening


def _is_prose(line: Line) -> bool:
    text = line.text
    return not (line.is_blank or line.is_tabular or is_item(text) or _AMOUNT.search(text))


def _bounded(found: Sequence[_Section], end: int | None) -> list[_Section]:
    """Each reaches to the next; where that one is lost nobody knows how far."""
    ends = [after.begins for _, after in pairwise(found)]
    return (
        [
            replace(each, end=None if each.begins is None else after)
            for each, after in zip(found, [*ends, end], strict=True)
        ]
        if found
        else []
    )
