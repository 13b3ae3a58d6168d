import pytest

from budgets.reading.facts import TaskFacts
from budgets.reading.lines import read_lines
from budgets.reading.titles import UNTITLED, bare, task_title, title_above


def title(text):
    """Of the last line."""
    lines = read_lines(text.strip("\n"))
    return title_above(lines, len(lines) - 1)


NUMBERED = """
  • 앞 과제의 마지막 항목

2-③2-③  시청 시민청 공간 및 기능 개편

시민청을 시민과 관광객이 체험할 수 있는
도시홍보관으로 개편

□ 사업개요
  ㅇ 사업기간 : 2년
  ㅇ 사 업 비 : 54백만원
"""
ALONE = """
3

소셜매체를 활용한 시민과의 소통 활성화

유튜브를 활용한 소통체계를 확대하여 시민의 목소리를 듣고자 함

□ 사업개요
- 목 적 : 시정 안내
포털과 제휴
- 사 업 비 : 2,487백만원
"""
ABOVE_ITEMS = """
서울시 SNS 운영
- 이벤트 개설(4월)
 - 오픈채널 운영
- 사 업 비 : 135백만원
"""


def test_a_numbered_title_stands_over_the_sentence_on_its_aim():
    assert title(NUMBERED) == "시청 시민청 공간 및 기능 개편"


def test_without_a_number_it_is_the_first_line_after_the_items_of_the_task_before():
    assert title(ALONE) == "소셜매체를 활용한 시민과의 소통 활성화"


def test_a_caption_of_a_picture_is_no_title():
    pictured = ALONE.replace("소셜매체를 활용한 시민과의 소통 활성화", "〈블로그 - 시정안내〉")
    assert title(pictured).startswith("유튜브를 활용한")


def test_without_parts_it_is_the_nearest_line_of_words():
    assert title(ABOVE_ITEMS) == "서울시 SNS 운영"


def test_where_nothing_stands_above_there_is_no_title():
    assert title("- 사 업 비 : 135백만원") == UNTITLED


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("1-①1-①  브랜드 개발", "브랜드 개발"),
        ("2-10. 브랜드 개발", "브랜드 개발"),
        ("2-1-3 브랜드 개발", "브랜드 개발"),
        ("Ⅱ-1. 브랜드 개발", "브랜드 개발"),
        ("4. 120상담센터 운영", "120상담센터 운영"),
        ("120상담센터 운영", "120상담센터 운영"),
        ("- ▶ 계획 변경", "계획 변경"),
        ("□ 사업개요", "사업개요"),
        ("가. 예산", "예산"),
        ("가족 나들이", "가족 나들이"),
    ],
)
def test_a_bare_title_lacks_its_number_or_mark(printed, title):
    assert bare(printed) == title


def test_a_lost_title_is_that_of_the_task_and_not_the_sentence_on_its_aim():
    aim = "대표 누리집과 시민소통 채널, 홍보배너 등의 운영을 강화하여 온라인 소통과 시민참여를 더욱 확대"
    lines = read_lines(f"{aim}\n\n□ 사업개요\n- 목 적 : 시정 안내\n- 사 업 비 : 2,313백만원")
    top = TaskFacts(1, None, "과제", "1", "뉴미디어 활용", 1, 1, 5)
    own = TaskFacts(2, 1, "세부과제", "②", "누리집 운영 강화", 1, 1, 5)
    other = TaskFacts(3, 1, "세부과제", "③", "민간협력", 9, 9, None)
    assert task_title(lines, 4, [top, own, other]) == "누리집 운영 강화"
    assert task_title(lines, 4, [other]) == aim
