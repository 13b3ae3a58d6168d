import pytest

from budgets.reading.prose.quantities import quantities


def read(text):
    return [(str(q.value), q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("총 12,450건 출동", [("12450", "건")]),
        ("구독자 34만8천명", [("348", "천명")]),
        ("8만 8천회 조회", [("88", "천회")]),
        ("세출예산 554억 38백만원", [("55438", "백만원")]),
        ("도로 12.5km", [("12.5", "km")]),
        ("66개 핵심공약, 12분야", [("66", "개"), ("12", "분야")]),
        ("14(명/기관) 선정", [("14", "명/기관")]),
        ("민원처리1팀 8명으로", [("1", "팀"), ("8", "명")]),
    ],
)
def test_a_number_counts_what_stands_behind_it(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2024. 7. 18.(목)",
        "제3기 위원회",
        "'17. 상반기",
        "1차 공모, 2위 선정, 3월 시행",
        "버전 7.13.45",
        "U20 회의",
        "이행률 84.9%",
        "계좌 12345678901234567890건",
    ],
)
def test_what_numbers_dates_or_names_counts_nothing(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["약 100명", "45여건", "66만여명", "100명 내외", "300명 이상", "최대 50대", "월 4~5회"]
)
def test_what_is_told_roughly_is_known_to_be_rough(text):
    assert [q.is_vague for q in quantities(text)][-1]


def test_a_scale_that_does_not_fall_is_no_number():
    assert read("3만 5억원") != [("5", "억원")]
