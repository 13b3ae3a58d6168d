"""검산: a document's own page and the list over all of them. The figures are those of the five reports."""

import csv
import io
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.models import Claim, ReportingDate
from reports.reconcile import DIFFERS
from reports.tallies import read_tallies
from tests import cast

pytestmark = pytest.mark.django_db

QUERIES = 14
OF_2023 = "/documents/2023-04"


def flat(text):
    return " ".join(text.split())


@pytest.fixture
def opened(client):
    def get(path, status=200, **said):
        response = client.get(path, said)
        assert response.status_code == status
        return flat(response.content.decode())

    return get


def row_of(page, place, position=None):
    """The row of a printed value, as it is drawn."""
    start = page.index(f'id="c{place}-' + (f'{position}"' if position else ""))
    return page[start : page.index("</tr>", start)]


def test_a_document_says_what_it_is_and_how_much_of_it_is_right(opened):
    page = opened(OF_2023)
    assert "<dt>실국</dt><dd>홍보기획관</dd>" in page
    claims = Claim.objects.filter(document__key="2023-04").count()
    assert f"모두 {claims}</a>" in page
    counts = read_tallies().counts["2023-04"]
    assert sum(counts.values()) == claims
    assert f"다름 {counts[DIFFERS]}</a>" in page


def test_a_rate_that_is_wrong_stands_beside_what_it_is_made_of(opened):
    row = row_of(opened(OF_2023, verdict="다름"), 90)
    assert ">22.2%</td>" in row
    assert ">22.1%</td>" in row
    assert ">9,130,770천원</a>" in row
    assert ">41,249,786천원</a> × 100 = 22.1%" in row


def test_a_headline_is_added_up_from_its_departments_exactly_and_the_digit_is_named(opened):
    row = row_of(opened("/documents/2019-06", verdict="다름"), 174)
    assert "554억 38백만원" in row
    for department in ("15,947,029천원", "6,739,169천원", "8,900,001천원", "22,851,956천원"):
        assert f">{department}</a>" in row
    assert "= 54,438,155천원 = 54,438백만원" in row
    # Not of the class by which a narrow screen alone is told that a drawing moves.
    assert '<p class="guess">십억의 자리의 숫자 하나만 다릅니다 (5 대신 4).</p>' in row


def test_a_rounding_says_why_so_much_of_it_is_possible(opened):
    page = opened(OF_2023, verdict="단수처리로 다름")
    assert "개 금액의 단수처리" in page
    assert 'class="is-differs"' not in page


def test_a_rounding_shows_the_printed_parts_that_were_judged_beside_the_ledgers_own(opened):
    page = opened("/documents/2019-06", verdict="단수처리로 다름")
    total, program = (
        row_of(page, 139),
        Claim.objects.get(document__key="2019-06", place=140, measure="spent"),
    )
    assert ">5,583,590천원</a>" in total
    assert "= 5,623,264천원" in total
    href = f"/documents/2019-06#c140-{program.position}"
    assert f'<a href="{href}">5,583,589천원</a>' in total
    assert "<b>위와 같은 1개</b> = 5,623,263천원" in total
    assert "(그 합과 1천원 차이, 1.5천원까지 생길 수 있음)" in total
    rate = row_of(page, 319)
    assert "3,145백만원</b>" in rate
    assert "3,240백만원</b> × 100 = 97.1%" in rate


def test_each_part_leads_to_a_page_that_says_the_same(opened, client):
    row = row_of(opened(OF_2023, verdict="다름"), 90)
    href = row.split('href="')[1].split('"')[0].replace("&amp;", "&")
    page = flat(client.get(href).content.decode())
    assert "9,130,770" in page


def test_what_its_own_lines_contradict_is_worked_out_from_them(opened):
    scene = cast.scene()
    hill = cast.line(cast.program(scene.book, scene.star, scene.account, "산 가꾸기"))
    printed = cast.statement(cast.filing(scene.date, scene.star), document=scene.document)
    cast.figure(printed, hill, place="3", budget=100)
    cast.publish(printed)
    wrong = Claim.objects.create(
        document=scene.document, place=7, position=1, shape="표", subject="민원 / 계",
        measure="count", printed="70", value=Decimal(70), unit="건", formula="합",
        terms=[
            {"label": "강", "printed": "10", "value": "10", "unit": "건", "place": 8},
            {"label": "산", "printed": "20", "value": "20", "unit": "건", "place": 7},
            {"label": "<들>", "printed": "30", "value": "30", "unit": "건", "place": 7},
        ],
    )  # fmt: skip
    row = row_of(opened(f"/documents/{scene.document.key}"), 7)
    assert wrong.subject in row
    assert '<span class="of">강 (8줄)</span> <b>10건</b>' in row
    assert "&lt;들&gt;" in row
    assert "= 60건" in row


def test_a_document_of_which_nothing_is_published_is_not_there(opened):
    scene = cast.scene()
    opened(f"/documents/{scene.document.key}", status=404)
    assert scene.document.key not in opened("/checks")


def test_what_a_document_printed_stays_when_all_its_figures_are_corrected(opened):
    date = ReportingDate.objects.get(book__office__code="시장비서실")
    [filing] = date.filings.all()
    again = cast.statement(filing, version=2, reason="잘못 옮김")
    for figure in filing.published.figures.all():
        cast.figure(again, figure.line, appropriated=figure.appropriated, spent=1)
    cast.publish(again)
    assert "118,575" in opened("/documents/2018-07", verdict="다름")
    opened("/tasks/2018-07")
    assert "업무추진비" in opened("/expense/시장비서실/2018-06-30-집행")


def test_all_documents_are_counted_and_each_number_leads_to_its_values(opened):
    page = opened("/checks")
    counts = read_tallies().counts
    assert counts.keys() == {"2012-02", "2018-07", "2019-06", "2022-07", "2023-04"}
    for key, own in counts.items():
        if own[DIFFERS]:
            asked = f"document={key}&amp;verdict=%EB%8B%A4%EB%A6%84"
            assert f'?{asked}">{own[DIFFERS]}</a>' in page
    every = sum(sum(own.values()) for own in counts.values())
    assert f"인쇄값과 셈한 값 {every}개" in page


def test_the_worst_stands_first_and_pages_hold_a_hundred(opened):
    page = opened("/checks")
    differing = sum(own[DIFFERS] for own in read_tallies().counts.values())
    assert page.count('class="is-differs"') == differing
    assert page.count('<tr id="c') == 100
    assert page.index('class="is-differs"') < page.index('class="is-rounding"')
    assert "2 /" not in page
    assert "2 /" in opened("/checks", page=2)


def test_conditions_choose_and_what_nobody_knows_is_refused_with_words(opened):
    only = opened("/checks", office="홍보기획관", verdict="다름", measure="집행률")
    assert only.count('<tr id="c') == 4
    assert "‘소문’" in opened("/checks", status=400, verdict="소문")
    assert "‘2099-01’" in opened("/checks", status=400, document="2099-01")
    assert "쪽 ‘99’" in opened("/checks", status=400, page="99")
    refused = opened(OF_2023, status=400, page="1")
    assert "모르는 조건" in refused
    assert f'<a href="{OF_2023}">조건 없이 보기</a>' in refused


def test_the_sheet_and_the_csv_hold_every_value_with_how_it_was_worked_out(client):
    response = client.get("/checks.csv", {"document": "2023-04", "verdict": "다름"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    wrong = [row for row in rows if row["표"] == "인쇄값과 셈한 값"]
    assert {row["판정"] for row in wrong} == {"다름"}
    rate = next(row for row in wrong if row["줄"] == "90")
    assert (rate["인쇄값"], rate["셈한 값"], rate["차이"]) == ("22.2%", "22.1%", "0.1%p")
    assert rate["셈"] == "집행액 9,130,770천원 ÷ 예산현액 41,249,786천원 × 100"
    assert client.get("/documents/2023-04.xlsx").status_code == 200
    assert client.get("/documents/2023-04.json").json()["title"].endswith("검산")


def test_the_cell_of_the_table_says_what_was_printed_in_its_place(opened):
    page = opened("/execution/홍보기획관/2023-04-01-집행")
    href = reverse("document", args=["2023-04", ""])
    start = page.index("인쇄 22.2%")
    cell = page[page.rindex("<td", 0, start) : start]
    assert ">22.1%</a>" in cell
    assert f'href="{href}#c90-' in cell
    assert page.count('class="mark"') == 4


def test_a_sum_of_chosen_lines_is_not_the_one_that_was_printed(opened):
    page = opened("/execution/홍보기획관/2023-04-01-집행", q="시민청")
    assert page.count('class="mark"') == 1
    assert "인쇄 47,8%" in page


def test_the_first_page_counts_the_verdicts_of_each_document(opened):
    page = opened("/")
    counts = read_tallies().counts["2023-04"]
    href = reverse("document", args=["2023-04", ""])
    assert f'<a href="{href}?verdict=%EB%8B%A4%EB%A6%84">다름 {counts[DIFFERS]}</a>' in page


def test_a_page_asks_the_database_as_often_whatever_it_shows(client, django_assert_num_queries):
    client.get("/checks")  # what is kept until something is published is kept now
    for path in (OF_2023, "/documents/2012-02", "/documents/2019-06?verdict=다름"):
        with django_assert_num_queries(QUERIES):
            client.get(path)


@pytest.mark.parametrize("path", ["/checks", OF_2023, "/tasks", "/tasks/2023-04"])
def test_what_judges_all_that_is_printed_is_kept(client, django_assert_num_queries, path):
    first = client.get(path)
    with django_assert_num_queries(1):
        assert client.get(path).content == first.content
    claimed = ContentType.objects.get_for_model(Claim)
    LogEntry.objects.create(user=cast.user(), content_type=claimed, object_id=1, action_flag=2)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) > 5
