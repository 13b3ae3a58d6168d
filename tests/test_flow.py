"""One figure's way: from a report's text through the fixtures and the database to the page."""

import csv
import io
import re

import pytest
from django.core.management import call_command

from budgets.loading import load_folder

REPORT = """\
주요업무 보고

2031. 4. 10.

노을기획관

조직 1관 2담당관, 3팀
인력 30명/28명 (정원/현원)
(’31.3.31. 현재)

구분\t총계\t\t일반직\t\t임기제\t
\t정원\t현원\t정원\t현원\t정원\t현원
계\t30\t28\t20\t19\t10\t9
아침담당관\t20\t18\t15\t14\t5\t4
저녁담당관\t10\t10\t5\t5\t5\t5

주요기능

아침담당관

해돋이팀

· 새벽 행사 운영

이슬팀

· 정원 가꾸기

저녁담당관

노을팀

· 저녁 행사 운영

예 산

일반회계 : 총 10억원 중 6억원 집행(45.0%)

(2031. 3. 31. 기준, 단위 : 천원)

부서/사업명\t예산현액\t원인행위액\t집행액\t집행률
합 계(노을기획관)\t1,000,000\t600,000\t450,000\t45.0%
사업예산\t950,000\t560,000\t410,000\t43.2%
기본경비(행정운영경비)\t50,000\t40,000\t40,000\t80.0%
아침담당관\t700,000\t400,000\t310,000\t44.3%
아침 가꾸기\t670,000\t375,000\t285,000\t42.5%
새벽 음악회\t400,000\t250,000\t200,000\t50.0%
이슬 정원\t270,000\t125,000\t85,000\t31.5%
기본경비(행정운영경비)\t30,000\t25,000\t25,000\t83.3%
저녁담당관\t300,000\t200,000\t140,000\t46.7%
저녁 가꾸기\t280,000\t185,000\t125,000\t44.6%
노을 영화제\t280,000\t185,000\t125,000\t44.6%
기본경비(행정운영경비)\t20,000\t15,000\t15,000\t75.0%
"""


def rows_of(command, *args):
    out = io.StringIO()
    call_command(command, *args, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.fixture
def loaded(db, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(REPORT, "utf-8")
    call_command("read_report", report, into=tmp_path / "fixtures", stdout=io.StringIO())
    assert load_folder(tmp_path / "fixtures") == ["2031-04"]


@pytest.mark.usefixtures("loaded")
def test_a_figure_goes_from_the_sheet_to_the_page(client):
    concert = [row for row in rows_of("figures") if row["line"] == "새벽 음악회"]
    place = str(REPORT.split("\n").index("새벽 음악회\t400,000\t250,000\t200,000\t50.0%") + 1)
    assert [tuple(row.values()) for row in concert] == [
        (
            *("2031-04", "노을기획관", "일반회계", "2031", "당초", "집행", "2031-03-31"),
            *("아침담당관", "정책사업", "아침 가꾸기", "새벽 음악회"),
            *(measure, "value", won, place),
        )
        for measure, won in [
            ("budget", "400000000"),
            ("committed", "250000000"),
            ("spent", "200000000"),
        ]
    ]
    page = re.sub(r"<[^>]+>", "", client.get("/").content.decode())
    assert "2031. 3. 31. 기준 총 1,000백만원 중 450백만원 집행, 집행률 45.0%" in page


@pytest.mark.usefixtures("loaded")
def test_a_headline_that_is_wrong_is_the_only_thing_that_differs():
    """It says 6억원 where 4.5억원 was spent; everything else is right."""
    verdicts = rows_of("claims", "--document", "2031-04")
    assert [
        (row["measure"], row["printed"], row["computed"], row["difference"], row["verdict"])
        for row in verdicts
        if row["verdict"] != "agrees"
    ] == [("spent", "6", "5", "1", "differs")]
    assert len(verdicts) > 40
