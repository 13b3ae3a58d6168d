"""What a cell of a finding names: amounts, counts, days, laws, quoted names, what is asked or done, and
its status.

Sentences are not taken over. A fact is the figure with at most the words right beside it.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from budgets.amounts import Refused, Unit, parse_amount
from budgets.reading.finding_acts import acts_in
from budgets.reading.finding_facts import NamedFact, Span
from departments.text import clean

Piece = tuple[int, str]  # a line of the document and what of a cell stands on it

LONGEST = 80
_LAWS = r"(?:법률|법|시행령|시행규칙|조례|규칙|규정|훈령|예규|지침)"
_ARTICLE = r"제\s?\d+조(?:의\s?\d+)?(?:\s?제?\s?\d+항)?"
_QUOTED = re.compile(
    rf"[「『](?P<name>[^「」『』]{{2,40}})[」』](?P<article>\s?{_ARTICLE})?(?P<count>\s?\d[\d,]*\s?건)?"
)
# Of marks that also begin a year ('18) or end a word. A longer one is somebody's words.
_CITED = re.compile(r"(?<![가-힣\w])['‘](?P<name>[가-힣A-Za-z][^'‘’\"“”.?!]{1,19})['’](?!\d)")
# The opening mark is often lost, and then what it opened begins with the text or after a stop.
_LAW = re.compile(
    rf"(?:(?:^|[.,(「『])\s*(?P<closed>[가-힣·\s]{{2,30}}{_LAWS})[」』]|(?P<bare>[가-힣·]{{1,20}}{_LAWS}))"
    rf"\s?(?P<article>{_ARTICLE})"
)
_LABEL = r"(?:(?P<label>[가-힣]{2,12})(?P<mark>\s?\(\s?|\s))?"
_AMOUNT = re.compile(
    _LABEL
    + r"(?P<money>\d[\d,.]*\s?(?:[조억만천백]+\s?(?:\d[\d,.]*\s?[만천백]+)?)?\s?원)(?P<end>\s?\))?"
)
# 2018 회계연도 and 3 개선사항 count nothing: a unit ends there, or a particle follows.
_COUNTED = (
    r"(?:건|명|회|개소|개사|개월|개|곳|부|편|종|%|％)"
    r"(?=은|는|이|을|를|에|으로|로|중|과|와|도|만|씩|당|의\s|까지|[^가-힣]|$)"
)
_COUNT = re.compile(
    rf"(?P<year>['‘’′´]\s?\d\d년\s)?(?:(?P<label>[가-힣]{{2,12}})\s)?"
    rf"(?<![\d.,])(?P<number>\d[\d,.]*)\s?(?P<unit>{_COUNTED})"
    rf"(?:\s?중\s?(?P<part>\d[\d,.]*)\s?(?P<same>{_COUNTED}))?(?P<bound>\s?(?:이상|이하|이내|미만|초과))?"
)
_ACT = r"(?:보고|완료|실시|제출|개최|시행|지급|착수|준공|환수|반납|개정|제정|수립|조치|신설|전용|통보|반영|이행|점검|징수)"
_DATE = (
    r"(?:(?P<full>(?:19|20)\d\d)|['‘’′´`]\s?(?P<short>\d\d))\s?(?:\.|년)"
    r"(?:\s?(?P<month>1[0-2]|0?[1-9])(?!\d)\s?(?:\.|월|(?=\s?\)))(?:\s?(?P<day>3[01]|[12]\d|0?[1-9])(?![\d,])(?:\s?\.|일)?(?!\s?월))?)?"
)
_TIME = re.compile(
    rf"(?P<label>[가-힣]{{1,6}}(?:일|일자|시기|기한)\s?:?\s?)?{_DATE}"
    rf"(?P<tail>(?:에|까지|부터|중|말)?(?:\s?[가-힣]{{1,8}}){{0,2}}?\s?{_ACT}(?![가-힣]*(?:도록|하여|하고|하기))(?:함|하였음|했음|완료|예정)?(?![가-힣]))?"
)
# What ends in one of these leads on to the figure and does not name it.
_PARTICLES = ("가운데", "올해", "내년", *"은는을를의에로와과도한여며및라서고면나게해터약총")

_MARKS = r"[\s▶▷►●○◎□■▪·ㆍ※*\-–—❍◦󰊱<〈【\[(]*"
_VERBS = r"(?:추진|조치|처리|이행|반영|개선|진행|시정|환수|검토)"
_ENDS = r"(?=\s*(?:$|[()\]>】〉]))"
_STATUS = re.compile(
    rf"^{_MARKS}(?:(?:추진|조치|처리|이행|진행)?(?:상황|상태|결과|현황|사항)\s?[:：]\s?)?"
    rf"(?P<word>(?:(?:기|일부|부분|계속|지속)\s?)?{_VERBS}?\s?"
    r"(?:완료(?:\s?예정)?|종결|중(?=임|에\s?있|이며|이다|인|[^가-힣]|$)|예정|불가|곤란)"
    rf"|(?:조치|처리|이행|시정|개선|반영|환수)(?:함|하였음|했음)(?![가-힣])"
    r"|미\s?(?:추진|이행|조치|완료|처리|반영|착수)"
    r"|기\s?(?:추진|조치|이행|반영)(?![가-힣])"
    rf"|(?:(?:계속|지속)\s?)?(?:추진|조치|처리|이행|검토){_ENDS})"
    r"(?:함|됨|임)?[)\]>】〉]?\s?(?P<bracket>\([^()]{1,40}\))?"
)
# The first that fits: what will be done, or is done in part, is not done.
_WORDS_OF = (
    ("추진 중", re.compile(r"완료\s?예정|^(?:일부|부분)")),
    ("미추진", re.compile(r"미|예정|불가|곤란")),
    ("완료", re.compile(r"완료|종결|^기|함|음")),
    ("검토 중", re.compile(r"검토")),
    ("추진 중", re.compile(r"중|추진|조치|처리|이행|진행|반영|개선")),
)


def status_of(text: str) -> tuple[str, str, Span | None]:
    """One of the four, as printed, and since when; nothing where the text does not begin with one."""
    found = _STATUS.match(clean(text))
    if not found:
        return "", "", None
    word = found["word"]
    status = next(status for status, known in _WORDS_OF if known.search(word))
    bracket = re.sub(r"\s+\)", ")", found["bracket"] or "")
    return status, clean(f"{word} {bracket}"), first_span(bracket)


def first_span(text: str) -> Span | None:
    return next((span for hit in _TIME.finditer(text) if (span := _span(hit))), None)


def act_of(words: str) -> str:
    """보고 of ‘'18. 11월에 보고함’: what is said to have happened then."""
    found = re.search(_ACT, words)
    return found[0] if found else ""


def facts_in(side: str, pieces: Iterable[Piece]) -> list[NamedFact]:
    """In the order of the text, each once."""
    found: dict[tuple, NamedFact] = {}
    for place, text in pieces:
        for fact in _in_order(side, place, clean(text)):
            found.setdefault((fact.kind, fact.words), fact)
    return list(found.values())


def _in_order(side: str, place: int, text: str) -> list[NamedFact]:
    """What one reading has taken no other takes again: the 10 of ‘10월’ is no count."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, NamedFact]] = []
    for read in (_quoted, _cited, _laws, _amounts, _times, _counts):
        for start, end, fact in list(read(side, place, text)):
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                found.append((start, fact))
    for act in acts_in(side, text):
        if not act.manner and any(start < act.end <= end for start, end in taken):
            continue  # '18. 11월 보고: the day says it
        found.append(
            (act.start, NamedFact(side, "일", _short(act.words), place, manner=act.manner))
        )
    return [fact for _, fact in sorted(found, key=lambda each: each[0])]


Found = Iterator[tuple[int, int, NamedFact]]


def _quoted(side: str, place: int, text: str) -> Found:
    for hit in _QUOTED.finditer(text):
        is_law = hit["article"] or re.search(rf"{_LAWS}$", hit["name"].strip())
        yield *hit.span(), NamedFact(side, "근거" if is_law else "이름", _short(hit[0]), place)


def _cited(side: str, place: int, text: str) -> Found:
    for hit in _CITED.finditer(text):
        yield *hit.span(), NamedFact(side, "이름", f"‘{clean(hit['name'])}’", place)


def _laws(side: str, place: int, text: str) -> Found:
    for hit in _LAW.finditer(text):
        name = f"「{hit['closed'].strip()}」" if hit["closed"] else hit["bare"]
        start = hit.start("closed") if hit["closed"] else hit.start("bare")
        yield start, hit.end(), NamedFact(side, "근거", _short(f"{name} {hit['article']}"), place)


def _amounts(side: str, place: int, text: str) -> Found:
    for hit in _AMOUNT.finditer(text):
        try:
            won = parse_amount(hit["money"].replace(" ", ""), Unit.WON).won
        except Refused:
            continue  # digits that are no amount, as a number of an article
        if won is None:
            continue
        words, start = _labelled(hit, hit["money"], "money")
        yield start, hit.end(), NamedFact(side, "금액", words, place, Decimal(won), "원")


def _times(side: str, place: int, text: str) -> Found:
    for hit in _TIME.finditer(text):
        span = _span(hit)
        if span is None or (hit["month"] is None and not hit["tail"]):
            continue  # a year by itself names nothing
        yield *hit.span(), NamedFact(side, "시기", _short(hit[0]), place, span=span)


def _counts(side: str, place: int, text: str) -> Found:
    for hit in _COUNT.finditer(text):
        number = hit["part"] or hit["number"]
        digits = number.replace(",", "").rstrip(".")
        if not re.fullmatch(r"\d+(?:\.\d+)?", digits):
            continue
        label = hit["label"] if hit["label"] and not hit["label"].endswith(_PARTICLES) else ""
        start = hit.start("label") if label else hit.start("year" if hit["year"] else "number")
        words = text[start : hit.end()]
        unit = hit["same"] or hit["unit"]
        yield start, hit.end(), NamedFact(side, "수", _short(words), place, Decimal(digits), unit)


def _labelled(hit: re.Match, figure: str, group: str) -> tuple[str, int]:
    """전용(53,660천원), 공사비 53,660천원; a word that leads on to something else is no label."""
    label = hit["label"]
    if not label or label.endswith(_PARTICLES):
        return _short(figure), hit.start(group)
    if "(" in hit["mark"]:
        return _short(f"{label}({figure}{')' if hit['end'] else ''}"), hit.start("label")
    return _short(f"{label} {figure}"), hit.start("label")


def _span(hit: re.Match) -> Span | None:
    year = int(hit["full"] or 2000 + int(hit["short"]))
    if hit["month"] is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    month = int(hit["month"])
    end = monthrange(year, month)[1]
    if hit["day"] is None:
        return Span(date(year, month, 1), date(year, month, end))
    day = int(hit["day"])
    return Span(date(year, month, day), date(year, month, day)) if day <= end else None


def _short(words: str) -> str:
    words = clean(words)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def text_of(pieces: Sequence[Piece]) -> str:
    return clean(" ".join(text for _, text in pieces))
