"""시정·권고사항 of the five reports, as loaded: the 2018 settlement prints two."""

import csv
import io

import pytest
from django.core.management import call_command
from django.test import Client

from budgets.models import Finding

pytestmark = pytest.mark.django_db


def test_both_are_there_with_status_department_line_and_place():
    out = io.StringIO()
    call_command("findings", stdout=out)
    told = ("document", "place", "year", "number", "title", "status", "status_first", "status_last")
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [tuple(row[name] for name in told) for row in rows] == [
        (
            "2019-06",
            "910",
            "2018",
            "1",
            "예산 전용 의회 보고 미이행",
            "완료",
            "2018-11-01",
            "2018-11-30",
        ),
        ("2019-06", "913", "2018", "2", "제2시민청 운영 활성화", "완료", "", ""),
    ]
    assert {row["department"] for row in rows} == {"시민소통담당관"}
    assert {row["lines"] for row in rows} == {"시민청 운영 및 확산"}
    facts = rows[0]["facts"].split(" | ")
    for words in (
        "전용 98건 중 15건",
        "5건",
        "전용(53,660천원)",
        "전용일 '18. 2월",
        "'18. 10월 보고",
    ):
        assert words in facts


def test_the_page_says_what_does_not_fit_and_which_change_it_is_about():
    one = Finding.objects.get(document__key="2019-06", number="1")
    page = Client().get(f"/findings/{one.pk}").text
    assert "보고한 때가 서로 다르게 적혀 있습니다" in page
    assert "늦어도 2018. 4. 30.까지" in page
    told = Client().get(f"/findings/{one.pk}.json").json()["tables"]
    tables = {each["key"]: each["rows"] for each in told}
    amounts = [row for row in tables["named"] if row[8] != "-"]
    assert [(row[2], row[8], row[9]) for row in amounts] == [
        ("전용(53,660천원)", 53_660_000, "맞음")
    ]
    assert "/documents/2019-06#c910-1" in page
    ((*_, given, received, won, _, _),) = tables["moves"]
    assert (given, received, won) == (
        "시민청 운영 및 확산 (사무관리비)",
        "시민청 운영 및 확산 (시설비)",
        53_660_000,
    )


def test_both_sides_are_told_in_a_line_alike_on_the_board_the_page_and_by_the_command():
    found = Client().get("/findings.json").json()["tables"][1]
    rows = {
        row["name"]: row
        for row in (dict(zip(found["columns"], each, strict=True)) for each in found["rows"])
    }
    first = rows["예산 전용 의회 보고 미이행"]
    assert first["asked"] == (
        "보고가 필요 — 전용 98건 중 15건, 5건, 「시민청 운영 및 확산 예산 전용」 1건; "
        "근거 「서울특별시의회 기본 조례」 제55조의3; '18. 10월 보고, 전용일 '18. 2월"
    )
    assert first["answered"] == (
        "보고함; 보고 지연 방지 계획 — 전용(53,660천원); '18. 11월 상임 위원회 보고, '18. 11월에 보고함"
    )
    second = rows["제2시민청 운영 활성화"]
    assert second["asked"] == "예산 편성, 방문객수 늘리기 방안 모색, 운영 활성화를 권고"
    assert "외 8가지" in second["answered"]
    own = Finding.objects.get(document__key="2019-06", number="2")
    page = Client().get(f"/findings/{own.pk}").text
    assert "필요시설 확대; 야외행사 개최 계획" in page
    out = io.StringIO()
    call_command("findings", stdout=out)
    told = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert told[0]["asked"] == first["asked"]
    assert "필요시설 확대; 야외행사 개최 계획" in told[1]["done"]


def test_the_board_has_none_open_and_two_done():
    found = Client().get("/findings.json").json()
    assert found["when"] == "2023. 4. 1. 기준"
    assert [(each["key"], len(each["rows"])) for each in found["tables"]] == [
        ("open", 0),
        ("done", 2),
    ]
