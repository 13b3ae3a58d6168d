"""What a series of counts is called, and which years it speaks of, as a sheet prints them."""

from datetime import date

import pytest

from tests.budgets.reading.test_statistics import only, read


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("- '30년 공원 민원 접수 : 1,200건", "공원 민원 접수"),
        ("- '30년 공원 민원 접수 현황 : 1,200건", "공원 민원 접수"),
        ("- '30년 도로 민원 처리 건수 : 1,200건", "도로 민원 처리"),
        (
            "- '30년 강가상담소 민원 처리 : 1,200건",
            "강가상담소",
        ),  # a desk: all that is counted there
        ("- 최근 3년간 철새 관찰 신고 : 1,200건", "철새 관찰 신고"),
    ],
)
def test_a_name_keeps_the_words_that_say_what_of_it_was_counted(sentence, name):
    assert only(read(f"\n{sentence}\n")).series == name


def test_a_thing_that_is_quoted_anywhere_goes_by_its_name():
    found = read("\n「물방울」 누리집을 연다.\n\n- '30년 물방울 민원 접수 : 1,200건\n")
    assert only(found).series == "물방울"


COUNTS = "(단위: 명)\n계 | 어른 | 어린이\n500 | 300 | 200\n"


@pytest.mark.parametrize(
    ("heading", "days"),
    [
        ("(2028~2030년)", (date(2028, 1, 1), date(2030, 12, 31))),
        ("('28년~'30년, 3년간)", (date(2028, 1, 1), date(2030, 12, 31))),
        ("(최근 3년간, 2030. 12. 31. 기준)", (date(2028, 1, 1), date(2030, 12, 31))),
        ("(최근 3년간, 2030. 9. 30. 기준)", (None, date(2030, 9, 30))),
        ("(5년간)", (None, None)),  # of which years nobody says
        ("(2030년까지 5년간)", (None, None)),
        ("(2029~2031년)", (None, None)),  # the report was written before its end
    ],
)
def test_several_years_are_a_period_and_no_single_year(heading, days):
    series = only(read(f"\n□ 철새 관찰 이용 현황 {heading}\n{COUNTS}"))
    assert (series.first, series.last) == days
    assert series.series == "철새 관찰 이용"


def test_a_table_whose_columns_are_years_speaks_of_all_of_them():
    series = only(
        read("""
<최근 3년간 화재 발생 현황> (단위: 건)
구분 | 2028년 | 2029년 | 2030년
건수 | 120 | 130 | 140
""")
    )
    assert (series.series, series.first, series.last) == (
        "화재 발생",
        date(2028, 1, 1),
        date(2030, 12, 31),
    )


def test_the_last_of_its_years_may_end_with_the_day_of_its_caption():
    series = only(
        read("""
□ 화재 발생 현황 (2030. 9. 30. 기준, 단위: 건)
구분 | 2028년 | 2029년 | 2030년
건수 | 120 | 130 | 140
""")
    )
    assert (series.first, series.last) == (date(2028, 1, 1), date(2030, 9, 30))
