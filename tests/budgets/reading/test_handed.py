"""A sheet that is handed in: what of it is compared where not all of it can be read.

숲 has 나무 심기 and 꽃 심기, 강 has 물길 내기; all amounts are won.
"""

from datetime import date

import pytest

from budgets.amounts import Unit
from budgets.reading.frame import Frame
from budgets.reading.handed import read
from budgets.reading.own_lines import Own, OwnLines
from budgets.reading.sheet import TEXT, Cell, Sheet

LINES = [(1, "나무 심기", "숲"), (2, "꽃 심기", "숲"), (3, "물길 내기", "강")]
OWN = [Own(line, f"{line:03}", name, "", program, "일반회계") for line, name, program in LINES]
HEADS = "세부사업|예산현액|집행액"


def handed(*rows, columns=("budget", "spent"), is_text=False):
    cells = [[Cell(TEXT, word) if word else None for word in row.split("|")] for row in rows]
    own = OwnLines(OWN, "달빛담당관", "해오름기획관", set())
    frame = Frame(own, columns, date(2030, 9, 30), Unit.WON)
    return read([Sheet("제출", cells, is_text=is_text)], frame)


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        # 예산현액 of the first is not known, nor is any sum of it; 집행액 is.
        (["합계|900|900", "나무 심기|x|10", "꽃 심기|200|20", "물길 내기|300|30"], ["B3", "C2"]),
        (["숲|900|30", "나무 심기|x|10", "꽃 심기|200|20", "강|900|30", "물길 내기|300|30"], ["B3", "B5"]),
        (["나무 심기|x|10", "꽃 심기|200|20", "소계|900|30", "물길 내기|300|30"], ["B2"]),
        # A name that nobody knows may be the one that is missing: its program's sum waits, 강's not.
        (["합계|900|900", "숲|900|900", "나무 심기|100|10", "꽃|200|20", "강|900|30", "물길 내기|300|30"], ["A5", "B6", ""]),
        (["합계|900|900", *(f"{name}|100|10" for _, name, _ in LINES), "풀 심기|600|870"], ["A6"]),
        (["합계|900|900", *(f"{name}|100|10" for _, name, _ in LINES), "꽃 심기|600|870"], ["A6"]),
    ],
)  # fmt: skip
def test_only_sums_of_what_could_not_be_read_are_not_compared(rows, cells):
    assert [misfit.cell for misfit in handed(HEADS, *rows).misfits] == cells


def test_amounts_that_a_comma_shifted_are_no_part_of_a_sum_and_asked_nothing():
    rows = ["나무 심기|1|100|10", "꽃 심기|200|20", "물길 내기|300|30"]
    found = handed(HEADS, *rows, "합계|900|900", is_text=True)
    assert [misfit.cell for misfit in found.misfits] == ["D2"]
    assert [row.line for row in found.rows] == [2, 3]
    found = handed(HEADS, "나무 심기|100|10", *rows[1:], "합계|1|600|60", is_text=True)
    assert [misfit.cell for misfit in found.misfits] == ["D5"]


def test_what_is_carried_is_not_known_where_one_of_its_kinds_is_not():
    heads = "세부사업|이월액|명시이월|사고이월"
    rows = ["나무 심기||x|5", "꽃 심기||20|0", "물길 내기||0|0", "합계|900||5"]
    found = handed(heads, *rows, columns=("carried",))
    assert [misfit.cell for misfit in found.misfits] == ["C2"]
