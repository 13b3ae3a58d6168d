"""The folder of fixtures: what `put` writes, and what it refuses to write."""

import json

import pytest

from budgets.reading.report import read
from budgets.reading.shelf import Clash, in_order, put

TABLE = """
(2030. 6. 30. 기준, 단위 : 천원)

부서/사업명 | 예산현액 | 원인행위액 | 집행액 | 집행률
합 계 | 800 | 400 | 400 | 50.0%
물빛담당관 | 800 | 400 | 400 | 50.0%
강물 가꾸기 | 800 | 400 | 400 | 50.0%
둔치 정비 | 500 | 250 | 250 | 50.0%
나루 운영 | 300 | 150 | 150 | 50.0%
""".replace(" | ", "\t")
TEAMS = "\n주요기능\n물빛담당관\n둔치팀\n· 둔치 정비\n예 산\n"
HEADS = "\n('30. 6. 30. 현재)\n구분\t정원\t현원\n물빛담당관\t9\t8\n"


def report(printed="2030. 7. 10.", office="강변기획관", body=TEAMS + TABLE, **facts):
    return read(f"주요업무 보고\n\n{printed}\n\n{office}\n{body}", **facts)


def names(folder):
    return [path.name for path in in_order(folder)]


def models(path):
    return [each["model"] for each in json.loads(path.read_text("utf-8"))]


def test_a_report_is_a_file_between_the_organisation_and_its_lineage(tmp_path):
    written = put([report()], tmp_path / "new")
    assert written == ["00-organisation.json", "2030-07.json", "99-lineage.json"]
    assert names(tmp_path / "new") == written


def test_who_there_is_stands_before_whoever_refers_to_it(tmp_path):
    put([report()], tmp_path)
    assert models(tmp_path / "00-organisation.json") == [
        "departments.department",
        "departments.department",
        "budgets.account",
        "departments.team",
    ]
    assert "departments.teamsighting" in models(tmp_path / "2030-07.json")


def test_a_file_that_stays_as_it_was_is_not_written(tmp_path):
    put([report()], tmp_path)
    path = tmp_path / "2030-07.json"
    written = path.stat().st_mtime_ns
    assert put([report()], tmp_path) == []
    assert path.stat().st_mtime_ns == written


def test_only_what_a_new_report_changes_is_written(tmp_path):
    put([report()], tmp_path)
    later = report("2031. 7. 10.", body=TEAMS + TABLE.replace("2030", "2031"))
    assert put([later], tmp_path) == ["2031-07.json"]
    without_teams = report("2032. 7. 10.", body=TABLE.replace("2030", "2032"))
    assert put([without_teams], tmp_path) == ["2032-07.json"]
    other_team = TEAMS.replace("둔치팀", "나루팀") + TABLE.replace("2030", "2033")
    assert put([report("2033. 7. 10.", body=other_team)], tmp_path) == [
        "00-organisation.json",
        "2033-07.json",
    ]


def test_a_better_text_of_the_same_report_takes_its_place(tmp_path):
    put([report()], tmp_path)
    better = report(body=TEAMS + TABLE.replace("나루 운영", "나루터 운영"))
    assert put([better], tmp_path) == ["2030-07.json"]


CLASHES = [
    (report(office="언덕기획관", body=TEAMS), "2030-07.json에는 다른 문서가 들어 있습니다"),
    (report(key="2030-08"), "같은 글"),
    (report("2030. 8. 1."), "같은 기준일의 금액"),
    (report("2030. 8. 1.", body=HEADS), "같은 기준일의 인력"),
]


@pytest.mark.parametrize(("other", "words"), CLASHES)
def test_what_cannot_stand_twice_is_refused_and_nothing_is_written(tmp_path, other, words):
    put([report(body=TEAMS + HEADS + TABLE)] if "인력" in words else [report()], tmp_path)
    before = {path: path.read_text("utf-8") for path in in_order(tmp_path)}
    with pytest.raises(Clash, match=words):
        put([other], tmp_path)
    assert {path: path.read_text("utf-8") for path in in_order(tmp_path)} == before


def test_what_two_later_reports_print_corrects_the_name_in_the_first(tmp_path):
    wrong = report(body=TABLE.replace("나루 운영", "나로 운영"))
    put([wrong], tmp_path)
    right = [
        report(f"{year}. 7. 10.", body=TABLE.replace("2030", str(year))) for year in (2031, 2032)
    ]
    assert "2030-07.json" in put(right, tmp_path)
    lines = json.loads((tmp_path / "2030-07.json").read_text("utf-8"))
    readings = {
        each["fields"]["name"]: each["fields"].get("reading")
        for each in lines
        if each["model"] == "budgets.lineitem"
    }
    assert readings == {"둔치 정비": None, "나로 운영": "나루 운영"}
