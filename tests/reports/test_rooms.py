"""The first page leads to all there is of an office, and nowhere else."""

import re

import pytest

from departments.models import Department
from reports.dates import published_dates
from reports.rooms import read_rooms
from tests import cast

pytestmark = pytest.mark.django_db


def rooms_of(code):
    office = Department.objects.get(code=code)
    return {room.name: room.ways for room in read_rooms([office], published_dates())[office.pk]}


def test_an_office_has_the_rooms_that_its_reports_fill():
    found = rooms_of("시민소통기획관")
    assert {name: [words for words, _ in ways] for name, ways in found.items()} == {
        "예산 (전년 대비)": ["2019년", "2012년"],
        "예산현액의 다리": ["2018년 결산"],
        "예산 변동 대장": ["2018년"],
        "결산": ["2018년 결산"],
        "세입 결산": ["2018년"],
        "시정·권고사항": ["2건"],
        "업무와 예산": ["2022-07", "2019-06", "2012-02"],
        "통계": ["모든 통계"],
        "조직과 계보": ["부서", "세부사업", "인력과 예산", "재편한 예산"],
    }
    assert [words for words, _ in rooms_of("홍보기획관")["예산현액의 다리"]] == ["2023. 4. 1. 기준"]
    assert "예산현액의 다리" not in rooms_of("시장비서실")
    assert "업무추진비" in rooms_of("시장비서실")
    assert "결산" not in rooms_of("시장비서실")


def test_every_way_leads_to_a_page(client):
    for office in ("시민소통기획관", "홍보기획관", "시장비서실"):
        for ways in rooms_of(office).values():
            for words, href in ways:
                assert client.get(href).status_code == 200, (office, words)


def test_the_first_page_shows_them(client):
    page = client.get("/").content.decode()
    hrefs = re.findall(
        r'href="([^"]+)"', "".join(re.findall(r'<dl class="rooms".*?</dl>', page, re.S))
    )
    assert len(hrefs) == sum(
        len(ways)
        for office in ("시민소통기획관", "홍보기획관", "시장비서실")
        for ways in rooms_of(office).values()
    )


def test_an_office_of_which_nothing_is_published_has_none():
    scene = cast.scene()
    assert read_rooms([scene.office], published_dates())[scene.office.pk] == []
