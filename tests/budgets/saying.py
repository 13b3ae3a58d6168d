"""What the machine says in its requests, in order and not: tests/budgets/machine.py."""

from datetime import date

import hypothesis.strategies as st

from budgets.measures import MEASURES, Measures
from budgets.rows import Row
from tests.budgets import ought
from tests.budgets.looking import state_of
from tests.budgets.ought import BLANK, DASH, Said

DAYS = (date(2030, 6, 30), date(2030, 9, 30), date(2030, 12, 31))
RULES = ("order", "budget-explained", "falls", "closing", "blank")
PAPER = "지출결의 12호"


def mostly(right, *wrong, times=6):
    return st.sampled_from([right] * times + list(wrong))


# Many are in order and some are not; no two dates are so far apart that their units look mistaken.
amounts = st.tuples(
    st.sampled_from([100_001, 120_000]),
    st.sampled_from([50_000, 60_003, DASH]),
    st.sampled_from([20_000, 30_005, 40_000, 40_000, DASH, BLANK, 70_000]),
    st.sampled_from([0, 10_000, DASH, BLANK, 90_000]),
)
in_order = st.tuples(
    st.sampled_from([100_001, 120_000]),
    st.sampled_from([50_000, 60_003]),
    st.sampled_from([20_000, 30_005, 40_000]),
    st.sampled_from([0, 10_000]),
)
two_lines = st.one_of(st.tuples(in_order, in_order), st.tuples(amounts, amounts))
notes = st.sampled_from(["", *ought.AS_STORED])
departments = st.sampled_from(list(ought.LINES))
days = st.integers(0, len(DAYS) - 1)
people = st.sampled_from(ought.PEOPLE)
writers = mostly("its own", "마루", *ought.PEOPLE)
answers = st.sampled_from(["none", "all", "all", "no paper"])
reasons = mostly("지출 누락", "", *ought.AS_STORED, times=5)
shapes = mostly("whole", "a line less", "a line twice", "foreign", "half a won", "mute", times=20)
seen = mostly("now", "stale", times=4)


def row(line, said: Said) -> Row:
    """As the grid makes it."""
    told = {"appropriated": None, **said._asdict()}
    won = {m: told[m] if isinstance(told[m], int) else None for m in MEASURES}
    states = {m: state_of(told[m]) for m in MEASURES}
    return Row(line.pk, Measures(**won), states, note=said.note)


def shaped(made, paper, rows, shape):
    other = next(n for lines in ought.LINES.values() for n in lines if n not in paper.lines)
    first, second = rows
    match shape:
        case "a line less":
            return [first]
        case "a line twice":
            return [first, second, first]
        case "foreign":
            return [first, second, Row(made.lines[other].pk, states=second.states)]
        case "half a won":
            return [first, Row(second.line, Measures(None, 1.5, 1, 1), second.states)]
        case "mute":
            return [first, Row(second.line, Measures(None, 3, 2, 1), dict.fromkeys(MEASURES))]
    return rows


def answered(said, answer) -> dict[tuple[str, str], str]:
    words = {"all": PAPER, "no paper": ""}
    keys = () if answer == "none" else [(rule, line) for rule in RULES for line in said]
    return dict.fromkeys(keys, words.get(answer))


def file(paper, said, shape) -> bytes:
    heads = ["세부사업", "예산현액", "원인행위액", "집행액", "비고"]
    rows = [[line, *each[:3], each.note] for line, each in said.items()]
    if paper.is_settled:
        heads.insert(4, "이월액")
        for told, each in zip(rows, said.values(), strict=True):
            told.insert(4, each.carried)
    if shape == "a line less":
        rows.pop()
    if shape == "half a won":
        rows[0][1] = "1.5"
    told = [["(단위: 원)"], heads, *rows]
    return "\r\n".join(",".join(map(str, cells)) for cells in told).encode()
