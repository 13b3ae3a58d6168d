"""Title pages and marks as other offices print them."""

from budgets.reading.lines import read_lines
from tests.budgets.reading.paper import report


def test_the_order_of_a_report_is_not_its_title():
    found = report("""
2031년도 주요업무 추진계획
2031. 1. 21.(화)
해오름국
【 보고순서 】
○ 조직 : 1국 3과 11팀
""")
    assert found.document.title == "2031년도 주요업무 추진계획"


def test_a_foundation_is_an_office():
    found = report("""
2031년도 주요업무 보고
2031. 2. 5.
(재)한빛문화재단
구분 | 정원 | 현원
사업지원과 | 42 | 39
""")
    assert found.document.office == "한빛문화재단"


def test_the_bullets_of_another_font_are_bullets():
    assert [line.text for line in read_lines("❍ 화재\n❑ 현황\n➤ 구조")] == [
        "○ 화재",
        "□ 현황",
        "▶ 구조",
    ]
