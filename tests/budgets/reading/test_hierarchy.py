"""Tables with one misprinted amount: who stands below whom must not hang on it."""

import re

import pytest

from budgets.reading.hierarchy import Named, arrange
from budgets.reading.names import is_division, is_total_named, kind_named

OFFICE = """
합계 10000 4000
 사업예산 9700 3880
 기본경비 300 120
 교통과 6100 2440
  교통 개선 6000 2400
   신호등 설치 4000 1600
   정보 제공 2000 800
  기본경비 100 40
 보행과 2600 1040
  걷는 거리 2500 1000
   보도 정비 1500 600
   자전거도로 정비 1000 400
  기본경비 100 40
 주차과 1300 520
  주차장 확충 1200 480
   주차장 건설 1200 480
  기본경비 100 40
"""
FUND = """
계 900 400
 공원 조성 620 280
  나무 심기 410 190
  숲길 조성 210 90
 산림 보호 280 120
  산불 예방 170 70
  병충해 방제 110 50
"""
LEVELS = """
합계 1000 400
 공원과 960 380
  공원 조성 700 280
   동네공원 513 203
    하늘공원 301 122
    바람공원 212 81
   공원 관리 187 77
    수목 관리 148 61
    놀이터 정비 39 16
  가로수 가꾸기 260 100
   가로수 심기 161 62
   가지치기 99 38
 정원과 40 20
  정원 조성 40 20
   정원 박람회 40 20
"""

UPKEEP = """
합계 8130 7820
 민원과 6610 6420
  민원 처리 6120 5980
   상담 전화 4230 4110
   여권 발급 1890 1870
  일반예산 490 440
   기본경비 350 440
   인력운영비 140 0
 홍보과 1520 1400
  홍보 매체 1310 1180
   월간지 810 730
   누리집 500 450
  일반예산 210 220
   기본경비 210 220
"""


def lines(sheet):
    found = (re.match(r"( *)(.+?)((?: -?\d+)+)$", line) for line in sheet.strip("\n").split("\n"))
    return [(len(f[1]), f[2], tuple(map(int, f[3].split()))) for f in found]


def paths(sheet):
    """The leaves as the indents say: each under its parents."""
    above, found = [], {}
    rows = lines(sheet)
    for at, (depth, name, _) in enumerate(rows):
        above = [*above[:depth], name]
        is_leaf = at + 1 == len(rows) or rows[at + 1][0] <= depth
        if is_leaf and not (depth == 1 and kind_named(name)):
            found[at] = tuple(above)
    return found


def read(sheet, change=None):
    rows = [list(row) for _, _, row in lines(sheet)]
    names = [name for _, name, _ in lines(sheet)]
    for at, column, value in change or ():
        rows[at][column] = value
    named = Named(
        frozenset(i for i, name in enumerate(names) if is_total_named(name, "교통국")),
        frozenset(i for i, name in enumerate(names) if is_division(name)),
        tuple(kind_named(name) for name in names),
    )
    found = arrange(rows, names, named)
    return found, {i: tuple(names[k] for k in found.chain(i)) for i in found.leaves}


CASES = [
    (sheet, at, column, factor)
    for sheet in (OFFICE, FUND, LEVELS)
    for at in range(len(lines(sheet)))
    for column in (0, 1)
    for factor in ("+1%", "+30", "x10", "turned")
]


def misprinted(value, how):
    turned = int(str(value)[::-1])
    options = {"+1%": value + max(3, value // 100), "+30": value + 30, "x10": value * 10}
    return options.get(how, turned if turned != value else value * 2)


@pytest.mark.parametrize(("sheet", "at", "column", "how"), CASES)
def test_one_misprinted_amount_moves_no_row_and_is_named(sheet, at, column, how):
    value = misprinted(lines(sheet)[at][2][column], how)
    found, leaves = read(sheet, [(at, column, value)])
    missing = {i: path for i, path in paths(sheet).items() if i not in leaves}
    assert leaves.items() <= paths(sheet).items()
    assert set(missing) <= found.unread
    is_kind = sheet is OFFICE and at in (1, 2)
    assert found.remarks or is_kind


@pytest.mark.parametrize("sheet", [OFFICE, FUND, LEVELS])
def test_a_table_that_adds_up_is_read_as_its_sums_say(sheet):
    found, leaves = read(sheet)
    assert leaves == paths(sheet)
    assert found.unread == frozenset()


@pytest.mark.parametrize(
    ("at", "column", "printed"),
    [(0, 0, 19000), (3, 0, 9100), (4, 0, 7000), (5, 1, 160), (9, 1, 9000), (13, 0, 3100)],
    ids=["office", "department", "program", "line", "another program", "another department"],
)
def test_a_gross_misprint_loses_no_row(at, column, printed):
    _, leaves = read(OFFICE, [(at, column, printed)])
    assert leaves == paths(OFFICE)


@pytest.mark.parametrize("at", [5, 12])
@pytest.mark.parametrize("how", ["digit", "sign", "x10", "dropped", "lost"])
def test_a_misprinted_subtotal_of_upkeep_is_no_line_of_a_program(at, how):
    value = lines(UPKEEP)[at][2][1]
    wrong = {
        "digit": value + 100,
        "sign": -value,
        "x10": value * 10,
        "dropped": value // 10,
        "lost": 0,
    }[how]
    found, leaves = read(UPKEEP, [(at, 1, wrong)])
    assert set(leaves) == {3, 4, 6, 7, 10, 11, 13}
    assert found.parents[6:8] == (5, 5)
    assert (at, "아래 행을 더한 것과 다름") in found.remarks


def test_two_wrong_amounts_are_not_explained_by_mixing_kinds():
    found, leaves = read(UPKEEP, [(2, 0, 6710), (5, 0, 590), (6, 1, 140)])
    assert set(leaves) <= {3, 4, 6, 7, 10, 11, 13}
    assert found.unread or (1, "아래 행을 더한 것과 다름") in found.remarks


def test_of_two_suppositions_the_slip_is_believed():
    # 2,440 is 240 with a digit lost; that 신호등 and 정보 were a program of 160 explains as much.
    found, leaves = read(OFFICE, [(4, 1, 240)])
    assert leaves == paths(OFFICE)
    assert (4, "아래 행을 더한 것과 다름") in found.remarks


LAST_FIRST = [
    "보도 정비 1500 613", "자전거도로 정비 1000 419", "걷는 거리 2500 1032", "보행과 2500 1032",
    "신호등 설치 4200 1611", "정보 제공 2090 807", "교통 개선 6290 2418", "교통과 6290 2418",
    "합계 8790 3450",
]  # fmt: skip


@pytest.mark.parametrize(("at", "wrong"), [(0, 1600), (2, 2600), (3, 2600), (6, 6390), (8, 8970)])
def test_rows_stay_with_their_department_where_totals_are_printed_last(at, wrong):
    found, leaves = read("\n".join(LAST_FIRST), [(at, 0, wrong)])
    assert set(leaves) == {0, 1, 4, 5}
    assert leaves[0][:2] == ("합계", "보행과")
    assert leaves[5][:2] == ("합계", "교통과")
    assert found.remarks


def test_kinds_that_come_to_no_total_are_not_left_out_in_silence():
    rows = "합계 9000 4000\n기본경비 712 301\n교통과 6100 2440\n신호등 6100 2450\n보행과 2188 1259\n보도 2188 1259"
    found, leaves = read(rows)
    assert set(leaves) == {3, 5}
    assert 1 in found.unread
    assert any(row == 1 for row, _ in found.remarks)


def test_a_row_without_an_amount_before_rows_that_may_be_its_own_is_named():
    found, _ = read("합계 2990\n나무 심기 560\n느티나무 560\n숲길 조성 0\n흙길 1230\n돌길 1200")
    assert [row for row, _ in found.remarks] == [3]


def test_what_no_single_misprint_explains_gives_no_figures_and_is_named():
    two_wrong = [(4, 0, 7777), (4, 1, 5), (5, 0, 1), (5, 1, 9999)]
    found, leaves = read(OFFICE, two_wrong)
    assert found.unread == {3, 4, 5, 6, 7}
    assert leaves == {i: path for i, path in paths(OFFICE).items() if i not in found.unread}
    assert any(row == 3 and "저장하지 않음" in words for row, words in found.remarks)


def test_a_part_that_lacks_a_row_is_not_explained_by_a_misprint():
    rows = lines(OFFICE)
    del rows[6]  # 정보 제공: printed, but not read
    names = [name for _, name, _ in rows]
    named = Named(
        frozenset({0}),
        frozenset(i for i, name in enumerate(names) if is_division(name)),
        tuple(kind_named(name) for name in names),
        gaps=frozenset({6}),
    )
    found = arrange([row for *_, row in rows], names, named)
    assert found.unread == {3, 4, 5, 6}
    assert {names[i] for i in found.leaves} >= {"보도 정비", "자전거도로 정비", "주차장 건설"}
