"""What a calendar tells of printed days."""

import pytest

from tests.budgets.reading.prose.spoken import spoken, told, verdicts


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022. 7. 18.(월)", 2022),
        ("’22. 12. 28.(수)", 2022),
        ("2024-07-18(목) 개소", 2023),
        ("2024년 7월 18일 목요일", 2023),
        ("2023. 3월 16일(목)", 2023),
        ("’24. 2. 29.(木)", 2024),
        ("2.7(화) 토론회 / 2.14(화) 보고회", 2012),
        ("7. 18.(목) ~ 22.(월)", 2024),
        ("2024. 12. 30.(월) ~ 1. 3.(금)", 2024),
        ("2024. 3. 5.(화, 14:00)", 2024),
    ],
)
def test_a_right_weekday_agrees(text, year):
    found = verdicts(text, year)
    assert found
    assert {verdict for _, verdict in found} == {"agrees"}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("조사기간 : ’22. 12. 28.(수) ~ ’23. 3월 16일(화)", "화"),
        ("위촉식 : 2024. 7. 18.(수)", "수"),
        ("위촉식 : 7. 18.(월)", "월"),  # a Thursday, and Tuesday or Friday the years beside
        ("2024. 12. 30.(월) ~ 1. 3.(목)", "목"),
        ("개소식 2023. 2. 29.(수)", "2023. 2. 29."),
        ("기간 : 2024. 2. 30. ~ 3. 5.", "2024. 2. 30."),
        ("훈련 : 6. 31.(월)", "6. 31."),
    ],
)
def test_a_wrong_day_is_found(text, printed):
    assert [v for v in verdicts(text) if v[1] != "agrees"] == [(printed, "differs")]


@pytest.mark.parametrize(
    "text",
    [
        "위촉식 : 7. 18.(화)",  # right the year before: the report's year is only likely
        "평균 처리기간 3.5(일)",
        "평균 3.5(월) 소요",
        "버전 7.13.45(화)",
        "주 4회(월~목) 운영",
        "매주 화(10:00), 목(14:00)",
        "'19. 1. 1일부 개편",
        "2012. 5. 31명 위촉",
        "신청사 2. 30명",
        "제2. 30.의 규정",
        "7.18.(목표 30건)",
        "10.28, 광장",
    ],
)
def test_what_may_be_another_year_or_no_day_is_not_raised(text):
    assert [v for v in verdicts(text) if v[1] == "differs"] == []


def test_a_heading_says_of_which_year_the_days_below_are():
    text = "□ '18년 추진실적\n- 축제 개최 : 10.28.(일)\n□ '19년 추진계획\n- 축제 개최 : 10.28.(월)"
    assert verdicts(text, 2024) == [("일", "agrees"), ("월", "agrees")]


def test_a_day_is_told_with_its_date_and_what_it_is_of():
    (claim,) = spoken("- 일시/장소: 2023. 4. 27.(목) 16:00~17:00/ 8층")
    (term,) = claim.terms
    assert (claim.subject, claim.printed, term.label, term.printed) == (
        "일시/장소",
        "목",
        "2023. 4. 27.",
        "2023-04-27",
    )


def test_without_any_year_a_bare_day_says_nothing():
    assert spoken("위촉식 : 7. 18.(월)", None) == []


ROUNDS = "기간 : ’22. 12. 28.(수) ~ ’23. 3. 16.(목) (65일)\n (1차) ’22. 12. 28. ~ ’23. 1. 31. / (결선) ’23. 2. 15. ~ ’23. 3. 16."


def days(text):
    return [v for v in verdicts(text) if v[0].endswith("일") and len(v[0]) > 1]


def test_the_days_of_a_span_are_counted_with_both_ends():
    assert days("운영 : 2024. 5. 1. ~ 5. 31. (31일간)") == [("31일", "agrees")]
    assert days("운영 : 2024. 5. 1. ~ 5. 31. (30일)") == [("30일", "rounding")]
    assert days("운영 : 2024. 5. 1. ~ 5. 31. (32일)") == [("32일", "differs")]
    assert days("운영 : ’23. 12. 28. ~ 1. 31. (35일)") == [("35일", "agrees")]


def test_days_of_work_may_be_fewer_than_those_of_the_span():
    assert days("운영 : 2024. 5. 1. ~ 5. 31. (22일)") == [("22일", "undecidable")]


def test_a_span_in_rounds_has_the_days_of_its_rounds_or_all():
    assert days(ROUNDS) == [("65일", "agrees")]
    assert days(ROUNDS.replace("65일", "79일")) == [("79일", "agrees")]
    assert days(ROUNDS.replace("65일", "56일")) == [("56일", "differs")]
    assert ("days", "65일", "합", ("35", "30")) in told(ROUNDS)
