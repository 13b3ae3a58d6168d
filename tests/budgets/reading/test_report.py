"""Reports that nobody has seen, each as text, and what the reader makes of them."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.reading.report import NotAReport, read
from tests.budgets.reading.paper import figures, problems, report

FRONT = "주요업무 보고\n\n2030. 7. 10.\n\n강변기획관\n\n"
HEAD = "부서/사업명\t예산현액\t원인행위액\t집행액\t집행률\n"
EXECUTION = (
    FRONT
    + "(2030. 6. 30. 기준, 단위 : 천원)\n\n"
    + HEAD
    + """\
합 계(강변기획관)\t1,000\t600\t500\t50.0%
사업예산\t940\t560\t460\t48.9%
기본경비(행정운영경비)\t60\t40\t40\t66.7%
물빛담당관\t630\t360\t310\t49.2%
강물 가꾸기\t590\t330\t280\t47.5%
둔치 정비\t390\t230\t200\t51.3%
나루 운영\t200\t100\t80\t40.0%
기본경비(행정운영경비)\t40\t30\t30\t75.0%
달무리담당관\t370\t240\t190\t51.4%
밤마실 지원\t350\t230\t180\t51.4%
야시장 운영\t350\t230\t180\t51.4%
기본경비(행정운영경비)\t20\t10\t10\t50.0%
"""
)


def leaves(report):
    return [
        (row.department, row.program, row.kind, row.name, row.amounts["budget"].won)
        for sheet in report.sheets
        for row in sheet.rows
    ]


PLACED = [
    ("물빛담당관", "강물 가꾸기", "정책사업", "둔치 정비", 390_000),
    ("물빛담당관", "강물 가꾸기", "정책사업", "나루 운영", 200_000),
    ("물빛담당관", "기본경비(행정운영경비)", "행정운영경비", "기본경비(행정운영경비)", 40_000),
    ("달무리담당관", "밤마실 지원", "정책사업", "야시장 운영", 350_000),
    ("달무리담당관", "기본경비(행정운영경비)", "행정운영경비", "기본경비(행정운영경비)", 20_000),
]  # fmt: skip


def test_a_table_without_levels_is_placed_by_its_sums():
    report = read(EXECUTION)
    assert leaves(report) == PLACED
    assert report.problems == ()


def test_a_table_says_its_day_stage_and_account():
    (sheet,) = read(EXECUTION).sheets
    assert (sheet.when.day, sheet.when.stage, sheet.account, sheet.unit.label) == (
        date(2030, 6, 30),
        "집행",
        "일반회계",
        "천원",
    )


def test_every_amount_names_the_line_it_was_printed_on():
    lines = EXECUTION.split("\n")
    for row in read(EXECUTION).sheets[0].rows:
        assert lines[row.place - 1].startswith(row.name)


@pytest.mark.parametrize(
    "make",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("물빛담당관\t", "물빛 담당관\t"),
        lambda text: text.replace("나루 운영", "<b>나루 운영</b>"),
        lambda text: text.replace("합 계(강변기획관)", "**합 계(강변기획관)**"),
    ],
    ids=["CRLF", "blanks in a department", "tags", "stars"],
)
def test_what_extraction_leaves_behind_changes_nothing(make):
    assert leaves(read(make(EXECUTION))) == PLACED


def test_columns_set_apart_by_blanks_are_read_as_those_set_apart_by_tabs():
    assert leaves(read(EXECUTION.replace("\t", " "))) == PLACED


def test_a_page_break_that_repeats_the_head_does_not_end_a_table():
    broken = EXECUTION.replace(
        "달무리담당관\t", "\n\n(2030. 6. 30. 기준, 단위 : 천원)\n\n" + HEAD + "달무리담당관\t"
    )
    assert leaves(read(broken)) == PLACED


@pytest.mark.parametrize(("unit", "won"), [("원", 1), ("천원", 1_000), ("백만원", 1_000_000)])
def test_the_unit_is_stated_once_and_multiplied_at_the_door(unit, won):
    report = read(EXECUTION.replace("단위 : 천원", f"단위 : {unit}"))
    assert sum(row[-1] for row in leaves(report)) == 1_000 * won


def test_a_table_without_a_unit_gives_no_figures_and_is_named():
    report = read(EXECUTION.replace(", 단위 : 천원", ""))
    assert report.sheets == ()
    assert [(p.place, "단위" in p.words) for p in report.problems] == [(9, True)]


def test_a_cell_that_nobody_can_read_keeps_the_whole_table_out():
    report = read(
        EXECUTION.replace("나루 운영\t200", "나루 운영\t2,00").replace("합 계", "합계"),
        key="2030-07",
    )
    assert report.sheets == ()
    (problem,) = report.problems
    assert "나루 운영" in problem.words


def test_a_head_with_an_unknown_column_is_named_and_not_half_read():
    report = read(EXECUTION.replace("원인행위액", "징수결정액"), key="2030-07")
    assert report.sheets == ()
    assert any("징수결정액" in problem.words for problem in report.problems)


def test_a_misprinted_total_keeps_the_figures_and_becomes_a_claim():
    report = read(EXECUTION.replace("강물 가꾸기\t590", "강물 가꾸기\t599"))
    assert leaves(report) == PLACED
    (claim,) = [c for c in report.claims if c.printed == "599"]
    assert (claim.measure, claim.value, claim.scope.program) == ("budget", 599, "강물 가꾸기")


def test_every_total_and_every_rate_is_a_claim_with_its_line():
    claims = read(EXECUTION).claims
    rates = [claim for claim in claims if claim.measure == "rate"]
    totals = [claim for claim in claims if claim.measure == "budget"]
    assert (len(rates), len(totals)) == (12, 7)
    assert {claim.value for claim in totals if claim.scope.kind} == {940, 60}


def test_a_rate_with_a_comma_for_its_point_is_kept_as_printed_and_unread():
    (claim,) = [c for c in read(EXECUTION.replace("40.0%", "40,0%")).claims if c.printed == "40,0%"]
    assert (claim.state, claim.value) == ("unread", None)


def test_a_dash_a_blank_and_a_zero_stay_three_things():
    text = EXECUTION.replace("나루 운영\t200\t100\t80", "나루 운영\t200\t-\t0").replace(
        "둔치 정비\t390\t230\t200", "둔치 정비\t390\t330\t280"
    )
    (row,) = [row for row in read(text).sheets[0].rows if row.name == "나루 운영"]
    assert {m: (a.state, a.won) for m, a in row.amounts.items()} == {
        "budget": ("value", 200_000),
        "committed": ("dash", None),
        "spent": ("value", 0),
    }


BUDGET = (
    FRONT
    + "2030 사업 예산현황\n(단위 : 천원)\n\n"
    + "부서 및 사업명\t2030년 예산\t2029년 예산\t증 감\t증감률\n"
    + """\
총계\t700\t610\t90\t14.8%
물빛담당관\t700\t610\t90\t14.8%
강물 가꾸기\t700\t610\t90\t14.8%
둔치 정비\t500\t600\t△100\t△16.7%
나루 운영\t200\t-\t200\t100
옛길 정비\t-\t10\t△10\t△100
"""
)


def test_last_year_stands_in_a_book_of_its_own_regrouped_to_this_year():
    report = read(BUDGET)
    assert [(s.when.fiscal_year, s.when.basis, s.when.organised_on) for s in report.sheets] == [
        (2029, "재편", date(2030, 1, 1)),
        (2030, "당초", None),
    ]
    spent = {
        (sheet.when.fiscal_year, row.name): (row.amounts["appropriated"].state)
        for sheet in report.sheets
        for row in sheet.rows
    }
    assert spent[2029, "나루 운영"] == spent[2030, "옛길 정비"] == "dash"


def test_a_change_is_a_claim_about_two_dates():
    (claim,) = [c for c in read(BUDGET).claims if c.printed == "△100" and c.measure == "change"]
    assert (claim.value, claim.unit) == (-100, "천원")
    assert (claim.scope.when.fiscal_year, claim.scope.before.fiscal_year) == (2030, 2029)


PEOPLE = (
    FRONT
    + """\
조직 1관 2담당관, 2팀
인력 30명/28명 (정원/현원)
('30.6.30. 현재)

구분\t총계\t\t일반직\t\t임기제\t
\t정원\t현원\t정원\t현원\t정원\t현원
계\t30\t28\t20\t19\t10\t9
물빛담당관\t20\t18\t15\t14\t5\t4
달무리담당관\t10\t10\t5\t5\t5\t-

주요기능

물빛담당관

물길 팀

· 강물 관리

달무리담당관

달빛팀

· 밤 행사

작 성 자  물빛담당관 홍길동 ☎ 2133-0000   물길팀장 임꺽정 ☎0001  담당 성춘향 ☎0002

"""
    + EXECUTION.removeprefix(FRONT)
)


def test_headcount_keeps_its_parts_and_makes_claims_of_its_totals():
    report = read(PEOPLE)
    assert [(h.department, h.group, h.authorised, h.actual) for h in report.heads] == [
        ("물빛담당관", "일반직", ("value", 15), ("value", 14)),
        ("물빛담당관", "임기제", ("value", 5), ("value", 4)),
        ("달무리담당관", "일반직", ("value", 5), ("value", 5)),
        ("달무리담당관", "임기제", ("value", 5), ("dash", None)),
    ]
    totals = [c for c in report.claims if c.unit == "명" and c.shape == "표"]
    assert sorted(c.subject for c in totals)[:2] == ["강변기획관 / 일반직"] * 2
    assert len(totals) == 10
    assert report.headcount_day == date(2030, 6, 30)


def test_teams_have_their_department_and_duty():
    teams = [(team.department, team.name, team.duty) for team in read(PEOPLE).teams]
    assert teams == [("물빛담당관", "물길팀", "강물 관리"), ("달무리담당관", "달빛팀", "밤 행사")]


def test_no_name_and_no_number_of_an_official_is_taken_over():
    said = repr(read(PEOPLE))
    assert not [word for word in ["홍길동", "임꺽정", "성춘향", "2133", "☎"] if word in said]


def sentence(text, **wanted):
    report = read(EXECUTION + "\n\n" + text + "\n")
    return [
        (claim.measure, claim.value, claim.unit, sorted(path for _, path in claim.scope.lines))
        for claim in report.claims
        if claim.shape == "문장"
    ]


RIVER = "물빛담당관/강물 가꾸기/"


def test_a_cost_in_a_section_that_names_its_line_is_linked_to_it():
    assert sentence("둔치 정비\n\n- 사 업 비 : 390천원") == [
        ("cost", 390, "천원", [RIVER + "둔치 정비"])
    ]


def test_a_cost_that_no_line_has_is_linked_to_none():
    ((*said, linked),) = sentence("청사 이전\n\n- 사 업 비 : 77백만원")
    assert (said, linked) == (["cost", Decimal(77), "백만원"], [])


def test_budget_spent_and_rate_of_a_sentence_are_three_claims_of_one_line():
    said = sentence("나루 운영\n\n'30년 : 예산현액 200천원 중 80천원 집행(집행률 40.0%)")
    assert [row[:3] for row in said] == [
        ("budget", 200, "천원"),
        ("spent", 80, "천원"),
        ("rate", Decimal("40.0"), "%"),
    ]
    assert {tuple(row[3]) for row in said} == {(RIVER + "나루 운영",)}


def test_two_lines_that_only_together_give_both_amounts_are_both_meant():
    said = sentence("강물\n\n'30년 : 예산현액 590천원 중 280천원 집행(집행률 47.5%)")
    assert {tuple(row[3]) for row in said} == {(RIVER + "나루 운영", RIVER + "둔치 정비")}


def test_a_headline_in_two_units_speaks_in_the_finer_one():
    (claim,) = [
        claim
        for claim in read(BUDGET + "\n\n'30년 예산 세출예산 5억 38백만원\n").claims
        if claim.shape == "문장"
    ]
    assert (claim.measure, claim.value, claim.unit) == ("appropriated", 538, "백만원")


@pytest.mark.parametrize("text", ["", "오늘의 식단\n\n국수\n", "주요업무 보고\n\n강변기획관\n"])
def test_what_is_no_report_is_refused_in_korean(text):
    with pytest.raises(NotAReport, match="[가-힣]"):
        read(text)


UNDATED = "주요업무 보고\n\n강변기획관\n\n"
OF_PEOPLE = "구분\t정원\t현원\n계\t30\t28\n물빛담당관\t3O\t28\n"


def refusal(text):
    with pytest.raises(NotAReport) as refused:
        read(text)
    return str(refused.value), [(p.place, p.words) for p in refused.value.problems]


def test_a_report_without_a_day_is_refused_with_the_cell_that_kept_its_only_budget_table_out():
    text = UNDATED + EXECUTION.removeprefix(FRONT).replace("나루 운영\t200", "나루 운영\t2O0")
    words, ((place, problem),) = refusal(text)
    assert words.startswith("보고 날짜를 찾지 못했습니다.")
    assert text.split("\n")[place - 1].startswith("나루 운영")
    assert "나루 운영" in problem
    assert "2O0" in problem


def test_a_report_without_a_day_is_refused_with_what_is_wrong_with_its_only_headcount():
    _, problems = refusal(UNDATED + OF_PEOPLE)
    assert (5, "인력 표의 기준일을 찾지 못해 저장하지 않고 합계만 대조함") in problems
    assert any(place == 7 and "3O" in words for place, words in problems)


def test_the_day_of_a_headcount_is_a_day_of_the_report():
    """An unread cell of its only table is a problem of that cell and not of the day."""
    report = read(UNDATED + "('30.6.30. 현재)\n" + OF_PEOPLE)
    assert report.document.key == "2030-06"
    (head,) = report.heads
    assert (head.authorised, head.actual) == (("unread", None), ("value", 28))
    assert [problem.place for problem in report.problems] == [8]


def test_the_same_text_gives_the_same_facts():
    assert read(PEOPLE) == read(PEOPLE)


FUND = (
    EXECUTION
    + """
기 금 강변기금

(2030. 6. 30. 기준, 단위 : 천원)

사업명\t예산액\t원인행위액\t집행액\t집행률
나루 지원 (고유목적 사업비)\t300\t120\t90\t30.0%
나룻배 수리\t200\t80\t60\t30.0%
선착장 조명\t100\t40\t30\t30.0%
재무활동 (여유자금 예치)\t450\t-\t-\t-
"""
)


def test_a_fund_without_a_total_keeps_its_accounts_apart():
    general, fund = read(FUND).sheets
    assert (general.account, fund.account) == ("일반회계", "강변기금")
    assert [(row.program, row.name, row.kind) for row in fund.rows] == [
        ("나루 지원 (고유목적 사업비)", "나룻배 수리", "정책사업"),
        ("나루 지원 (고유목적 사업비)", "선착장 조명", "정책사업"),
        ("재무활동 (여유자금 예치)", "재무활동 (여유자금 예치)", "재무활동"),
    ]
    deposit = fund.rows[-1].amounts
    assert [deposit[m].state for m in ("appropriated", "committed", "spent")] == [
        "value",
        "dash",
        "dash",
    ]


def test_a_row_of_dashes_holds_no_row_with_values():
    """The first group is misprinted, so nothing adds up; the last row must not gather it all."""
    report = read(FUND.replace("사업비)\t300", "사업비)\t390"))
    (*_, fund) = report.sheets
    assert "재무활동 (여유자금 예치)" in [row.name for row in fund.rows]
    assert report.problems


YEARS = """
주요업무 보고
【2031. 4.】
해오름국

Ⅱ. 2031년 예산

□ 총 예산액 : 3,500천원 (전년대비 500천원, 16.7% 증가)

(단위 : 천원, %)
부서·사업명 | 2031년(A) | 2030년(B) | 증감(A-B) | 증감률
합 계 | 3,500 | 3,000 | 500 | 16.7
달빛과 | 2,000 | 1,800 | 200 | 11.1
강가 가꾸기 | 2,000 | 1,800 | 200 | 11.1
강가 산책로 정비 | 1,500 | 1,500 | - | -
강가 꽃길 조성 | 500 | 300 | 200 | 66.7

- 4 -

(단위 : 천원, %)
부서·사업명 | 2031년(A) | 2030년(B) | 증감(A-B) | 증감률
별빛과 | 1,500 | 1,200 | 300 | 25.0
밤길 밝히기 | 1,500 | 1,200 | 300 | 25.0
가로등 교체 | 1,500 | 1,000 | 500 | 50.0
보안등 설치 | 0 | 200 | ▲200 | ▲100.0
"""


def test_years_alone_over_programs_are_the_budget_where_a_heading_says_so():
    found = report(YEARS)
    assert problems(found) == []
    assert [each[2] for each in figures(found)] == ["강가 가꾸기"] * 2 + ["밤길 밝히기"] * 2 + (
        ["강가 가꾸기"] * 2 + ["밤길 밝히기"] * 2
    )
    assert {(s.when.fiscal_year, s.when.stage) for s in found.sheets} == {
        (2030, "예산"),
        (2031, "예산"),
    }


def test_years_alone_under_a_heading_of_something_else_are_no_budget():
    assert report(YEARS.replace("예산", "기부")).sheets == ()
    assert report(YEARS.replace("천원", "명")).sheets == ()


def test_the_whole_budget_of_a_headline_is_that_of_the_table_below_with_its_growth():
    own = [c for c in report(YEARS).claims if c.place == 7]
    assert [(c.measure, c.printed, c.subject, c.scope.when.fiscal_year) for c in own] == [
        ("appropriated", "3,500천원", "총계", 2031),
        ("change_rate", "16.7% 증가", "총계", 2031),
        ("change", "500천원", "총계", 2031),
    ]


def test_a_title_page_may_put_its_month_in_brackets():
    assert report(YEARS).document.key == "2031-04"


def test_a_day_in_brackets_with_more_words_is_no_title_page_s():
    found = report(YEARS.replace("【2031. 4.】", "('31. 3. 1. 기준)"))
    assert found.document.printed_on == ""
