"""미제출: 별빛담당관 has a part in the date of September and nothing of it is published."""

import io
import json

import pytest
from openpyxl import load_workbook

from budgets import filing as verbs
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db
WHEN = "2030-09-30-집행"
SENTENCE = "미제출: 별빛담당관. 금액이 공개되지 않아 합계와 비율에 들어 있지 않으며, 0원이라는 뜻이 아닙니다."


@pytest.fixture
def quarter():
    return cast.quarter()


@pytest.fixture
def published(quarter):
    """달빛담당관 spent 30 and 80; 별빛담당관 has written 7 and not handed it in."""
    star, sky = q.star(quarter)
    asked = q.opened(quarter)
    writer = cast.member("라온", star, "담당자")
    q.hand_in(asked.filings.get(department=star), [q.row(sky, 9_000, 8_000, 7_000)], writer)
    q.publish_moon(quarter, asked, missing=[star.pk])
    return asked


def said(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("page", ["execution", "ranking"])
def test_every_page_of_the_date_names_who_is_missing(client, published, page):
    assert SENTENCE in said(client, f"/{page}/해오름기획관/{WHEN}")


def test_all_offices_name_the_office_too(client, published):
    told = said(client, f"/execution/전체/{WHEN}")
    assert "미제출: " in told
    assert "별빛담당관" in told


def test_a_sum_and_its_origin_name_it(client, published):
    told = said(client, f"/sums/해오름기획관/{WHEN}/spent?account=시험회계")
    assert SENTENCE in told


def test_a_comparison_and_a_trend_name_the_date_with_it(client, quarter, published):
    q.publish_moon(quarter, q.opened(quarter, day=cast.JUNE_30), missing=_star(quarter))
    told = said(client, f"/compare/해오름기획관/2030-06-30-집행/{WHEN}")
    for day in ("2030. 6. 30.", "2030. 9. 30."):
        assert f"{day} 미제출: 별빛담당관." in told
        assert f"{day} 미제출: 별빛담당관." in said(client, "/trend/해오름기획관")


def test_departments_and_works_name_the_date_of_which_nothing_is_published(
    client, quarter, published
):
    star = quarter.office.divisions.get(name="별빛담당관")
    program = quarter.trees.program
    for path in (f"/departments/{star.pk}", f"/departments/{quarter.office.pk}"):
        assert f"2030. 9. 30. {SENTENCE}" in said(client, path), path
    moon = (
        f"/departments/{quarter.moon.pk}",
        f"/programs/{program.pk}",
        f"/lines/{quarter.trees.pk}",
    )
    for path in moon:
        assert "미제출" not in said(client, path), path


def test_a_line_names_the_later_date_for_which_its_department_handed_in_nothing(client, quarter):
    star, sky = q.star(quarter)
    first = q.opened(quarter, day=cast.JUNE_30)
    writer = cast.member("라온", star, "담당자")
    filing = first.filings.get(department=star)
    q.submit(filing, [q.row(sky, 9_000, 8_000, 7_000)], writer)
    q.approve(quarter, filing)
    q.publish_moon(quarter, first)
    q.publish_moon(quarter, q.opened(quarter), missing=[star.pk])
    for path in (f"/lines/{sky.pk}", f"/programs/{sky.program_id}", f"/departments/{star.pk}"):
        told = said(client, path)
        assert f"2030. 9. 30. {SENTENCE}" in told, path
        assert "2030. 6. 30. 미제출" not in told


def test_the_analysts_workbook_names_it_beside_its_sums_and_in_its_sources(client, published):
    content = client.get("/summary.xlsx", {"office": "해오름기획관"}).content
    book = load_workbook(io.BytesIO(content))
    told = f"해오름기획관 2030. 9. 30. {SENTENCE}"
    for title in ("부서별 시험회계", "정책사업별 시험회계", "긴 표"):
        assert told in book[title]["A3"].value, title
    assert told in [row[1].value for row in book["출처"].iter_rows()]


def _star(quarter):
    return [quarter.office.divisions.get(name="별빛담당관").pk]


def test_the_first_page_names_it(client, published):
    assert "2030. 9. 30. 미제출: 별빛담당관." in said(client, "/")


def test_the_sheet_says_so_beside_the_figures_and_in_its_sources(client, published):
    content = client.get(f"/execution/해오름기획관/{WHEN}.xlsx").content
    book = load_workbook(io.BytesIO(content))
    assert SENTENCE in book["시험회계"]["A4"].value
    assert SENTENCE in [row[1].value for row in book["출처"].iter_rows()]


def test_the_csv_has_a_row_that_is_no_amount(client, published):
    told = said(client, f"/execution/해오름기획관/{WHEN}.csv")
    assert ",미제출,별빛담당관,,,,미제출,미제출,미제출,미제출" in told


def test_the_json_names_it_apart_from_the_tables(client, published):
    told = json.loads(said(client, f"/execution/해오름기획관/{WHEN}.json"))
    assert (told["missing"], told["notes"]) == (["별빛담당관"], [SENTENCE])
    assert "별빛담당관" not in json.dumps(told["tables"], ensure_ascii=False)


def test_nothing_of_what_it_wrote_is_told(client, published):
    for page in ("execution", "ranking"):
        for suffix in ("", ".csv", ".json"):
            told = said(client, f"/{page}/해오름기획관/{WHEN}{suffix}?unit=원")
            for hidden in (">7,000<", ",7000,", " 7000", "하늘 보기", "별 보기"):
                assert hidden not in told


def test_it_is_named_no_more_once_it_is_published(client, quarter, published):
    filing = published.filings.get(department__name="별빛담당관")
    path = f"/execution/해오름기획관/{WHEN}"
    before = client.get(path)
    writer = filing.standing.handed_in_by
    q.act(verbs.submit, filing, writer)
    q.approve(quarter, filing)
    assert client.get(path).headers["ETag"] == before.headers["ETag"]
    q.publish(quarter, published)
    after = client.get(path)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert "미제출" not in after.content.decode()


def test_who_has_no_part_in_the_date_is_not_missing(client, quarter):
    q.publish_moon(quarter, q.opened(quarter))
    q.star(quarter)
    told = json.loads(said(client, f"/execution/해오름기획관/{WHEN}.json"))
    assert (told["missing"], told["notes"], told["corrections"]) == ([], [], None)


@pytest.mark.parametrize(
    "path", ["/execution/홍보기획관/2023-04-01-집행", "/execution/전체/2022-07-01-집행"]
)
def test_of_the_reports_nobody_is_missing(client, path):
    assert "미제출" not in said(client, path)


def test_of_a_date_that_nobody_printed_nothing_printed_is_said_to_agree(client, published):
    told = said(client, "/?office=해오름기획관")
    assert "2030. 9. 30. 기준" in told
    assert "문서에 인쇄된 값" not in told
