from datetime import date

import pytest

from budgets.reading.lines import read_lines
from budgets.reading.people import read_people
from tests.budgets.reading.paper import report, tabbed

DAY = "('24. 3. 31. 현재)\n"


def people(text, office="교통국"):
    return read_people(read_lines(tabbed(text)), office)


def heads(text):
    """(department, group, 정원, 현원), a dash or an absent column by its state."""
    return [
        (h.department, h.group, *(s if n is None else n for s, n in (h.authorised, h.actual)))
        for h in people(text).heads
    ]


def totals(text):
    return [(c.scope.department, c.scope.group, c.measure, c.value) for c in people(text).claims]


def words(text):
    return [(problem.place, problem.words) for problem in people(text).problems]


GROUPS = (
    DAY
    + """\
구분 | 총계 | | 일반직 | | 임기제 |
 | 정원 | 현원 | 정원 | 현원 | 정원 | 현원
계 | 50 | 46 | 40 | 37 | 10 | 9
교통과 | 30 | 28 | 25 | 24 | 5 | 4
보행과 | 20 | 18 | 15 | 13 | 5 | 5
"""
)
LOOSE = (
    DAY
    + """\
구 분
총 계 일반직 임기제

정원 현원 정원 현원 정원 현원

계 50 46 40 37 10 9

교 통 과 30 28 25 24 5 4

보 행 과 20 18 15 13 5 5

※ 별도정원 2명
"""
)
PARTS = [
    ("교통과", "일반직", 25, 24),
    ("교통과", "임기제", 5, 4),
    ("보행과", "일반직", 15, 13),
    ("보행과", "임기제", 5, 5),
]


@pytest.mark.parametrize("text", [GROUPS, LOOSE], ids=["tabs", "blanks"])
def test_groups_across_and_departments_down(text):
    assert heads(text) == PARTS
    assert [name for name, _ in people(text).departments] == ["교통과", "보행과"]
    assert people(text).as_of == date(2024, 3, 31)
    assert words(text) == []


@pytest.mark.parametrize("text", [GROUPS, LOOSE], ids=["tabs", "blanks"])
def test_totals_are_claims_and_no_heads(text):
    assert totals(text) == [
        ("교통국", "총계", "authorised", 50),
        ("교통국", "총계", "actual", 46),
        ("교통국", "일반직", "authorised", 40),
        ("교통국", "일반직", "actual", 37),
        ("교통국", "임기제", "authorised", 10),
        ("교통국", "임기제", "actual", 9),
        ("교통과", "총계", "authorised", 30),
        ("교통과", "총계", "actual", 28),
        ("보행과", "총계", "authorised", 20),
        ("보행과", "총계", "actual", 18),
    ]


@pytest.mark.parametrize("word", ["계", "합 계", "총 계", "총원"])
def test_a_group_of_all_is_a_total_whatever_it_is_called(word):
    assert heads(GROUPS.replace("총계", word)) == PARTS


@pytest.mark.parametrize("word", ["교통국", "교 통 국"])
def test_the_row_of_the_office_is_a_total_and_no_department(word):
    assert heads(GROUPS.replace("계 | 50", f"{word} | 50")) == PARTS


def test_정원_and_현원_alone_need_no_groups():
    text = DAY + "부서 | 정원 | 현원\n계 | 50 | 46\n교통과 | 30 | 28\n보행과 | 20 | 18\n"
    assert heads(text) == [("교통과", "전체", 30, 28), ("보행과", "전체", 20, 18)]
    assert totals(text) == [
        ("교통국", "총계", "authorised", 50),
        ("교통국", "총계", "actual", 46),
    ]
    assert heads(text.replace(" | ", " ")) == heads(text)


def test_ranks_may_stand_down_or_across():
    down = DAY + "직급 | 정원 | 현원\n계 | 12 | 11\n5급 | 2 | 2\n6급이하 | 10 | 9\n"
    across = DAY + "구분 | 계 | 5급 | 6급이하\n정원 | 12 | 2 | 10\n현원 | 11 | 2 | 9\n"
    for text in (down, across):
        assert heads(text) == [("교통국", "5급", 2, 2), ("교통국", "6급이하", 10, 9)]
        assert sorted(totals(text)) == [
            ("교통국", "총계", "actual", 11),
            ("교통국", "총계", "authorised", 12),
        ]


def test_subtotals_of_ranks_are_claims():
    text = (
        DAY
        + "구분 | 총계 | 일반직 | | | 별정직 |\n | | 소계 | 5급 | 6급 | 소계 | 5급\n"
        + "정원 | 9 | 6 | 2 | 4 | 3 | 3\n현원 | 8 | 5 | 2 | 3 | 3 | 3\n"
    )
    assert heads(text) == [
        ("교통국", "일반직 5급", 2, 2),
        ("교통국", "일반직 6급", 4, 3),
        ("교통국", "별정직 5급", 3, 3),
    ]
    assert ("교통국", "일반직 소계", "actual", 5) in totals(text)


def test_정원_and_현원_in_two_rows_stand_each_on_its_own_line():
    down = DAY + "구분 | 계 | 5급 | 6급이하\n정원 | 12 | 2 | 10\n현원 | 11 | 2 | 9\n"
    assert [(h.group, h.place, h.places) for h in people(down).heads] == [
        ("5급", 3, {"actual": 4}),
        ("6급이하", 3, {"actual": 4}),
    ]
    assert [(c.measure, c.place) for c in people(down).claims] == [("authorised", 3), ("actual", 4)]


def test_정원_and_현원_in_one_row_stand_on_one_line():
    assert [(h.place, h.places) for h in people(GROUPS).heads] == [(5, {})] * 2 + [(6, {})] * 2


def told(text):
    return [
        (c.place, c.subject, c.printed, c.formula, [t.printed for t in c.terms])
        for c in people(text).claims
        if c.formula
    ]


@pytest.mark.parametrize("text", ["△2", "-2", "2"])
def test_what_is_over_or_short_follows_from_both(text):
    table = DAY + f"구분 | 정원 | 현원 | 과부족 | 결원\n교통과 | 30 | 28 | {text} | 2\n"
    pair = ["28", "30"] if text != "2" else ["30", "28"]
    assert told(table) == [
        (3, "교통과 / 전체 과부족", text, "차", pair),
        (3, "교통과 / 전체 결원", "2", "차", ["30", "28"]),
    ]
    assert words(table) == []


def test_an_unread_balance_is_named():
    table = DAY + "구분 | 정원 | 현원 | 과부족\n교통과 | 30 | 28 | △O\n"
    assert words(table) == [(3, "인력 표의 칸을 읽지 못함: 교통과 전체 ‘△O’")]


def test_a_column_between_that_counts_no_persons_shifts_nothing_and_is_named():
    text = (
        DAY
        + "구분 | 총계 | | | 일반직 | | \n | 정원 | 현원 | 비율 | 정원 | 현원 | 비율\n"
        + "교통과 | 30 | 28 | 93.3 | 25 | 24 | 96.0\n"
    )
    assert heads(text) == [("교통과", "일반직", 25, 24)]
    assert words(text) == [(3, "인력 표에 읽지 않은 열이 있음 (정원·현원이 아님)")]


def test_a_column_in_which_nothing_stands_is_nothing_to_name():
    table = DAY + "구분 | 정원 | 현원 | 비고\n합계 | 30 | 28 |\n교통과 | 30 | 28 |\n"
    assert heads(table) == [("교통과", "전체", 30, 28)]
    assert words(table) == []
    assert words(table.replace("교통과 | 30 | 28 |", "교통과 | 30 | 28 | 파견 1")) != []


def test_a_row_that_counts_no_persons_is_named_and_no_department():
    text = GROUPS + "비율 | 4 | 0 | 3 | 0 | 1 | 0\n"
    assert heads(text) == PARTS
    assert words(text) == [(7, "인력 표의 행을 읽지 않음: 비율")]


def test_a_row_cut_short_is_named_and_the_rows_below_it_are_read():
    text = GROUPS.replace("교통과 | 30 | 28 |", "교통과 | 30 |")
    assert heads(text) == PARTS[2:]
    assert words(text) == [(5, "인력 표의 행으로 읽지 못함: 교통과 30 25 24 5 4")]


def unreadable(what):
    return f"인력 표의 칸을 읽지 못함: {what}"


@pytest.mark.parametrize("cell", ["1O", "292, 006", "OO"])
def test_a_cell_that_is_no_number_is_unread_and_named_with_what_stands_there(cell):
    text = GROUPS.replace("| 25 | 24", f"| {cell} | 24")
    assert heads(text) == [("교통과", "일반직", "unread", 24), *PARTS[1:]]
    ((place, said),) = words(text)
    assert place == 5
    assert said.startswith(unreadable(f"교통과 일반직 정원 ‘{cell}’: "))


def test_a_total_that_is_no_number_is_an_unread_claim():
    text = GROUPS.replace("계 | 50", "계 | 5O")
    (claim,) = [c for c in people(text).claims if c.state != "value"]
    assert (claim.printed, claim.state, claim.value) == ("5O", "unread", None)
    ((place, said),) = words(text)
    assert place == 4
    assert said.startswith(unreadable("교통국 총계 정원 ‘5O’: "))


ROWS = ["교 통 과 30 28 25 24 5 4", "보 행 과 20 18 15 13 5 5"]


@pytest.mark.parametrize("row", ROWS)
def test_between_blanks_too_a_damaged_number_is_unread_and_named(row):
    damaged = row.replace(" 5 ", " S5 ")
    text = LOOSE.replace(row, damaged)
    assert len(heads(text)) == 4
    assert [each for each in heads(text) if "unread" in each] == [
        (row[:5].replace(" ", ""), "임기제", "unread", int(row[-1]))
    ]
    assert len(words(text)) == 1


@pytest.mark.parametrize("row", ROWS)
def test_between_blanks_a_word_among_the_numbers_names_the_row(row):
    damaged = row.replace(" 5 ", " 다섯 ")
    text = LOOSE.replace(row, damaged)
    assert len(heads(text)) == 2
    assert [said for _, said in words(text)] == [f"인력 표의 행으로 읽지 못함: {damaged}"]


TORN = [
    LOOSE.replace("교 통 과 30", "교 통 과 1, 030"),
    DAY + "구분 정원 현원\n교통과 1, 030 28\n보행과 20 18\n",
    DAY + "구분 정원 현원\n교통과 1, 030 28\n",
]


@pytest.mark.parametrize("text", TORN, ids=["groups", "no groups", "no other row"])
def test_a_number_torn_in_two_makes_no_row_of_another_name(text):
    assert not [each for each in heads(text) if each[0] != "보행과"]
    assert [said for _, said in words(text)] == ["인력 표의 행을 읽지 않음: 교통과1,"]


def test_dash_and_zero_stay_apart():
    text = GROUPS.replace("| 5 | 4\n", "| - | 0\n")
    assert heads(text)[1] == ("교통과", "임기제", "dash", 0)


def test_a_table_without_a_day_gives_departments_and_sums_and_no_heads():
    text = GROUPS.removeprefix(DAY)
    found = people(text)
    assert found.heads == ()
    assert told(text)[:2] == [
        (3, "교통국 / 총계", "50", "합", ["30", "20"]),
        (3, "교통국 / 총계", "46", "합", ["28", "18"]),
    ]
    assert all(c.scope.department is None for c in found.claims)
    assert [name for name, _ in found.departments] == ["교통과", "보행과"]
    assert [problem.words for problem in found.problems] == [
        "인력 표의 기준일을 찾지 못해 저장하지 않고 합계만 대조함"
    ]


def test_the_day_of_the_report_is_not_the_day_of_the_headcount():
    assert people("2024. 4. 15.\n" + GROUPS.removeprefix(DAY)).as_of is None


PLAIN = """구분 | 정원 | 현원
물빛과 | 3 | 2
노을과 | 4 | 4
계 | 7 | 6
"""


@pytest.mark.parametrize(
    "above",
    [
        "Ⅰ. 일반현황 (2032. 5. 31.)\n1. 조직\n2. 인력\n",
        "Ⅰ. 일반현황\n□ 인력 현황 ('32. 5. 31.)\n",
        "Ⅰ. 일반현황\n(2032. 5. 31., 단위 : 명)\n",
    ],
)
def test_a_day_alone_in_the_brackets_of_a_heading_is_that_of_its_tables(above):
    assert people(above + PLAIN).as_of == date(2032, 5, 31)


@pytest.mark.parametrize("above", ["Ⅰ. 일반현황 (2032. 1. 1. ~ 5. 31.)\n", "□ 인력 (2032년)\n"])
def test_a_span_or_a_year_is_no_day_of_a_headcount(above):
    assert people(above + PLAIN).as_of is None


def test_without_a_day_the_total_of_a_plain_table_is_worked_out_too():
    assert told(PLAIN) == [
        (4, "교통국 / 총계", "7", "합", ["3", "4"]),
        (4, "교통국 / 총계", "6", "합", ["2", "4"]),
    ]


def test_without_a_day_what_a_sentence_says_is_set_against_the_printed_total():
    found = report(f"주요업무 보고\n2032. 6. 20.\n교통국\n\n인 력 8명/6명 (정원/현원)\n{PLAIN}")
    said = [(c.printed, c.formula, [t.printed for t in c.terms]) for c in found.claims]
    assert said[:2] == [("8", "같음", ["7"]), ("6", "같음", ["6"])]


def test_groups_that_cannot_be_told_apart_are_named():
    text = LOOSE.replace("총 계 일반직 임기제", "총 계 일 반 직 임 기 제")
    assert heads(text) == []
    assert words(text) == [(5, "인력 표의 머리를 읽지 못함")]


def test_a_second_table_is_named():
    text = GROUPS + "\n□ 직급별\n" + DAY + "직급 | 정원 | 현원\n5급 | 2 | 2\n"
    assert heads(text) == PARTS
    assert words(text) == [(10, "인력 표가 또 있어 읽지 않음")]


def test_a_head_repeated_on_the_next_page_is_the_same_table():
    head = "\n".join(GROUPS.split("\n")[1:3]) + "\n"
    text = GROUPS.replace("보행과", head + "보행과")
    assert heads(text) == PARTS
    assert words(text) == []


def test_an_office_that_prints_only_its_total_keeps_it():
    text = DAY + "구분 | 정원 | 현원\n계 | 12 | 11\n"
    assert heads(text) == [("교통국", "전체", 12, 11)]


def test_another_table_below_is_none_of_its_rows():
    text = GROUPS + "사업명 | 예산현액 | 집행액\n신호등 | 10 | 4\n"
    assert heads(text) == PARTS
    assert words(text) == []


PAIRED = (
    DAY
    + """\
부서 | 구분 | 계 | 5급 | 6급 이하
합계 | 정원 | 50 | 10 | 40
 | 현원 | 46 | 9 | 37
 | 결원 | 4 | 1 | 3
교통과 | 정원 | 30 | 5 | 25
 | 현원 | 28 | 4 | 24
 | 결원 | 2 | 1 | 1
- 3 -
부서 | 구분 | 계 | 5급 | 6급 이하
보행과 | 정원 | 20 | 5 | 15
 | 현원 | 18 | 5 | 13
 | 결원 | 2 | - | 2
"""
)


def test_a_second_cell_says_of_which_number_a_row_is_under_a_merged_department():
    assert heads(PAIRED) == [
        ("교통과", "5급", 5, 4),
        ("교통과", "6급이하", 25, 24),
        ("보행과", "5급", 5, 5),
        ("보행과", "6급이하", 15, 13),
    ]
    own = [each for each in totals(PAIRED) if each[0] == "교통과"]
    assert own == [("교통과", "총계", "authorised", 30), ("교통과", "총계", "actual", 28)]
    assert ("교통국", "6급이하", "actual", 37) in totals(PAIRED)
    assert words(PAIRED) == []


def test_a_row_of_something_else_under_a_merged_department_is_named():
    text = PAIRED.replace(" | 결원 | 2 | 1 | 1", " | 충원율 | 93 | 80 | 96")
    assert words(text) == [(8, "인력 표의 행을 읽지 않음: 충원율")]
    assert heads(text) == heads(PAIRED)


TURNED = (
    DAY
    + """\
구 분 | 총계 | | 교통과 | | 보행과 |
 | 정원 | 현원 | 정원 | 현원 | 정원 | 현원
계 | 50 | 46 | 30 | 28 | 20 | 18
일반직 | 40 | 37 | 25 | 24 | 15 | 13
임기제 | 10 | 9 | 5 | 4 | 5 | 5
"""
)


def test_departments_across_and_ranks_down():
    assert sorted(heads(TURNED)) == sorted(PARTS)
    assert [name for name, _ in people(TURNED).departments] == ["교통과", "보행과"]
    assert totals(TURNED) == [
        ("교통국", "총계", "authorised", 50),
        ("교통국", "총계", "actual", 46),
        ("교통과", "총계", "authorised", 30),
        ("교통과", "총계", "actual", 28),
        ("보행과", "총계", "authorised", 20),
        ("보행과", "총계", "actual", 18),
        ("교통국", "일반직", "authorised", 40),
        ("교통국", "일반직", "actual", 37),
        ("교통국", "임기제", "authorised", 10),
        ("교통국", "임기제", "actual", 9),
    ]
    assert words(TURNED) == []


def test_what_is_over_or_short_is_told_of_a_table_without_tabs_too():
    found = people(
        DAY
        + """\
구 분 계 5급 6급 7급
정 원 54 10 20 24
현 원 51 10 19 22
과부족 ▲3 - ▲1 ▲2
"""
    )
    said = [(c.place, c.printed, c.value) for c in found.claims if c.measure == "count"]
    assert said == [(5, "▲3", -3), (5, "-", None), (5, "▲1", -1), (5, "▲2", -2)]
    assert found.problems == ()
