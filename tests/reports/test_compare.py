"""Two dates line by line, of the five reports: what became of each line, and what it all comes to."""

from itertools import combinations

import pytest

from reports.became import towards
from reports.dates import published_dates, when_of
from tests.reports.answers import assert_adds_up, facts, row, rows

pytestmark = pytest.mark.django_db

RENAMED = "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행"
SETTLED = "/compare/시민소통기획관/2018-12-31-결산/2019-01-01-예산"
QUERIES = 15  # of a comparison, whatever it holds


def test_an_office_is_compared_with_what_it_was_called_before(tables):
    general, _ = tables(RENAMED)
    assert facts(row(general, "합계", "total"), "then_budget", "now_budget", "change") == [
        101_356_223_000,
        88_194_161_000,
        -13_162_062_000,
    ]
    assert facts(
        row(general, "시민소통담당관 → 홍보담당관", "department"),
        *("then_budget", "now_budget", "change_rate", "then_rate", "now_rate", "points"),
    ) == [48_205_262_000, 41_249_786_000, -14.4, 43.8, 22.1, -21.7]
    assert tables(RENAMED.replace("홍보기획관", "시민소통기획관"))[0]["rows"] == general["rows"]


def test_every_line_says_what_became_of_it(tables, get):
    general = tables(RENAMED)[0]
    assert general["notes"][0] == (
        "세부사업 50개 가운데 신규 5개, 종료 14개, 변경 27개, 동일 4개입니다 (이동 없음)."
    )
    assert general["notes"][0] in get(RENAMED).content.decode()
    assert row(general, "서울특별시보 발행")["state"] == "동일"
    assert facts(row(general, "서울 상징물 활용 도시 홍보"), "state", "then_budget", "change") == [
        "신규",
        "-",
        925_258_000,
    ]
    renamed = row(general, "서울시 누리집 운영")
    assert facts(renamed, "state", "change", "remark") == [
        "변경",
        49_045_000,
        "이전 이름: 서울시 홈페이지 운영 (추정)",
    ]
    ended = row(general, "서울 상징물 연계 마케팅")
    assert facts(ended, "state", "now_budget", "change", "change_rate", "points") == [
        "종료",
        "-",
        -867_750_000,
        -100.0,
        "-",
    ]


def test_an_account_that_one_report_lacks_is_not_said_to_have_ended(tables):
    _, fund = tables(RENAMED)
    assert fund["notes"][0].startswith("세부사업 10개 가운데 비교 불가 10개입니다")
    assert any("이 회계의 표가 없어" in note for note in fund["notes"])
    assert facts(row(fund, "합계", "total"), "then_appropriated", "now_appropriated", "change") == [
        6_652_855_000,
        None,
        None,
    ]


def test_what_was_split_moves_and_stands_in_both_departments_as_printed(tables):
    (general,) = tables(SETTLED)
    name = "신속행정 현안조정 및 홍보"
    halves = [each for each in rows(general) if each["name"] == name]
    assert [
        facts(x, "state", "then_appropriated", "now_appropriated", "remark") for x in halves
    ] == [
        ["이동", "-", 57_500_000, "신속행정담당관에서"],
        ["이동", 63_500_000, "-", "시민소통담당관으로"],
    ]
    gone = row(general, "신속행정담당관", "department")
    assert facts(gone, "now_appropriated") == ["-"]
    assert "이동 3개" in general["notes"][0]


def test_todays_organisation_gathers_what_moved_and_says_what_it_cannot(tables):
    (general,) = tables(SETTLED, organisation="today")
    moved = row(general, "신속행정 현안조정 및 홍보")
    assert facts(moved, "state", "then_appropriated", "now_appropriated") == [
        "이동",
        63_500_000,
        57_500_000,
    ]
    names = [each["name"] for each in rows(general) if each["mark"] == "department"]
    assert names == [
        "홍보담당관",
        "뉴미디어담당관",
        "서울브랜드담당관",
        "민원담당관",
        "신속행정담당관",
    ]
    assert "이어받은 부서를 알 수 없어 그대로 둔 부서: 신속행정담당관" in general["notes"]


def test_departments_and_the_whole_are_the_sums_of_their_lines_on_every_two_dates(tables):
    whens = [when_of(each) for each in published_dates() if each.book.office.code != "시장비서실"]
    for now, then in combinations(whens, 2):
        for organisation in ("printed", "today"):
            path = f"/compare/홍보기획관/{then.slug}/{now.slug}"
            for table in tables(path, organisation=organisation):
                amounts = {key for key in table["columns"] if key.startswith(("then_", "now_"))}
                for key in (amounts | {"change"}) - {"then_rate", "now_rate"}:
                    assert_adds_up(rows(table), key)


@pytest.mark.parametrize(
    ("name", "words"),
    [("달빛과", "달빛과로"), ("달빛실", "달빛실로"), ("달빛관", "달빛관으로"), ("A", "A로")],
)
def test_where_a_line_went_is_said_in_good_korean(name, words):
    assert towards(name) == words


def test_the_sums_as_printed_are_those_of_each_report(tables):
    found = [each for each in rows(tables(SETTLED)[0]) if each["mark"] == "department"]
    then = {each["name"]: each["then_appropriated"] for each in found}
    table = tables("/execution/시민소통기획관/2018-12-31-결산", depth="부서")[0]
    printed = {x["name"]: x["appropriated"] for x in rows(table) if x["mark"] == "department"}
    assert then == printed


def test_stages_and_columns_that_do_not_match_are_said(tables):
    (general,) = tables(SETTLED)
    assert "단계가 다릅니다: 2018년 결산은 결산, 2019년 예산은 예산 자료입니다." in general["notes"]
    assert "2019년 예산 자료에는 원인행위액, 집행액 열이 없습니다." in general["notes"]
    assert "2018년 결산 자료에는 원인행위액 열이 없습니다." in general["notes"]
    assert facts(row(general, "합계", "total"), "now_spent", "now_rate", "points") == [None] * 3
    assert row(general, "합계", "total")["then_rate"] == 96.7
    mixed = tables("/compare/홍보기획관/2019-01-01-예산/2022-07-01-집행")[0]
    assert any("서로 다른 금액을 견준 증감" in note for note in mixed["notes"])
    assert {"then_appropriated", "now_budget"} <= set(mixed["columns"])


def test_what_was_committed_stands_on_both_dates_and_what_changed_says_of_what(tables, get):
    general, _ = tables(RENAMED)
    assert facts(
        row(general, "합계", "total"),
        *("then_committed", "now_committed", "then_spent", "now_spent", "spent_change"),
    ) == [54_576_045_000, 28_925_815_000, 47_541_386_000, 22_632_680_000, -24_908_706_000]
    assert facts(row(general, "서울 상징물 활용 도시 홍보"), "then_committed", "spent_change") == [
        "-",
        256_918_000,
    ]
    changes = [label for label in general["labels"] if "증감" in label]
    assert changes == [
        *("예산현액 증감(원)", "예산현액 증감률(%)", "집행액 증감(원)"),
        "집행률 증감(%p)",
    ]
    assert "예산액 증감(원)" in tables(SETTLED)[0]["labels"]
    csv = get(f"{RENAMED}.csv").content.decode()
    assert "2022. 7. 1. 원인행위액(원),2023. 4. 1. 원인행위액(원)" in csv


def test_the_heads_of_both_dates_lead_to_their_terms(get):
    head = get(RENAMED).content.decode().split("<thead>")[1].split("</thead>")[0]
    for anchor, words in (
        *(("예산현액", f"{day} 예산현액") for day in ("2022. 7. 1.", "2023. 4. 1.")),
        *(("원인행위액", f"{day} 원인행위액") for day in ("2022. 7. 1.", "2023. 4. 1.")),
        *(("집행률", f"{day} 집행률") for day in ("2022. 7. 1.", "2023. 4. 1.")),
        *(("증감", "예산현액 증감"), ("증감", "집행액 증감"), ("집행률-차", "집행률 증감")),
    ):
        assert f'<a href="/terms#{anchor}">{words}</a>' in head


def test_two_times_of_the_year_are_not_told_as_faster_and_slower(tables):
    assert any("한 해의 다른 때" in note for note in tables(RENAMED)[0]["notes"])


def test_programs_stand_between_departments_and_lines(tables):
    general = rows(tables(RENAMED)[0])
    at = next(i for i, x in enumerate(general) if x["name"].endswith("→ 홍보담당관"))
    assert [(x["level"], x["mark"], x["name"]) for x in general[at : at + 3]] == [
        (1, "department", "시민소통담당관 → 홍보담당관"),
        (2, "program", "시민과 함께하는 참여와 소통시정 구현"),
        (3, "line", "언론매체를 통한 시정정보제공"),
    ]
    assert facts(general[at + 1], "then_budget", "now_budget") == [46_912_821_000, 40_352_483_000]


def test_a_program_with_one_line_of_its_name_is_printed_once(tables):
    general = rows(tables(RENAMED)[0])
    basic = [x for x in general if x["name"] == "기본경비(행정운영경비)"]
    assert len(basic) == 5
    assert {(x["mark"], x["level"], x["kind"]) for x in basic} == {("line", 2, "행정운영경비")}


@pytest.mark.parametrize("path", [RENAMED, SETTLED])
def test_a_comparison_asks_the_same_number_of_queries(get, django_assert_num_queries, path):
    with django_assert_num_queries(QUERIES):
        get(path)
