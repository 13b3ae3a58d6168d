"""What the first page draws of each office's newest date."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from reports.became import STATES
from tests import cast
from tests.reports.answers import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client):
    def home(**asked):
        page = unescape(client.get("/", asked).content.decode())
        return {
            name: section
            for section in page.split('<section class="office"')[1:]
            for name in re.findall(r"<h2[^>]*>(.*?)</h2>", section)[:1]
        }

    return home


def test_each_account_is_drawn_in_its_stages(home):
    section = home()["시민소통기획관"]
    assert "집행 47,541백만원 46.9%" in section
    assert "원인행위 후 미집행 7,035백만원 6.9%" in section
    assert "미원인행위 46,780백만원 46.2%" in section
    assert "집행 808백만원 12.1%" in section  # the fund, by itself


def test_the_pace_is_that_of_the_day_of_the_report(home):
    assert "연중 경과 49.9%보다 3.0%p 뒤짐" in home()["시민소통기획관"]
    assert "연중 경과 24.9%보다 0.8%p 앞섬" in home()["홍보기획관"]


def test_tiles_are_departments_and_lead_to_their_programs_and_lines(home):
    section = home()["시민소통기획관"]
    assert "시민소통담당관 48,205백만원, 집행률 43.8%" in section
    deeper = home(into="시민소통기획관/뉴미디어담당관")["시민소통기획관"]
    assert "뉴미디어 활용 시민과의 소통 활성화 8,978백만원, 집행률 35.9%" in deeper
    assert "시민소통담당관 48,205백만원, 집행률 43.8%" not in deeper


def test_the_lines_farthest_behind_are_named_with_whose_they_are(home):
    section = home()["시민소통기획관"]
    row = re.search(r'<tr class="line l0">.*?(?=<tr|</tbody>)', section)[0]
    words = re.sub(r"<[^>]+>", "|", row)
    assert [word for word in words.split("|") if word] == [
        "소통관리 및 시정정보 제공",
        "시민소통담당관",
        "4,976,081",
        "989,219",
        "19.9%",
        "1,492,005",
    ]


def test_what_changed_since_the_date_before_is_what_the_comparison_says(home, client):
    section = home()["홍보기획관"]
    told = re.search(
        r'<a href="(/compare/[^"]+)">시민소통기획관 2022. 7. 1. 기준</a></th>(.*?)</tbody>', section
    )
    counted = [int(each) for each in re.findall(r">(\d+)</td>", told[2])]
    assert counted == [5, 14, 0, 27, 4, 10]
    tables = client.get(f"{unquote(told[1])}.json").json()["tables"]
    states = [
        row[t["columns"].index("state")] for t in tables for row in t["rows"] if row[1] == "line"
    ]
    assert counted == [states.count(state) for state in STATES]


def test_printed_values_that_disagree_are_counted_and_named(home):
    offices = home()
    section = offices["시민소통기획관"]
    assert "문서에 인쇄된 값 5개가 다시 셈한 값과 맞지 않습니다." in said(section)
    row = re.search(r'<tr class="claim.*?(?=<tr|</tbody>)', section)[0]
    words = re.sub(r"<[^>]+>", " ", row).split()
    assert words == ["총계", "2022-07", "146번째", "줄", "집행액", "476억원", "475억원"]
    assert "문서에 인쇄된 값이 모두 다시 셈한 값과 맞습니다." in offices["시장비서실"]


def test_one_office_may_be_asked_for(home):
    assert list(home(office="시장비서실")) == ["시장비서실"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"office": "없는기획관"}, "없는기획관"),
        ({"into": "없는과"}, "없는과"),
        ({"offce": "x"}, "offce"),
    ],
)
def test_what_nobody_is_called_is_refused_and_not_left_out(client, asked, named):
    response = client.get("/", asked)
    assert response.status_code == 400
    assert named in response.content.decode()


def test_the_same_day_of_another_year_stands_beside_it(home):
    house, moon, purse = (scene := cast.scene()).office, scene.moon, scene.account
    cast.publish(scene.statement)
    last_year = cast.book(house, 2029)
    line = cast.line(cast.program(last_year, moon, purse))
    written = cast.statement(cast.filing(cast.reporting_date(last_year, "2029-07-05"), moon))
    cast.figure(written, line, budget=200, spent=120)
    assert "같은 때" not in said(home()[house.name])
    cast.publish(written)
    section = home()[house.name]
    at = section.index("다른 해의 같은 때")
    rows = re.findall(r'<tr class="date.*?(?=<tr|</tbody>)', section[at:])[:2]
    now, then = (re.sub(r"<[^>]+>", "|", row) for row in rows)
    assert "해오름기획관 2030. 6. 30. 기준" in now
    assert "해오름기획관 2029. 7. 5. 기준" in then
    assert "60.0%" in then
    assert then.rstrip("|").endswith("%p")


def test_a_draft_is_drawn_nowhere(home):
    scene = cast.scene()
    cast.publish(scene.statement)
    before = home()[scene.office.name]
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.trees, budget=777_000_000_000, spent=7)
    assert home()[scene.office.name] == before
