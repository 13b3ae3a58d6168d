"""Amounts that are printed year by year, and come to one that stands before them: '총사업비 380억원 ('23년까지
213억원, '24년 84억원, '25년 83억원)', '최근 3년간 총 650건 ('21년 200건, '22년 210건, '23년 240건)'.

Figures of several years beside one number may as well be set against it. They divide it only where a
word says so: a plan by years, a span of years, or a first part that is all until a year. Years may be
left out before the first and behind the last, unless something says that these are all.
"""

import re
from collections.abc import Iterator, Sequence

from budgets.reading.facts import ClaimFacts
from budgets.reading.lines import Line
from budgets.reading.prose.lists import Part
from budgets.reading.prose.parts import could_come_to, sum_claim
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

_YEAR = r"['‘’′`]?(?:20)?\d{2}(?:\s?년도?|\.)?"
_PIECE = re.compile(
    rf"^(?P<label>(?:기\s?투자(?:액)?|{_YEAR}\s?(?:[~∼〜-]\s?{_YEAR}\s?)?(?:까지|이전|이후|부터|상반기|하반기)?"
    r"|(?:전년도?|작년|금년도?|올해|내년도?|향후|당해\s?연도)(?:까지|이후)?))"
    r"\s*[:：(]?\s*(?P<told>\d[^()]*?)\s*\)?$"
)
_SEPARATOR = re.compile(r"\s*(?:,(?!\d{3}(?!\d))|[，、;→]|\s/\s)\s*")
_BRACKET = re.compile(r"\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_PLAN = re.compile(
    r"(?:연차|년차)별\s*(?:[가-힣]+\s?){0,3}[:：]\s*|(?:연도|년도)별\s*(?:[가-힣]+\s?){0,2}?"
    r"(?:투자|사업비|사업량|소요|물량)(?:[가-힣]+\s?)?(?:\s[가-힣]+)?\s*[:：]\s*"
)
_SPAN = re.compile(
    r"(?:최근|지난|향후)\s*(?P<years>\d+)\s?개?년|총\s?사업(?:비|량)|총\s?(?:투자|물량|연장)"
)
_WHOLE = re.compile(r"총|사업비|사업량|소요\s?예산|투자비|물량|연장")
_UNTIL = re.compile(r"까지|이전|이후|기\s?투자|향후")
_BEGUN = re.compile(r"까지|이전|기\s?투자")
_GOES_ON = re.compile(r"이후|향후|부터")
_PERIOD = re.compile(
    r"(?P<first>20\d{2})\s?[년.][^~∼〜]{0,12}[~∼〜]\s*(?P<last>20\d{2})\s?(?:[년.]|$)"
)
_CHANGES = re.compile(r"대비|증가|감소|증감|평균|누적|누계")
_MEASURED = re.compile(r"\s*:?\s*[LA]\s*=?$")  # L=320㎞
_ABOVE = 4  # lines above a plan where its whole may stand


def by_years(lines: Sequence[Line], index: int, title: str) -> Iterator[ClaimFacts]:
    line = lines[index]
    span = _period(lines, index)
    for bracket in _BRACKET.finditer(line.text):
        before = line.text[: bracket.start()]
        told = quantities(before)
        if not told or before[told[-1].end :].strip():
            continue
        parts = _parts(bracket["inner"])
        if parts and _says_so(before, parts):
            is_all = _are_all(parts, before, span)
            yield from _sum(told[-1], parts, (line, line), before, title, is_all=is_all)
    plan = _PLAN.search(line.text)
    parts = _parts(line.text[plan.end() :]) if plan else ()
    if not parts:
        return
    is_all = _are_all(parts, "", span, is_plan=True)
    if own := quantities(line.text[: plan.start()]):
        yield from _sum(own[-1], parts, (line, line), line.text, title, is_all=is_all)
        return
    for above in reversed(lines[max(0, index - _ABOVE) : index]):
        whole = quantities(above.text)
        if not above.is_tabular and len(whole) == 1 and _WHOLE.search(above.text):
            yield from _sum(whole[0], parts, (above, line), above.text, title, is_all=is_all)
            return


def _says_so(before: str, parts: Sequence[Part]) -> bool:
    return bool(_SPAN.search(before)) or any(_UNTIL.search(part.label) for part in parts)


def _period(lines: Sequence[Line], index: int) -> tuple[int, int] | None:
    """The first and last year that a line just above says: 사업기간 : 2021년 ~ 2025년"""
    for line in reversed(lines[max(0, index - _ABOVE) : index]):
        if hit := _PERIOD.search(line.text):
            return int(hit["first"]) % 100, int(hit["last"]) % 100
    return None


def _are_all(
    parts: Sequence[Part], before: str, span: tuple[int, int] | None, *, is_plan: bool = False
) -> bool:
    """Whether no year before the first or behind the last may be left out."""
    if (hit := _SPAN.search(before)) and hit["years"]:
        return int(hit["years"]) == len(parts)
    first, last = (_of_year(part.label) for part in (parts[0], parts[-1]))
    begins = bool(_BEGUN.search(parts[0].label)) or (span is not None and first == span[0])
    ends = bool(_GOES_ON.search(parts[-1].label)) or (span is not None and last == span[1])
    return begins and (ends or is_plan)


def _of_year(label: str) -> int | None:
    found = re.search(r"\d{2}(?=\D|$)", label)
    return int(found[0]) if found else None


def _parts(text: str) -> tuple[Part, ...]:
    """One for each year; none if any piece is something else."""
    if _CHANGES.search(text):
        return ()
    parts = []
    for piece in _SEPARATOR.split(text.strip().rstrip(".")):
        found = _PIECE.match(piece.strip())
        told = quantities(found["told"]) if found else ()
        if len(told) != 1 or told[0].printed != found["told"].strip() or told[0].is_vague:
            return ()
        parts.append(Part(found["label"].strip(), told))
    return tuple(parts) if len(parts) > 1 else ()


def _sum(
    whole: Quantity,
    parts: Sequence[Part],
    of: tuple[Line, Line],
    before: str,
    title: str,
    *,
    is_all: bool,
) -> Iterator[ClaimFacts]:
    """`of`: the lines of the whole and of its parts."""
    bases = {part.told[0].base for part in parts} - {""}
    if whole.is_vague or not whole.base or bases - {whole.base}:
        return
    members = [part.told[0].like(whole) for part in parts]
    is_right = sum(each.singles for each in members) == whole.singles
    if is_right or (is_all and could_come_to(whole, members)):
        terms = tuple(
            each.term(part.label, of[1].place) for part, each in zip(parts, members, strict=True)
        )
        said = _MEASURED.sub("", subject(before, [whole], title))
        yield sum_claim(whole, terms, said, of[0].place)
