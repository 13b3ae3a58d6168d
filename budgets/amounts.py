"""The one grammar of money text, for reports, forms, pasted grids, Excel cells and CSV.

Nothing is guessed. What has one exact reading becomes whole won; everything else is `Refused`,
with a reason in Korean and, where a repair is plausible, a suggestion for the writer to confirm.
Arithmetic is exact. Rounding is half up, for negatives away from zero: △0.5 becomes △1.
"""

import enum
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Any, Literal

# The largest integer that JSON readers and Excel keep exactly.
LARGEST_WON = 9_007_199_254_740_991

State = Literal["value", "dash", "blank"]


class Refused(ValueError):
    """A cell that has no single exact reading."""

    def __init__(self, text: str, reason: str, suggestion: str | None = None):
        super().__init__(text, reason, suggestion)
        self.text, self.reason, self.suggestion = text, reason, suggestion

    def __str__(self) -> str:
        found = "".join(c if c.isprintable() else " " for c in self.text[:40])
        found += "…" if len(self.text) > 40 else ""
        hint = f" ‘{self.suggestion}’인지 확인해 주세요." if self.suggestion else ""
        return f"‘{found}’: {self.reason}{hint}"


class Unit(enum.Enum):
    WON = 1
    THOUSAND = 1_000
    MILLION = 1_000_000
    HUNDRED_MILLION = 100_000_000

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = dict(zip(Unit, ("원", "천원", "백만원", "억원"), strict=True))


@dataclass(frozen=True, slots=True)
class Amount:
    state: State
    won: int | None


@dataclass(frozen=True, slots=True)
class Rate:
    state: State
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Count:
    state: State
    number: int | None


DASH = Amount("dash", None)
BLANK = Amount("blank", None)

_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u3164]")
# Only these characters: whole NFKC would also turn ₁, ① and ½ into digits.
_WIDTHS = str.maketrans("０１２３４５６７８９，．％（）＋－−▲", "0123456789,.%()+--△")
_DASHES = "-‐‑‒–—―─ㅡ"
_LIKE_MINUS = _DASHES + "∆Δ▵"
_SIGNS = "△-()"
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_MOST_DIGITS = 40

_MONEY = re.compile(r"([0-9.,]+) *([조억만천백]*) *(원?)")
_PERCENT = re.compile(r"([0-9.,]+) *(%?)")
_HEADS = re.compile(r"([0-9.,]+) *([명건]?)")
# ‘1억 2천’ is as a rule said for 1억 2천만, ‘1조 2천’ for 1조 2천억.
_SPOKEN_SHORT = {"억": "만", "조": "억"}
_ZEROS = {"": 0, "천": 3, "만": 4, "백만": 6, "천만": 7, "억": 8, "조": 12}

# The ambient context rounds to 28 digits, and anyone may change it.
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def parse_amount(text: object, unit: Unit) -> Amount:
    """Read one cell; a unit written in the cell itself overrides `unit`."""
    return Amount(*_read(_cell_text(text), lambda plain: _won(plain, unit)))


def parse_rate(text: str | None) -> Rate:
    """Read a printed percentage, keeping the decimals it was printed with.

    Numbers are refused: an Excel cell holding 0.469 may mean 46.9% or 0.469%, and only its number
    format tells. Parentheses are refused: beside a rate they are a remark as often as a minus.
    """
    written = _cell_text(text)
    if not isinstance(text, str | None):
        raise Refused(written, "비율은 ‘46.9%’처럼 글자로 읽습니다. 셀 서식을 확인해 주세요.")
    return Rate(*_read(written, _percent))


def parse_count(text: object) -> Count:
    """Read whole persons or cases: 정원, 현원, 건수."""
    return Count(*_read(_cell_text(text), _heads))


def unit_named(text: str) -> Unit:
    found = text if isinstance(text, str) else ""
    word = _plain(found).replace(" ", "")
    for unit, label in _LABELS.items():
        if word == label:
            return unit
    raise Refused(found, f"단위는 {', '.join(_LABELS.values())} 가운데 하나여야 합니다.")


def _cell_text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            raise Refused(str(cell).upper(), "참·거짓 값은 수가 아닙니다.")
        case float():
            # What the repr shows is what the sheet shows; NumPy's own repr is not a number.
            number = Decimal(float.__repr__(cell))
        case int() | Decimal():
            number = Decimal(cell)
        case _:
            raise Refused(str(cell), "수로 읽을 수 없는 값입니다.")
    if not number.is_finite():
        raise Refused(str(number), "유한한 수가 아닙니다.")
    if abs(number.adjusted()) > _MOST_DIGITS:
        raise Refused(str(number), "자릿수가 너무 많습니다.")
    return f"{number:f}"


def _plain(text: str) -> str:
    return _BLANK.sub(" ", unicodedata.normalize("NFC", text).translate(_WIDTHS)).strip()


def _read(text: str, reader: Callable[[str], Any]) -> tuple[State, Any]:
    plain = _plain(text)
    if not plain:
        return "blank", None
    if len(plain) == 1 and plain in _DASHES:
        return "dash", None
    try:
        return "value", reader(plain)
    except Refused as refusal:
        raise Refused(text, refusal.reason, _suggestion(plain, reader)) from None


def _suggestion(plain: str, reader: Callable[[str], object]) -> str | None:
    repairs = [plain.removeprefix("+").strip()]
    if plain[0] in _LIKE_MINUS:
        repairs.append(f"△{plain[1:].strip()}")
    if reader is _percent:
        repairs.append(re.sub(r",(?=[0-9]{1,2} ?%?$)", ".", plain))
    else:
        # A misplaced comma gets no repair: 130,8 may be 130.8, 1,308 or a lost digit.
        repairs.append(plain.replace(" ", ""))
    for repair in filter(None, repairs):
        try:
            reader(repair)
        except Refused:
            continue
        return repair
    return None


def _won(plain: str, unit: Unit) -> int:
    negative, body = _signed(plain)
    worth = _worth(_terms(_MONEY, body), unit)
    won = int(worth)
    if won > LARGEST_WON:
        raise Refused(plain, f"{LARGEST_WON:,}원을 넘는 금액은 받지 않습니다.")
    if remainder := _EXACT.subtract(worth, won):
        rest = f"{remainder:f}".rstrip("0")
        raise Refused(plain, f"1원 미만 {rest}원이 남아 원 단위로 정확히 옮길 수 없습니다.")
    return -won if negative else won


def _worth(terms: list[tuple[str, ...]], unit: Unit) -> Decimal:
    if len(terms) == 1 and terms[0][1:] == ("", ""):
        return _EXACT.multiply(_magnitude(terms[0][0]), unit.value)
    total, room, above = Decimal(0), Decimal("Infinity"), ""
    for digits, word, ending in terms:
        if not word and not ending:
            raise Refused(digits, "숫자 사이가 띄어져 있거나 단위가 빠진 수가 있습니다.")
        if word not in _ZEROS:
            raise Refused(word, f"‘{word}’ 단위는 알 수 없습니다.")
        if word == "천" and above in _SPOKEN_SHORT and len(digits) == 1:
            rest = f"{digits}천{_SPOKEN_SHORT[above]}원"
            raise Refused(
                digits, f"{above} 뒤의 ‘{digits}천’이 {rest}인지 {digits}천원인지 알 수 없습니다."
            )
        step = 10 ** _ZEROS[word]
        worth = _EXACT.multiply(_magnitude(digits), step)
        if step >= room or worth >= room:
            raise Refused(digits, "단위는 큰 것부터 한 번씩, 소수와 ‘원’은 맨 끝에만 적습니다.")
        total = _EXACT.add(total, worth)
        room = 0 if ending or "." in digits else step
        above = "" if ending else word
    return total


def _percent(plain: str) -> Decimal:
    if plain.startswith("("):
        raise Refused(plain, "괄호 친 비율은 음수인지 알 수 없습니다. 음수는 △로 적습니다.")
    negative, body = _signed(plain)
    percent = _single(_PERCENT, body)
    return percent.copy_negate() if negative and percent else percent


def _heads(plain: str) -> int:
    negative, body = _signed(plain)
    number = _single(_HEADS, body)
    if number > LARGEST_WON:
        raise Refused(plain, "수가 너무 큽니다.")
    if number != int(number) or (negative and number):
        raise Refused(plain, "인원과 건수는 0 이상의 정수여야 합니다.")
    return int(number)


def _signed(plain: str) -> tuple[bool, str]:
    if plain[0] == "(" and plain[-1] == ")":
        return True, plain[1:-1]
    if plain[0] in "△-":
        return True, plain[1:]
    return False, plain


def _terms(grammar: re.Pattern[str], body: str) -> list[tuple[str, ...]]:
    terms = grammar.findall(body)
    strange = grammar.sub("", body).replace(" ", "")
    if body.startswith("#"):
        raise Refused(body, "엑셀 오류값입니다. 원래 수식을 확인해 주세요.")
    if strange and all(c in _SIGNS for c in strange):
        raise Refused(body, "부호나 괄호는 한 번만, 수 전체에 적습니다.")
    if strange:
        raise Refused(body, "수와 단위가 아닌 글자가 있습니다.")
    if not terms:
        raise Refused(body, "부호만 있고 수가 없습니다.")
    return terms


def _single(grammar: re.Pattern[str], body: str) -> Decimal:
    terms = _terms(grammar, body)
    if len(terms) > 1:
        raise Refused(body, "수가 둘 이상이거나 숫자 사이가 띄어져 있습니다.")
    return _magnitude(terms[0][0])


def _magnitude(digits: str) -> Decimal:
    if len(digits) > _MOST_DIGITS:
        raise Refused(digits, "자릿수가 너무 많습니다.")
    if _NUMBER.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if re.match(r"0[0-9,]", digits):
        raise Refused(digits, "0으로 시작하는 수는 코드일 수 있어 받지 않습니다.")
    if "," in digits:
        raise Refused(digits, "쉼표는 오른쪽에서 세 자리마다 빠짐없이 적습니다.")
    raise Refused(digits, "소수점은 숫자 사이에 한 번만 적습니다.")


def _half_up(numerator: int, denominator: int, digits: int) -> Decimal:
    units = (abs(numerator) * 10**digits * 2 + denominator) // (denominator * 2)
    return _EXACT.scaleb(Decimal(-units if numerator < 0 else units), -digits)


def rate(part: int | None, whole: int | None, digits: int = 1) -> Decimal | None:
    """Percent of `part` in `whole`; None where either is unknown or the base is not above zero."""
    if part is None or whole is None or whole <= 0:
        return None
    return _half_up(part * 100, whole, digits)


def change_rate(now: int | None, before: int | None, digits: int = 1) -> Decimal | None:
    """증감률, without an upper bound; None where there is no base above zero."""
    return None if now is None or before is None else rate(now - before, before, digits)


def rounded(won: int, unit: Unit) -> int:
    """How many whole display units: 1,500원 is 2 in 천원."""
    return int(in_unit(won, unit))


def in_unit(won: int, unit: Unit, digits: int = 0) -> Decimal:
    return _half_up(won, unit.value, digits)


def exact_in_unit(won: int, unit: Unit) -> Decimal:
    return _EXACT.scaleb(Decimal(won), 1 - len(str(unit.value)))


def show(amount: Amount | int | None, unit: Unit, *, digits: int = 0) -> str:
    """For the page: an unknown is "-", and only a cell left blank stays blank."""
    if isinstance(amount, Amount):
        if amount.state == "blank":
            return ""
        amount = amount.won
    return "-" if amount is None else _written(in_unit(amount, unit, digits))


def show_rate(percent: Decimal | None) -> str:
    return "-" if percent is None else f"{_written(percent)}%"


def spoken(won: int | None) -> str:
    """As a headline says it: the largest of 억원, 백만원 and 원 that the amount fills."""
    if won is None:
        return "-"
    large = (Unit.HUNDRED_MILLION, Unit.MILLION)
    unit = next((unit for unit in large if abs(won) >= unit.value), Unit.WON)
    return show(won, unit) + unit.label


def _written(number: Decimal) -> str:
    return f"{'△' if number < 0 else ''}{number.copy_abs():,f}"
