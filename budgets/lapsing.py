"""What is said of 집행잔액 and how it is checked: the texts of a form, and every problem at once. Pure.

An amount is given for a line, or for a program as a whole where nobody divides it among its lines. No
line's reasons exceed what lapsed of it, nor all that is given within a program what lapsed there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from budgets.amounts import Refused, Unit, parse_amount, show
from budgets.typed import written
from budgets.typed_rows import Wrong
from departments.text import clean

USUAL = ("낙찰차액", "집행사유 미발생", "계획변경·취소", "예산절감", "보조금 집행잔액")
LONGEST = 40
BLANKS = 2  # columns to name oneself, beyond those that are named already


@dataclass(frozen=True, slots=True)
class Place:
    """A line, or a program above its lines."""

    key: str
    name: str
    lapsed: int | None  # None where nobody knows
    above: str = ""  # of a line: its program's key
    code: str = ""


@dataclass(frozen=True, slots=True)
class Purse:
    """The places of one account, which are never added to another's; a program before its lines."""

    name: str
    places: tuple[Place, ...]


class Given(NamedTuple):
    place: str
    reason: str
    won: int


@dataclass(frozen=True, slots=True)
class Typed:
    unit: Unit
    reasons: tuple[str, ...]  # of each column, as typed
    texts: Mapping[str, str]  # by the name of the input

    @property
    def names(self) -> list[str]:
        return [clean(each) for each in self.reasons]


def box_name(place: str, column: int) -> str:
    return f"r-{place}-{column}"


def name_of(column: int) -> str:
    return f"name-{column}"


def opened(place: Place, places: Sequence[Place], typed: Typed) -> bool:
    """Whether it has a row to type in: a program of one line needs none of its own."""
    if place.above or sum(each.above == place.key for each in places) > 1:
        return True
    return any(typed.texts.get(box_name(place.key, at)) for at in range(len(typed.reasons)))


def drawn(given: Iterable[Given], unit: Unit) -> Typed:
    """What was said, as the form shows it: the usual reasons, then those that somebody named."""
    given = list(given)
    own = dict.fromkeys(each.reason for each in given if each.reason not in USUAL)
    reasons = (*USUAL, *own, *[""] * BLANKS)
    texts = {
        box_name(each.place, reasons.index(each.reason)): written(each.won, unit) for each in given
    }
    return Typed(unit, reasons, texts)


def sent(posted: Mapping[str, str], unit: Unit) -> Typed:
    own = []
    while (name := name_of(len(USUAL) + len(own))) in posted:
        own.append(posted[name])
    texts = {name: text for name, text in posted.items() if name.startswith("r-")}
    return Typed(unit, (*USUAL, *own), texts)


def in_other_unit(typed: Typed, unit: Unit) -> Typed:
    """What can be read is written in the other unit; what cannot stays as it is."""
    texts = {}
    for name, text in typed.texts.items():
        try:
            won = parse_amount(text, typed.unit).won
        except Refused:
            won = None
        texts[name] = text if won is None else written(won, unit)
    return Typed(unit, typed.reasons, texts)


def reading(typed: Typed, places: Sequence[Place]) -> tuple[list[Given], list[Wrong]]:
    """What the texts say, and all that is wrong with it."""
    given: list[Given] = []
    wrong = list(_names_wrong(typed.names))
    known = {}
    for place in places:
        for column, reason in enumerate(typed.names):
            box = box_name(place.key, column)
            known[box] = place
            if won := _won(typed, box, place, wrong):
                if reason:
                    given.append(Given(place.key, reason, won))
                else:
                    wrong.append(
                        Wrong(name_of(column), f"{column + 1}번째 사유", "사유의 이름을 적습니다.")
                    )
    foreign = [name for name, text in typed.texts.items() if name not in known and clean(text)]
    if foreign:
        words = f"이 제출의 사업이 아닌 칸이 {len(foreign)}개 있습니다."
        wrong.append(Wrong("", "표", words))
    return given, list(dict.fromkeys([*wrong, *exceeding(given, places, typed)]))


def _names_wrong(names: Sequence[str]) -> Iterable[Wrong]:
    met = Counter(filter(None, names))
    for column, name in enumerate(names):
        if column < len(USUAL):
            continue
        if met[name] > 1:
            yield Wrong(name_of(column), name, "같은 사유의 열이 둘입니다.")
        if len(name) > LONGEST:
            yield Wrong(name_of(column), name[:LONGEST], f"사유는 {LONGEST}자까지 적습니다.")


def _won(typed: Typed, box: str, place: Place, wrong: list[Wrong]) -> int | None:
    try:
        amount = parse_amount(typed.texts.get(box, ""), typed.unit)
    except Refused as refused:
        wrong.append(Wrong(box, place.name, str(refused)))
        return None
    if amount.won is not None and amount.won < 0:
        wrong.append(Wrong(box, place.name, "사유의 금액은 0보다 작을 수 없습니다."))
        return None
    return amount.won


def exceeding(
    given: Iterable[Given], places: Sequence[Place], typed: Typed | None = None
) -> Iterable[Wrong]:
    """Where more is explained than lapsed, or where nobody knows what lapsed."""
    unit = typed.unit if typed else Unit.WON
    own, within = _sums(given, places)
    for place in places:
        said = own[place.key] if place.above else within[place.key]
        if not said:
            continue
        box = _first_box(typed, place, places)
        if place.lapsed is None:
            if own[place.key]:
                yield Wrong(box, place.name, "집행잔액을 알 수 없어 사유를 적을 수 없습니다.")
        elif said > place.lapsed:
            told, most = (show(each, unit) + unit.label for each in (said, place.lapsed))
            over = show(said - place.lapsed, unit) + unit.label
            whole = "" if place.above else " (그 아래 세부사업의 사유를 더함)"
            yield Wrong(
                box,
                place.name,
                f"사유의 합 {told}{whole}이 집행잔액 {most}보다 {over} 많습니다.",
            )


def _first_box(typed: Typed | None, place: Place, places: Sequence[Place]) -> str:
    """Where one begins to look: its own first amount, else that of a line below it."""
    if typed is None:
        return ""
    keys = [place.key, *(each.key for each in places if each.above == place.key)]
    boxes = [box_name(key, column) for key in keys for column in range(len(typed.reasons))]
    return next((box for box in boxes if clean(typed.texts.get(box, ""))), boxes[0])


def _sums(
    given: Iterable[Given], places: Sequence[Place]
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """By place what is given for it, and by program what is given anywhere within it."""
    above = {place.key: place.above or place.key for place in places}
    own: defaultdict[str, int] = defaultdict(int)
    within: defaultdict[str, int] = defaultdict(int)
    for each in given:
        own[each.place] += each.won
        within[above.get(each.place, each.place)] += each.won
    return own, within


def unexplained(given: Iterable[Given], places: Sequence[Place]) -> dict[str, int | None]:
    """What is left without a reason, by place: of a program, with all of its lines."""
    own, within = _sums(given, places)
    return {
        place.key: None
        if place.lapsed is None
        else place.lapsed - (own[place.key] if place.above else within[place.key])
        for place in places
    }
