"""Which line the title of a task speaks of, where arithmetic names none."""

import pytest

from reports.candidates import Near, candidate, candidate_words

LINES = [
    Near(1, "시민광장 운영 및 확산", 3_215_919_000),
    Near(2, "누리집 관리체계 운영", 1_320_739_000),
    Near(3, "시민참여 활성화 추진", 302_400_000),
]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("도심 시민광장 기능 개편과 확산", 1),
        ("대표 브랜드 신규 개발 추진", None),  # 추진 is said of everything
        ("시민광장과 누리집 관리체계 확산", None),  # of which is not clear
        ("직원 교육", None),
    ],
)
def test_a_candidate_is_the_line_of_which_the_title_clearly_speaks(title, line):
    found = candidate(title, LINES)
    assert (found and found.line) == line


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (54_000_000, "3,215,919천원보다 3,161,919천원 적음: 그 일부인지 문서에 없음"),
        (
            4_000_000_000,
            "3,215,919천원보다 784,081천원 많음: 다른 사업과 함께 말하는지 문서에 없음",
        ),
        (3_215_919_000, "3,215,919천원과 같음"),
    ],
)
def test_it_is_told_with_how_far_the_two_are_apart(stated, words):
    said = f"이름이 가까운 세부사업 ‘시민광장 운영 및 확산’ {words}"
    assert candidate_words(LINES[0], stated) == said
