"""Tables without a grand total: nothing above the groups says what they should come to."""

import pytest

from budgets.reading.hierarchy import Named, arrange
from budgets.reading.names import kind_named
from tests.budgets.reading.test_hierarchy import lines

FUND = """
국제협력 (고유목적사업) 21508 8431 8075
 공무원 연수 8364 3525 3525
 초청 교육 2644 1246 890
 협력망 구축 6500 1200 1200
 재해 구호 4000 2460 2460
행정운영경비 500 490 490
 기금관리비 500 490 490
재무활동 (여유자금 예치) 44970 0 0
"""
LEVELS = """
공원 조성 25900 10360
 동네공원 18981 7511
  하늘공원 11137 4514
  바람공원 7844 2997
 공원 관리 6919 2849
  수목 관리 5476 2257
  놀이터 정비 1443 592
가로수 가꾸기 9620 3700
 가로수 심기 5957 2294
 가지치기 3663 1406
"""


def paths(sheet):
    above, found = [], {}
    rows = lines(sheet)
    for at, (depth, name, _) in enumerate(rows):
        above = [*above[:depth], name]
        if at + 1 == len(rows) or rows[at + 1][0] <= depth:
            found[at] = tuple(above)
    return found


def read(sheet, change=(), gaps=()):
    rows = [list(row) for *_, row in lines(sheet)]
    names = [name for _, name, _ in lines(sheet)]
    for at, column, value in change:
        rows[at][column] = value
    kinds = tuple(kind_named(name) for name in names)
    found = arrange(rows, names, Named(frozenset(), frozenset(), kinds, frozenset(gaps)))
    return found, {i: tuple(names[k] for k in found.chain(i)) for i in found.leaves}


def slips(value):
    text = str(value)
    turned = (text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1))
    found = {
        "digit": text[0] + str((int(text[1:2] or 0) + 1) % 10) + text[2:],
        "turned": next((t for t in turned if t != text and t[0] != "0"), text),
        "dropped": text[:-1] or text,
        "added": text + "0",
        "sign": f"-{text}",
        "lost": "0",
    }
    return {how: int(wrong) for how, wrong in found.items() if int(wrong) != value}


CASES = [
    (sheet, at, column, how, wrong)
    for sheet in (FUND, LEVELS)
    for at, (*_, row) in enumerate(lines(sheet))
    for column, value in enumerate(row)
    for how, wrong in slips(value).items()
]
ROUNDING = 1
# Nothing is printed that adds it up.
ALONE = {(FUND, 7)}


@pytest.mark.parametrize(("sheet", "at", "column", "how", "wrong"), CASES)
def test_one_wrong_amount_never_stores_a_group_beside_its_rows(sheet, at, column, how, wrong):
    found, leaves = read(sheet, [(at, column, wrong)])
    want = paths(sheet)
    assert leaves.keys() <= want.keys()
    assert want.keys() - leaves.keys() <= found.unread
    if (sheet, at) not in ALONE and abs(wrong - lines(sheet)[at][2][column]) > ROUNDING:
        assert found.remarks
        assert leaves.items() <= want.items()


@pytest.mark.parametrize("sheet", [FUND, LEVELS])
def test_a_table_that_adds_up_needs_no_total(sheet):
    found, leaves = read(sheet)
    assert leaves == paths(sheet)
    assert found.unread == frozenset()


@pytest.mark.parametrize(
    ("at", "column", "printed"),
    [(0, 0, 21608), (0, 1, 8341), (1, 2, 3255), (5, 0, 5000), (6, 0, 600)],
    ids=["group", "turned", "line", "small group", "its one line"],
)
def test_where_other_columns_agree_the_group_stays_one_and_is_named(at, column, printed):
    found, leaves = read(FUND, [(at, column, printed)])
    assert leaves == paths(FUND)
    head = 5 if at > 4 else 0
    assert (head, "아래 행을 더한 것과 다름") in found.remarks


def test_totals_may_stand_below_here_too():
    upside_down = [line.strip() for line in FUND.strip("\n").split("\n")][::-1]
    found, leaves = read("\n".join(upside_down), [(7, 0, 21608)])
    assert {7 - i for i in leaves} == {1, 2, 3, 4, 6, 7}
    assert found.parents[3:7] == (7, 7, 7, 7)


ONE_COLUMN = """
공원 조성 2150
 하늘공원 1301
 바람공원 849
여유자금 4970
"""


def test_with_nothing_that_agrees_a_suspected_group_gives_no_figures():
    found, leaves = read(ONE_COLUMN, [(0, 0, 2250)])
    assert leaves.keys() == {3}
    assert found.unread == {0, 1, 2}
    assert all("저장하지 않음" in words for row, words in found.remarks if row < 3)


def test_a_list_without_groups_is_stored_and_named():
    found, leaves = read("나무 심기 301 61\n숲길 조성 214 40\n쉼터 123 22")
    assert leaves.keys() == {0, 1, 2}
    assert [row for row, _ in found.remarks] == [0, 1]


def test_beside_a_row_that_could_not_be_read_no_bare_row_is_stored():
    rows = FUND.strip("\n").split("\n")
    del rows[2]
    found, leaves = read("\n".join(rows), gaps={2})
    assert found.unread == {0, 1, 2, 3}
    assert leaves.keys() == {5, 6}
