"""The first page, as a browser without style or script receives it."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.defaults import server_error

from budgets.models import Claim, Filing
from departments.models import Department, Document
from reports.overview import Overview
from reports.views import front
from tests import cast
from tests.reports.answers import said

pytestmark = pytest.mark.django_db

SOTONG = "시민소통기획관"
QUERIES = 20  # ten of the overview and the foot, the rest of the pictures and of what is kept


class Tables(HTMLParser):
    """The tables of a page: caption, and rows of cell texts, each with its tag and attributes."""

    def __init__(self, page):
        super().__init__()
        self.captions, self.rows, self.cells, self.text = [], [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td", "caption"):
            self.text = ""
            if tag != "caption":
                self.cells.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.rows[-1].append(" ".join(self.text.split()))
        if tag == "caption":
            self.captions.append(" ".join(self.text.split()))
        if tag in ("th", "td", "caption"):
            self.text = None


@pytest.fixture
def home(client):
    def home():
        response = client.get("/")
        assert response.status_code == 200
        return response.content.decode()

    return home


def test_the_row_of_a_date_has_every_column(home):
    rows = Tables(home()).rows
    assert [
        "기준일",
        "보고 단계",
        "회계연도",
        "편성 기준",
        "회계",
        "예산액",
        "예산현액",
        "원인행위액",
        "집행액",
        "집행률",
        "부서 수",
        "세부사업 수",
        "출처",
    ] in rows
    assert [
        "2018. 12. 31.",
        "결산",
        "2018년",
        "편성 당시 조직",
        "일반회계",
        "47,810,398",
        "48,622,861",
        "없음",
        "47,025,374",
        "96.7%",
        "5",
        "35",
        "2019-06",
    ] in rows


def test_a_fund_is_a_row_of_its_own_and_says_what_its_rate_stands_on(home):
    page = home()
    rows = Tables(page).rows
    fund = next(row for row in rows if "대외협력기금(국제협력계정)" in row)
    assert fund[4:10] == [
        "대외협력기금(국제협력계정)",
        "6,652,855",
        "없음",
        "843,629",
        "808,029",
        "12.1%",
    ]
    assert "집행률은 집행액을 예산액으로 나눈 비율입니다." in said(page)
    assert not [row for row in rows if "108,009,078" in row]  # both accounts together


def test_the_departments_of_the_latest_date_stand_below_their_sum_with_what_is_left(home):
    rows = Tables(home()).rows
    assert [
        "부서 / 사업명",
        "예산현액",
        "원인행위액",
        "집행액",
        "집행률",
        "미원인행위",
        "원인행위 후 미집행",
        "미집행",
        "세부사업 수",
    ] in rows
    at = rows.index(
        [
            "합계",
            "101,356,223",
            "54,576,045",
            "47,541,386",
            "46.9%",
            "46,780,178",
            "7,034,659",
            "53,814,837",
            "45",
        ]
    )
    assert rows[at + 1] == [
        "시민소통담당관",
        "48,205,262",
        "21,391,600",
        "21,124,069",
        "43.8%",
        "26,813,662",
        "267,531",
        "27,081,193",
        "13",
    ]


def test_an_office_without_departments_of_its_own_is_not_said_twice(home):
    rows = Tables(home()).rows
    at = rows.index(["합계", "357,200", "없음", "없음", "118,575", "33.2%", "238,625", "2"])
    assert [row[0] for row in rows[at + 1 : at + 3]] == ["기관운영업무추진비", "시책추진업무추진비"]
    assert not [row for row in rows if row[0] == "시장비서실"]


def test_every_table_has_a_caption_with_its_unit_and_every_header_a_scope(home):
    page = home()
    tables = Tables(page)
    assert page.count("<table") == len(tables.captions) == 15
    assert len(set(tables.captions)) == 15
    without = [each for each in tables.captions if not each.endswith("(단위: 천원)")]
    assert without == [  # of numbers of lines, and of what is printed
        "홍보기획관 앞 기준일과 달라진 세부사업",
        "홍보기획관 맞지 않는 인쇄값",
        "시민소통기획관 앞 기준일과 달라진 세부사업",
        "시민소통기획관 맞지 않는 인쇄값",
    ]
    headers = [attrs for tag, attrs in tables.cells if tag == "th"]
    assert {attrs.get("scope") for attrs in headers} == {"col", "row"}
    assert page.count("단위: 천원)</p>") == 11


def test_the_headline_is_a_sentence_of_the_trade(home):
    words = "2022. 7. 1. 기준 총 1,014억원 중 475억원 집행, 집행률 46.9%"
    assert words in re.sub(r"<[^>]+>", "", home())


def test_the_change_of_name_is_a_link_with_its_evidence(home):
    page = " ".join(home().split())
    office = Department.objects.get(code=SOTONG)
    assert f'<a href="#office-{office.pk}">{SOTONG}</a>' in page
    assert '<span class="evidence">추정</span> 이름과 사업으로 추정. 같은 사업 29개' in page


def test_a_source_says_how_many_printed_values_were_read(home):
    page = home()
    for key in ("2023-04", "2022-07", "2019-06", "2012-02", "2018-07"):
        number = Claim.objects.filter(document__key=key).count()
        start = page.index(f"/documents/{key}")
        assert f"<b>{number}개</b> 가운데" in page[start : start + 400]
    assert "제목 없음" in page


def test_the_foot_names_the_last_update_and_the_office_that_answers_for_it(home):
    page = home()
    assert "<dt>전체 자료 최종 갱신</dt><dd>2023. 4. 1. (출처 문서 2023-04)</dd>" in page
    assert "<dt>담당 부서</dt><dd>홍보기획관</dd>" in page


def test_what_is_not_published_is_not_on_the_page(home):
    scene = cast.scene()
    approved = cast.statement(scene.filing, version=2, document=scene.document)
    cast.figure(approved, scene.trees, place="12", budget=77_777_777_000)
    cast.bring(approved, "확인")
    page = home()
    assert "77,777,777" not in page
    assert scene.document.key not in page
    assert "공개된 기준일이 없습니다." in page


def test_what_has_just_been_published_is_on_the_page(home):
    scene = cast.scene()
    approved = cast.statement(scene.filing, version=2, document=scene.document)
    cast.figure(approved, scene.trees, place="12", budget=77_777_777_000)
    cast.publish(approved)
    page = home()
    assert "77,777,777" in page
    assert scene.document.key in page
    assert "공개된 기준일이 없습니다." not in page


def test_without_anything_published_the_page_says_what_to_do(home):
    # The five reports are published, which nothing takes back.
    cast.take_away("filing_forward", "filing_way")
    Filing.objects.update(state="확인", published=None)
    page = home()
    assert "아직 공개된 자료가 없습니다" in page
    assert "python manage.py load_reports" in page
    assert "<table" not in page
    assert "최종 갱신" not in page


def test_an_empty_database_has_the_same_page(rf):
    page = render_to_string("reports/home.html", {"overview": Overview(())}, rf.get("/"))
    assert "아직 공개된 자료가 없습니다" in page


def test_names_are_escaped(home):
    Department.objects.filter(code=SOTONG).update(name="<script>alert(1)</script>")
    Document.objects.filter(key="2022-07").update(title="<b>굵게</b>")
    page = home()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>굵게" not in page


def test_the_page_takes_as_many_queries_as_it_says(client, django_assert_num_queries):
    client.get("/")  # after which the verdicts on what is printed are kept
    with django_assert_num_queries(QUERIES):
        client.get("/")


def test_the_page_is_only_read(client):
    assert client.head("/").status_code == 200
    assert client.post("/").status_code == 405


def test_nothing_on_the_page_comes_from_elsewhere_or_stands_inline(home):
    page = home()
    assert not re.search(r'<script(?! src="/static/)|<style|\sstyle=|\son\w+=|https?://', page)
    for path in re.findall(r'(?:href|src)="/static/([^"]+)"', page):
        assert finders.find(path), path


def test_a_page_that_is_not_there_says_so_in_korean(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "찾는 화면이 없습니다" in page
    assert "공개된 자료가 없거나, 주소가 바뀌었습니다" in page


def test_a_forbidden_page_says_so_in_korean(admin_client):
    response = admin_client.post(reverse("admin:budgets_figure_add"))
    assert response.status_code == 403
    assert "볼 수 없는 화면입니다" in response.content.decode()


def test_a_failure_says_so_in_korean_and_names_nothing_of_the_inside(client, monkeypatch):
    def fail(figures):
        raise RuntimeError("secret")

    monkeypatch.setattr(front, "overview", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "화면을 만들지 못했습니다" in response.content.decode()
    assert "secret" not in response.content.decode()


def test_the_page_of_a_failure_asks_the_database_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert server_error(rf.get("/")).status_code == 500
