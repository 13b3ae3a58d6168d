"""Tables of counts whose columns the extraction parted with blanks alone.

The counts stand at the end of a line and say how many columns there are; a head above them that is
spaced out ('총 계 결 선 1 차') is put together again only where that leaves no choice.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from budgets.reading.count_cells import Count, read_cell, read_share
from budgets.reading.count_grids import Grid, GridRow, is_anothers
from budgets.reading.facts import Problem
from budgets.reading.lines import Line
from departments.text import squeezed

_TOTAL = re.compile(r"총합계|총계|합계|소계")
_PARTED = re.compile(r"(?<=[\d건명표회])\s+(?=\(\s*[\d.]+\s*%)|(?<=\d)\s+(?=%)")
_GLUED = re.compile(r"(?<=[\d건명표회개])(?=\(\s*[\d.]+\s*%)")
_COUNTS = re.compile(r"\d[\d,]*(?:건|명|표|회|개|부)?(?:\([\d.]+%\))?|\([\d.]+%\)|[\d.]+%|-")
_TELLING = re.compile(r"\d{1,3},\d{3}|\d(?:건|명|표|회)|%")
_ITEM = re.compile(r"^[-－―–·․•‣▸▶※*ㅇ○●□■▢<〈【\[(]")
_LABEL = re.compile(r"^구분")
_FAR = 4  # lines between a head and its first row, or between two rows


def loose_grids(lines: Sequence[Line], taken: Collection[int]) -> Iterator[Grid | Problem]:
    index = 0
    while index < len(lines):
        found = _at(lines, index, taken)
        if isinstance(found, Grid) or found:
            yield found
        index = found.end if isinstance(found, Grid) else index + 1


def _at(lines: Sequence[Line], index: int, taken: Collection[int]) -> Grid | Problem | None:
    head = lines[index]
    if not _may_head(head, taken):
        return None
    rows = _rows(lines, index + 1, taken)
    if not rows:
        return None
    widths = {len(counts) for _, _, counts in rows if not _is_shares(counts)}
    if len(widths) != 1 or is_anothers([head.text.split(" ")]):
        return None
    width = widths.pop()
    is_labelled = any(name for _, name, _ in rows)
    told = any(_TELLING.search(lines[at].text) for at, _, _ in rows)
    if width < 2 or (is_labelled and len(rows) < 2) or not told:
        return None
    names = head_names(head.text, width)
    if names is None:
        return Problem(head.place, "통계표를 읽지 않음: 머리의 열 이름을 나눌 수 없음")
    told = tuple(GridRow(name, counts, lines[at].place) for at, name, counts in rows)
    return Grid(index, rows[-1][0] + 1, ("",) * width, names, told)


def _may_head(line: Line, taken: Collection[int]) -> bool:
    """Words alone, of which one is a total or says that they are categories."""
    if line.is_blank or line.is_tabular or line.place in taken or _ITEM.match(line.text):
        return False
    told = squeezed(line.text)
    return not re.search(r"\d{2}|[:：]", told) and bool(_TOTAL.search(told) or _LABEL.match(told))


def _rows(lines, index: int, taken) -> list[tuple[int, str, tuple[Count, ...]]]:
    """Lines that end in counts, as long as no others come between."""
    rows: list[tuple[int, str, tuple[Count, ...]]] = []
    blank = 0
    for at in range(index, len(lines)):
        line = lines[at]
        if line.is_blank:
            blank += 1
            if blank > _FAR:
                break
            continue
        found = None if line.is_tabular or line.place in taken else _split(line.text)
        if not found:
            break
        blank = 0
        rows += [(at, name, counts) for name, counts in found]
    return rows


def _split(text: str) -> list[tuple[str, tuple[Count, ...]]]:
    """A line's name and counts; counts and behind them as many shares are two rows."""
    words = _GLUED.sub(" ", _PARTED.sub("", text)).split(" ")
    words = _together(words)
    last = len(words)
    while last and _COUNTS.fullmatch(words[last - 1]):
        last -= 1
    name, counts = " ".join(words[:last]), words[last:]
    if len(counts) < 2 or _ITEM.match(text):
        return []
    shares = [bool(read_share(word)) for word in counts]
    half = len(counts) // 2
    if not name and len(counts) % 2 == 0 and not any(shares[:half]) and all(shares[half:]):
        return [("", _read(counts[:half])), ("", _read(counts[half:]))]
    return [(_tight(name), _read(counts))]


def _together(words: Sequence[str]) -> list[str]:
    """'312,936(47.6%)' is one cell where each count of the line has its own share behind it."""
    shares = [bool(re.fullmatch(r"\([\d.]+%\)", word)) for word in words]
    run = any(a and b for a, b in pairwise(shares))
    if run:
        return list(words)
    told: list[str] = []
    for word, is_share in zip(words, shares, strict=True):
        if is_share and told:
            told[-1] += word
        else:
            told.append(word)
    return told


def _read(words: Sequence[str]) -> tuple[Count, ...]:
    return tuple(
        Count("share", None, share) if (share := read_share(word)) else read_cell(word)
        for word in words
    )


def _is_shares(counts: Sequence[Count]) -> bool:
    return all(count.state == "share" for count in counts)


def _tight(name: str) -> str:
    pieces = name.split(" ")
    return "".join(pieces) if all(len(piece) == 1 for piece in pieces) else name


# --- the names of columns -------------------------------------------------------------------------


def head_names(text: str, width: int) -> tuple[str, ...] | None:
    """The last `width` names of a head; None where its letters can be put together in several ways."""
    runs = _runs(text.split(" "))
    missing = width
    names: list[str] = []
    for word, is_spaced in reversed(runs):
        if missing == 0:
            break
        if not is_spaced:
            names.insert(0, word)
            missing -= 1
            continue
        before, total, after = _parted(word)
        if after:
            share = missing - (1 if total else 0)
            pieces = _evenly(after, _of_run(after, share, runs, is_last=not total))
            if pieces is None:
                return None
            names[:0] = pieces
            missing -= len(pieces)
        if total and missing:
            names.insert(0, total)
            missing -= 1
        if before and missing:
            names.insert(0, before)
            missing -= 1
    return tuple(names) if missing == 0 and len(names) == width else None


def _of_run(letters: str, missing: int, runs: Sequence[tuple[str, bool]], *, is_last: bool) -> int:
    """How many names the letters make: as many as are missing; a run among whole words is one."""
    whole = sum(not spaced for _, spaced in runs)
    return max(1, missing if not whole or not is_last else 1)


def _runs(words: Sequence[str]) -> list[tuple[str, bool]]:
    """Whole words, and runs of single letters together; 등 belongs to the word before it."""
    runs: list[tuple[str, bool]] = []
    for word in words:
        if word == "등" and runs and not runs[-1][1]:
            runs[-1] = (f"{runs[-1][0]} 등", False)
        elif len(word) == 1 and runs and runs[-1][1]:
            runs[-1] = (runs[-1][0] + word, True)
        else:
            runs.append((word, len(word) == 1))
    return runs


def _parted(letters: str) -> tuple[str, str, str]:
    hit = _TOTAL.search(letters)
    return (letters[: hit.start()], hit[0], letters[hit.end() :]) if hit else ("", "", letters)


def _evenly(letters: str, count: int) -> list[str] | None:
    size, rest = divmod(len(letters), count) if count > 0 else (0, 1)
    if rest or size == 0:
        return None
    return [letters[at : at + size] for at in range(0, len(letters), size)]
