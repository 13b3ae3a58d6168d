import json
from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.models import (
    Account,
    Book,
    Claim,
    Figure,
    Filing,
    LineItem,
    Program,
    ReportingDate,
    Statement,
)
from departments.models import Department, Document
from reports.overview import COLUMNS, Entry, Total, overview, sentence
from tests import cast

pytestmark = pytest.mark.django_db

HONGBO, SOTONG, BISEO = "홍보기획관", "시민소통기획관", "시장비서실"
GENERAL, FUND = "일반회계", "대외협력기금(국제협력계정)"
ABSENT = None

# 천원, added up from the rows of the reports: 예산액, 예산현액, 원인행위액, 집행액; rate; lines.
REPORTED = [
    (HONGBO, "2023-04-01", GENERAL, ABSENT, 88_194_161, 28_925_815, 22_632_680, "25.7", 36),
    (SOTONG, "2022-07-01", GENERAL, ABSENT, 101_356_223, 54_576_045, 47_541_386, "46.9", 45),
    (SOTONG, "2022-07-01", FUND, 6_652_855, ABSENT, 843_629, 808_029, "12.1", 10),
    (SOTONG, "2019-01-01", GENERAL, 54_438_155, ABSENT, ABSENT, ABSENT, None, 34),
    (SOTONG, "2018-12-31", GENERAL, 47_810_398, 48_622_861, ABSENT, 47_025_374, "96.7", 35),
    (SOTONG, "2018-01-01", GENERAL, 47_810_398, ABSENT, ABSENT, ABSENT, None, 34),
    (SOTONG, "2012-01-01", GENERAL, 31_518_898, ABSENT, ABSENT, ABSENT, None, 32),
    (SOTONG, "2011-01-01", GENERAL, 32_145_160, ABSENT, ABSENT, ABSENT, None, 32),
    (BISEO, "2018-06-30", GENERAL, 357_200, ABSENT, ABSENT, 118_575, "33.2", 2),
]


def seen():
    return overview(Figure.objects.published())


def office_named(name):
    return next(office for office in seen().offices if office.name == name)


def test_the_totals_of_the_five_reports():
    rows = []
    for office in seen().offices:
        for reported in office.dates:
            for entry in reported.entries:
                amounts = [in_thousands(getattr(entry, column)) for column in COLUMNS]
                rate = None if entry.rate is None else str(entry.rate)
                day = reported.day.isoformat()
                rows.append((office.name, day, entry.name, *amounts, rate, entry.lines))
    assert rows == REPORTED


def in_thousands(total):
    assert total.state == ("value" if total.won is not None else "absent")
    return None if total.won is None else total.won // 1000


def test_every_total_is_the_sum_of_the_leaves_in_the_fixtures():
    sums = leaves_of_the_fixtures()
    compared = 0
    for office in seen().offices:
        for reported in office.dates:
            for entry in reported.entries:
                for column in COLUMNS:
                    leaves = sums[reported.day.isoformat(), entry.name, column]
                    assert getattr(entry, column).won == (sum(leaves) if leaves else None)
                    compared += len(leaves)
    assert compared == sum(len(leaves) for leaves in sums.values()) > 500


def leaves_of_the_fixtures():
    """Amounts by day, account and column, read from the files; no two books share a day."""
    programs, lines, leaves = {}, {}, defaultdict(list)
    for path in sorted((settings.BASE_DIR / "fixtures").glob("20*.json")):
        for each in json.loads(path.read_text("utf-8")):
            fields = each["fields"]
            if each["model"] == "budgets.program":
                programs[fields["code"]] = fields["account"][0]
            elif each["model"] == "budgets.lineitem":
                lines[fields["code"]] = programs[fields["program"][0]]
            elif each["model"] == "budgets.figure":
                day, account = fields["statement"][1], lines[fields["line"][0]]
                for column in COLUMNS:
                    if fields.get(column) is not None:
                        leaves[day, account, column].append(fields[column])
    return leaves


def test_the_departments_of_the_latest_date_add_up_to_its_totals():
    for office in seen().offices:
        for entry in office.latest.entries:
            for column in COLUMNS:
                parts = [getattr(part, column).won or 0 for part in entry.divisions]
                assert sum(parts) == (getattr(entry, column).won or 0)
            assert sum(part.lines for part in entry.divisions) == entry.lines
            assert len(entry.divisions) == entry.departments


def test_departments_stand_under_each_account_in_the_order_of_the_latest_report():
    general, fund = office_named(SOTONG).latest.entries
    assert [part.name for part in general.divisions] == [
        "시민소통담당관",
        "뉴미디어담당관",
        "도시브랜드담당관",
        "국제교류담당관",
        "시민봉사담당관",
    ]
    assert [part.name for part in fund.divisions] == ["국제교류담당관"]


def test_the_office_that_reported_last_comes_first():
    assert [office.name for office in seen().offices] == [HONGBO, SOTONG, BISEO]


def test_a_regrouped_structure_is_said_in_words():
    bases = {each.day.year: (each.stage, each.basis) for each in office_named(SOTONG).dates}
    assert bases[2011] == ("예산", "2012년 조직으로 다시 묶음")
    assert bases[2019] == ("예산", "편성 당시 조직")


def test_the_headline_of_each_account_of_the_latest_date():
    assert {office.name: office.headlines for office in seen().offices} == {
        HONGBO: [(GENERAL, "2023. 4. 1. 기준 총 882억원 중 226억원 집행, 집행률 25.7%")],
        SOTONG: [
            (GENERAL, "2022. 7. 1. 기준 총 1,014억원 중 475억원 집행, 집행률 46.9%"),
            (FUND, "2022. 7. 1. 기준 총 6,653백만원 중 808백만원 집행, 집행률 12.1% (예산액 대비)"),
        ],
        BISEO: [
            (
                GENERAL,
                "2018. 6. 30. 기준 총 357백만원 중 119백만원 집행, 집행률 33.2% (예산액 대비)",
            )
        ],
    }


def test_the_change_of_name_stands_at_both_offices_with_its_evidence():
    (after,), (before,) = office_named(HONGBO).links, office_named(SOTONG).links
    assert before == after
    assert (after.kind, after.before.name, after.after.name) == ("명칭 변경", SOTONG, HONGBO)
    assert after.when == "2022. 7. 2. ~ 2023. 4. 1. 사이, 날짜는 알 수 없음"
    assert (after.evidence, after.meaning) == ("추정", "이름과 사업으로 추정")


def test_a_source_tells_its_title_and_how_many_printed_values_were_read():
    for office in seen().offices:
        for source in office.documents:
            assert source.claims == Claim.objects.filter(document__key=source.key).count() > 0
    words = {source.key: source.words for source in office_named(HONGBO).documents}
    assert words == {"2023-04": "제목 없음"}
    assert [source.key for source in office_named(SOTONG).documents] == [
        "2022-07",
        "2019-06",
        "2012-02",
    ]


# One new office, whose sheets say everything: value, dash, blank and no such column.


@pytest.fixture
def hand_in():
    """Hands in a sheet of (예산액, 예산현액, 원인행위액, 집행액) a line, and publishes it."""
    office = Department.objects.create(code="새실", name="새실", kind="실국", position=90)
    document = Document.objects.create(
        key="새-1", office=office, title="새 보고", sha256="0" * 64, lines=9
    )

    def hand_in(*sheet, year=2030, account=GENERAL, department=office, published=True):
        code = f"새실/{year}"
        book, _ = Book.objects.get_or_create(code=code, office=office, fiscal_year=year)
        day, _ = ReportingDate.objects.get_or_create(book=book, day=date(year, 7, 1), stage="집행")
        filing, _ = Filing.objects.get_or_create(reporting_date=day, department=department)
        statement = filing.statements.create(
            version=filing.statements.count() + 1,
            method="문서",
            document=document,
            unit="천원",
            handed_in_at=datetime(year, 7, 2, tzinfo=UTC),
        )
        program, _ = Program.objects.get_or_create(
            code=f"{code}/{department}/{account}",
            book=book,
            department=department,
            account=Account.objects.get(name=account),
            name="사업",
        )
        for number, row in enumerate(sheet):
            line, _ = LineItem.objects.get_or_create(
                code=f"{program.code}/{number}", program=program, name=f"사업 {number}"
            )
            statement.figures.create(line=line, place="1", **cells(row))
        if published:
            cast.publish(statement)
        elif filing.published:
            Filing.objects.filter(pk=filing.pk).update(standing=statement, state="정정")
        else:
            cast.bring(statement, "제출")
        return statement

    return hand_in


def cells(row):
    states = {"-": "dash", "": "blank", "X": "absent"}
    amounts = {}
    for column, cell in zip(COLUMNS, row, strict=True):
        is_value = isinstance(cell, int)
        amounts[column] = cell if is_value else None
        amounts[f"{column}_state"] = "value" if is_value else states[cell]
    return amounts


def entry_of(*sheet, hand_in):
    hand_in(*sheet)
    (entry,) = office_named("새실").latest.entries
    return entry


def test_a_dash_adds_nothing(hand_in):
    entry = entry_of(("X", 100, "-", 40), ("X", "-", "-", 10), hand_in=hand_in)
    assert entry.budget == Total("value", 100)
    assert entry.committed == Total("dash")
    assert entry.rate == Decimal("50.0")


def test_a_blank_makes_the_sum_of_its_column_unknown(hand_in):
    entry = entry_of(("X", 100, 70, 40), ("X", 100, "", 10), hand_in=hand_in)
    assert entry.committed == Total("unknown")
    assert entry.spent == Total("value", 50)


def test_a_column_is_absent_when_every_leaf_lacks_it(hand_in):
    entry = entry_of((300, "X", "X", 40), (100, "X", "X", 60), hand_in=hand_in)
    assert (entry.budget, entry.committed) == (Total("absent"), Total("absent"))


def test_a_column_that_only_some_leaves_have_is_unknown_and_not_a_smaller_sum(hand_in):
    entry = entry_of(("X", 100, 70, 40), ("X", 100, "X", 10), hand_in=hand_in)
    assert entry.committed == Total("unknown")


def test_nought_is_a_value(hand_in):
    entry = entry_of(("X", 100, 0, 0), hand_in=hand_in)
    assert entry.committed == Total("value", 0)
    assert entry.rate == Decimal("0.0")


def test_a_negative_amount_is_added_as_such(hand_in):
    entry = entry_of(("X", 100, 0, 30), ("X", 100, 0, -50), hand_in=hand_in)
    assert entry.spent == Total("value", -20)
    assert entry.rate == Decimal("-10.0")


def test_a_rate_stands_on_the_appropriation_only_where_there_is_no_budget_column(hand_in):
    entry = entry_of((200, "X", "X", 50), hand_in=hand_in)
    assert (entry.is_of_appropriated, entry.rate) == (True, Decimal("25.0"))


def test_an_unknown_budget_is_not_replaced_by_the_appropriation(hand_in):
    entry = entry_of((200, "", 60, 50), hand_in=hand_in)
    assert (entry.is_of_appropriated, entry.rate) == (False, None)
    assert office_named("새실").headlines == [(GENERAL, "2030. 7. 1. 기준 합계를 낼 수 없음")]


def test_two_accounts_of_one_date_are_two_entries_and_never_one(hand_in):
    fund = Account.objects.create(name="새 기금", kind="기금")
    hand_in(("X", 100, 60, 50))
    division = Department.objects.create(
        code="새실/과", name="과", kind="담당관", parent=Department.objects.get(code="새실")
    )
    hand_in(("X", 30, 20, 10), account=fund.name, department=division)
    general, other = office_named("새실").latest.entries
    assert (general.budget.won, other.budget.won) == (100, 30)


def test_what_was_handed_in_but_not_published_is_nowhere(hand_in):
    hand_in(("X", 100, 60, 50), published=False)
    office = office_named("새실")
    assert (office.dates, office.headlines, office.documents) == ((), [], [])
    assert seen().offices[-1] == office


def test_a_correction_is_not_seen_before_it_is_published(hand_in):
    hand_in(("X", 100, 60, 50))
    hand_in(("X", 100, 60, 99), published=False)
    (entry,) = office_named("새실").latest.entries
    assert entry.spent == Total("value", 50)


def test_figures_that_were_typed_in_say_so(hand_in, django_user_model):
    filing = hand_in(("X", 100, 60, 50)).filing
    typed = Statement.objects.create(
        filing=filing,
        version=2,
        method="입력",
        unit="원",
        handed_in_by=django_user_model.objects.create_user("김예산"),
        handed_in_at=datetime(2030, 7, 3, tzinfo=UTC),
    )
    line = LineItem.objects.get(program__book=filing.reporting_date.book)
    typed.figures.create(line=line, **cells(("X", 100, 60, 50)))
    cast.publish(typed)
    office = office_named("새실")
    assert [source.words for source in office.latest.sources] == ["화면에서 입력"]
    assert office.documents == []


def test_the_number_of_queries_does_not_grow_with_the_data(hand_in):
    with CaptureQueriesContext(connection) as few:
        seen()
    for year in range(2030, 2042):
        hand_in(*[("X", 100, 60, 50)] * 10, year=year)
    with CaptureQueriesContext(connection) as many:
        seen()
    assert len(few) == len(many) == 9


def entry(appropriated="absent", budget="absent", spent="absent"):
    totals = [
        Total(cell) if isinstance(cell, str) else Total("value", cell)
        for cell in (appropriated, budget, "absent", spent)
    ]
    return Entry("일반회계", *totals, departments=1, lines=1)


DAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (entry(appropriated=54_400_000_000), "2026. 7. 1. 기준 예산액 총 544억원"),
        (entry(budget=54_400_000_000), "2026. 7. 1. 기준 예산현액 총 544억원"),
        (entry(budget=54_400_000_000, spent="unknown"), "2026. 7. 1. 기준 예산현액 총 544억원"),
        (
            entry(budget=20_000_000, spent=0),
            "2026. 7. 1. 기준 총 20백만원 중 0백만원 집행, 집행률 0.0%",
        ),
        (entry(budget=0, spent=0), "2026. 7. 1. 기준 총 0천원 중 0천원 집행, 집행률 -"),
        (entry(), "2026. 7. 1. 기준 합계를 낼 수 없음"),
    ],
)
def test_a_sentence_says_what_is_known_and_no_more(given, words):
    assert sentence(DAY, given) == words


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        (1_000_000_000, "총 200억원 중 10억원 집행"),
        (999_000_000, "총 20,000백만원 중 999백만원 집행"),
        (9_000_000, "총 20,000,000천원 중 9,000천원 집행"),
    ],
)
def test_a_sentence_takes_the_largest_unit_that_leaves_two_digits(spent, words):
    assert words in sentence(DAY, entry(budget=20_000_000_000, spent=spent))
