"""The pages of a 세부사업 and a 정책사업 through the years."""

import json
import re
from datetime import date
from html import unescape

import pytest

from budgets.models import (
    Explanation,
    ExplanationPublication,
    LapseReason,
    LineItem,
    Program,
    Statistic,
    StatisticPublication,
    StatisticValue,
)
from reports.search import Query, search
from tests import cast
from tests.reports.test_compare_leading import execution_of
from tests.reports.test_execution import page_rows
from tests.reports.test_leading import led, said

pytestmark = pytest.mark.django_db

MOST_QUERIES = 32
SAME = "같은 이름, 같은 부서 (이어받은 부서)"


def told(client, path):
    table = json.loads(client.get(f"{path}.json").content)["tables"][0]
    keys = ("name", "whose", "work", "budget", "spent", "known")
    at = [table["columns"].index(key) for key in keys]
    return [tuple(row[i] for i in at) for row in table["rows"]]


def test_a_line_is_followed_through_all_its_years_and_each_step_is_explained(client):
    path = f"/lines/{LineItem.objects.get(reading='시정여론조사 운영').pk}"
    name = "시정여론조사 운영"
    assert told(client, path) == [
        ("2023. 4. 1. 기준", "홍보담당관", name, 468992000, 116842000, f"2022년 사업과 {SAME}"),
        ("2022. 7. 1. 기준", "시민소통담당관", name, 578992000, 145392000, f"2019년 사업과 {SAME}"),
        ("2019년 예산", "시민소통담당관", name, None, None, f"2018년 (재편) 사업과 {SAME}"),
        ("2018년 결산", "시민소통담당관", name, 356300000, 326927000, "이어진 앞 사업 없음"),
        (
            "2018년 예산 (뒤의 조직으로 재편)",
            "시민소통담당관",
            name,
            None,
            None,
            f"2018년 사업과 {SAME}",
        ),
    ]


def test_the_pages_of_one_work_tell_the_same_from_whichever_year(client):
    path = f"/lines/{LineItem.objects.get(reading='시정여론조사 운영').pk}"
    rows = told(client, path)
    page = client.get(path).content.decode()
    hrefs = {part.split('"')[0] for part in page.split('href="/lines/')[1:]}
    others = [href for href in hrefs if href.isdecimal()]
    assert len(others) == 5
    for pk in others:
        assert told(client, f"/lines/{pk}") == rows


def test_the_rate_of_a_line_leads_to_the_amounts_it_is_made_of(client):
    known, seen = {}, 0
    for pk in LineItem.objects.order_by("pk").values_list("pk", flat=True)[::40]:
        for href, words in led(client, f"/lines/{pk}"):
            assert "/rate?" in href or "/lapsed?" in href
            assert said(href, execution_of(href, known)) == words
            seen += 1
    assert seen > 10


def test_a_name_that_was_misread_stands_beside_its_reading(client):
    page = client.get(
        f"/lines/{LineItem.objects.get(reading='시정여론조사 운영').pk}"
    ).content.decode()
    assert "<h1>시정여론조사 운영 " in page
    assert "시정어론조사 운영 <span" in page


def test_every_amount_leads_to_its_provenance_and_what_is_absent_nowhere(client):
    pk = LineItem.objects.get(reading="시정여론조사 운영").pk
    page = client.get(f"/lines/{pk}").content.decode()
    hrefs = [part.split('"')[0] for part in page.split('<a href="/figures/')[1:]]
    assert len(hrefs) == 3 + 3 + 1 + 3 + 1
    for href in hrefs:
        assert client.get(f"/figures/{href}").status_code == 200


def test_every_sum_of_a_program_is_found_again_by_its_address(client):
    known, seen = {}, 0
    for pk in Program.objects.values_list("pk", flat=True)[::3]:
        for href, words in led(client, f"/programs/{pk}", {"unit": "원"}):
            assert said(href, execution_of(href, known)) == words, (pk, href)
            seen += 1
    assert seen > 150


def test_a_program_holds_its_lines_on_its_newest_date_and_adds_them_up(client):
    program = Program.objects.get(
        name="시민과 함께하는 참여와 소통 시정구현", book__code__contains="2022"
    )
    rows = page_rows(client.get(f"/programs/{program.pk}").content.decode())
    assert rows[1][2][2:7] == ["없음", "46,912,821", "20,551,237", "20,283,706", "43.2%"]
    lines = [cells for mark, name, cells in rows[7:18] if mark == "line"]  # others follow
    assert rows[7][:2] == ("total", "합계")
    assert rows[7][2][0] == "46,912,821"
    assert len(lines) == 10
    assert sum(int(cells[0].replace(",", "")) for cells in lines) == 46_912_821


def test_what_else_is_known_of_a_line_stands_on_its_page_and_leads_there(client):
    line = LineItem.objects.get(
        name="시민청 운영 및 확산", program__book__code="시민소통기획관/2018"
    )
    table = json.loads(client.get(f"/lines/{line.pk}.json").content)["tables"][-1]
    at = [table["columns"].index(key) for key in ("sort", "name", "mentioned_won", "stated_in")]
    found = [tuple(row[i] for i in at) for row in table["rows"]]
    assert found[0] == ("결산", "2018년 결산", 488_029_000, "셈한 값")
    assert found[1] == ("예산 변동", "2018년 전용", 53_660_000, "2019-06 문서 973번째 줄")
    assert [name for sort, name, *_ in found if sort == "시정·권고"] == [
        "1. 예산 전용 의회 보고 미이행",
        "2. 제2시민청 운영 활성화",
    ]
    spoken = (
        "업무와 예산",
        "③ 「시민청」 운영 내실화 및 확산",
        3_395_000_000,
        "2019-06 문서 353번째 줄",
    )
    assert spoken in found
    judged = [
        (row["mentioned_won"], row["verdict_of"])
        for row in (dict(zip(table["columns"], each, strict=True)) for each in table["rows"])
        if row["sort"] == "업무와 예산"
    ]
    assert judged == [(3_883_000_000, "맞음"), (3_395_000_000, "맞음"), ("-", "맞음")]
    assert ("통계", "시민청", "-", "2019-06 문서 329번째 줄") in found
    page = client.get(f"/lines/{line.pk}").content.decode()
    told = page[page.index("이 사업의 계보, 결산, 변동, 지적, 과제, 통계") :].partition("</table>")[
        0
    ]
    for href in set(re.findall(r'<a href="(/(?!terms)[^"]+)"', told)):
        assert client.get(unescape(href)).status_code == 200, href
    for href in re.findall(r'<p class="also">(.*?)</p>', page)[0].split('href="')[1:]:
        assert client.get(href.partition('"')[0]).status_code == 200


def test_a_program_has_what_is_known_of_its_lines(client):
    program = Program.objects.get(
        name="시민 자긍심 고취 및 도시경쟁력 제고", book__code="시민소통기획관/2018"
    )
    table = json.loads(client.get(f"/programs/{program.pk}.json").content)["tables"][-1]
    at = [table["columns"].index(key) for key in ("name", "mentioned_won", "content")]
    found = [tuple(row[i] for i in at) for row in table["rows"]]
    (closed,) = [row for row in found if row[0] == "2018년 결산"]
    assert "이월 포함" in closed[2]
    assert any(row[:2] == ("2018년 사고이월", 413_109_000) for row in found)


def test_where_nobody_says_what_was_carried_over_no_rest_is_told(client):
    scene = cast.scene()
    day = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    written = cast.statement(cast.filing(day, scene.moon))
    cast.figure(written, scene.trees, budget=100_000, spent=60_000)
    cast.publish(written)
    table = json.loads(client.get(f"/lines/{scene.trees.pk}.json").content)["tables"][-1]
    (row,) = table["rows"]
    assert row[table["columns"].index("mentioned_won")] == "알 수 없음"
    assert row[table["columns"].index("content")].endswith("집행률 60.0%, 이월 포함 알 수 없음")


def test_what_its_department_entered_of_it_stands_there_once_it_is_published(client):
    """The newest published reasons of what lapsed, and a series that the line pays for."""
    scene = cast.scene()
    day = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    written = cast.statement(cast.filing(day, scene.moon))
    cast.figure(written, scene.trees, budget=100_000, spent=60_000)
    cast.publish(written)
    by = {"by": cast.user("달빛 담당"), "at": cast.NOON}
    for version, won in ((1, 10_000), (2, 20_000), (3, 30_000)):
        own = Explanation.objects.create(
            filing=written.filing, version=version, statement=written, unit="원", **by
        )
        LapseReason.objects.create(explanation=own, line=scene.trees, reason="낙찰차액", won=won)
        if version < 3:
            ExplanationPublication.objects.create(explanation=own, **by | {"by": cast.user("총괄")})
    count = Statistic.objects.create(
        series="심은 나무",
        department=scene.moon,
        line=scene.trees,
        why_line="부서가 고름",
        version=1,
        last=cast.JUNE_30,
        span="부서가 적음",
        **by,
    )
    StatisticValue.objects.create(statistic=count, position=1, item="나무", value=3, printed="3")

    def told():
        table = json.loads(client.get(f"/lines/{scene.trees.pk}.json").content)["tables"][-1]
        at = [table["columns"].index(key) for key in ("sort", "name", "mentioned_won")]
        return [tuple(row[i] for i in at) for row in table["rows"]][1:]

    assert told() == [("잔액의 사유", "낙찰차액", 20_000)]
    StatisticPublication.objects.create(statistic=count, **by | {"by": cast.user("총괄")})
    assert told()[1:] == [("통계", "심은 나무", "-")]
    entry = search(Query("심은", "통계")).shown[0][1][0]
    assert (entry.under, entry.dates[0].words) == ("해오름기획관", "2030. 6. 30. 기준")


def test_an_amount_of_a_task_has_the_verdict_that_the_page_of_the_tasks_gives_it(client):
    for name, office, amount, word, claim in (
        (
            "민원서비스 품질관리 및 시상",
            "시민소통기획관/2022",
            197_000_000,
            "다름",
            "2022-07#c810-",
        ),
        ("서울특별시보 발행", "시민소통기획관/2012", 66_000_000, "버림으로 다름", "2012-02#c558-"),
    ):
        line = LineItem.objects.get(name=name, program__book__code=office)
        found = json.loads(client.get(f"/lines/{line.pk}.json").content)["tables"][-1]
        at = [found["columns"].index(key) for key in ("mentioned_won", "verdict_of")]
        assert (amount, word) in [tuple(row[i] for i in at) for row in found["rows"]]
        page = client.get(f"/lines/{line.pk}").content.decode()
        assert re.search(rf'<a href="/documents/{claim}\d+">{word}</a>', page)


def test_a_page_asks_a_bounded_number_of_queries_whatever_it_shows(
    client, django_assert_max_num_queries
):
    paths = [f"/lines/{pk}" for pk in LineItem.objects.values_list("pk", flat=True)[::12]]
    paths += [f"/programs/{pk}" for pk in Program.objects.values_list("pk", flat=True)[::6]]
    for path in paths:
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(path).status_code == 200


def test_what_is_published_nowhere_has_no_page(client):
    scene = cast.scene()
    paths = [f"/lines/{scene.trees.pk}", f"/programs/{scene.program.pk}", "/lines/999999"]
    for path in paths:
        for suffix in ("", ".json", ".csv", ".xlsx"):
            assert client.get(path + suffix).status_code == 404
    cast.publish(scene.statement)
    assert client.get(paths[0]).status_code == client.get(paths[1]).status_code == 200
    assert client.get(f"/lines/{scene.flowers.pk}").status_code == 404


def test_a_program_with_another_name_is_followed_by_its_lines(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    shore = cast.program(cast.book(scene.office, 2031), scene.moon, scene.account, "물가 돌보기")
    next_year = cast.reporting_date(shore.book, cast.JUNE_30.replace(year=2031))
    written = cast.statement(cast.filing(next_year, scene.moon))
    cast.figure(written, cast.line(shore), budget=300, spent=3)
    cast.publish(written)
    steps = [(row[2], row[3], row[-1]) for row in told(client, f"/programs/{scene.program.pk}")]
    assert steps == [
        ("물가 돌보기", 300, "2030년 사업과 세부사업의 과반이 이어짐"),
        ("강가 가꾸기", 100, "이어진 앞 사업 없음"),
    ]


def test_a_draft_of_a_later_year_is_no_step(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    later = cast.program(cast.book(scene.office, 2031), scene.moon, scene.account)
    trees = cast.line(later)
    next_year = cast.reporting_date(later.book, cast.JUNE_30.replace(year=2031))
    draft = cast.statement(cast.filing(next_year, scene.moon))
    cast.figure(draft, trees, budget=300, spent=3)
    assert len(told(client, f"/lines/{scene.trees.pk}")) == 1
    cast.publish(draft)
    assert [row[3] for row in told(client, f"/lines/{scene.trees.pk}")] == [300, 100]


def test_two_dates_of_one_book_are_one_work(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    settled = cast.reporting_date(scene.book, cast.JUNE_30.replace(month=12), "결산")
    written = cast.statement(cast.filing(settled, scene.moon))
    cast.figure(written, scene.trees, budget=100, spent=90)
    cast.publish(written)
    assert [(row[0], row[-1]) for row in told(client, f"/lines/{scene.trees.pk}")] == [
        ("2030년 결산", "같은 편성체계의 같은 사업"),
        ("2030. 6. 30. 기준", "이어진 앞 사업 없음"),
    ]


def test_the_line_of_another_account_is_another_work(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    fund = cast.account("시험기금", "기금")
    later = cast.program(cast.book(scene.office, 2031), scene.moon, fund)
    written = cast.statement(cast.filing(cast.reporting_date(later.book), scene.moon))
    cast.figure(written, cast.line(later), budget=300)
    cast.publish(written)
    assert len(told(client, f"/lines/{scene.trees.pk}")) == 1


def test_hostile_names_are_text_and_unknown_conditions_are_refused(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    hostile = "<script>alert(1)</script>"
    LineItem.objects.filter(pk=scene.trees.pk).update(name=hostile, reading=hostile)
    path = f"/lines/{scene.trees.pk}"
    assert "<script>" not in client.get(path).content.decode()
    assert client.get(path, {"q": "나무"}).status_code == 400
