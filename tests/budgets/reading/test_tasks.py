"""Titles of tasks with the lines that are their own, from reports as their text would be."""

import pytest

from budgets.reading.lines import read_lines
from budgets.reading.tasks import read_tasks


def tasks(text):
    return read_tasks(read_lines(text.removeprefix("\n")))


def told(text):
    """(number, title, line of the title, first and last line of what is said)."""
    return [(t.number, t.title, t.place, t.begins, t.until) for t in tasks(text)[0]]


def words(text):
    return [(problem.place, problem.words) for problem in tasks(text)[1]]


LISTED = """
Ⅱ. 주요업무 추진현황
1. 강가 가꾸기 3
2. 하늘 살피기 7
1. 강가 가꾸기
① 나무 심기
② 꽃 심기
1
나무 심기
- 물을 준다.
2
꽃을 심기
- 봄에 심는다.

2. 하늘 살피기
① 별 세기
② 달 재기
1 별 세기
- 밤에 센다.
2 달 재기
- 밤에 잰다.
Ⅲ. 건의사항
- 비가 와야 한다.
"""


def test_a_task_is_listed_with_its_page_and_headed_again_over_its_section():
    assert told(LISTED) == [
        ("1", "강가 가꾸기", 4, 4, 12),
        ("①", "나무 심기", 7, 7, 9),
        ("②", "꽃을 심기", 10, 10, 12),
        ("2", "하늘 살피기", 14, 14, 20),
        ("①", "별 세기", 17, 17, 18),
        ("②", "달 재기", 19, 19, 20),
    ]
    assert words(LISTED) == []


def test_the_parts_stand_under_their_task():
    found, _ = tasks(LISTED)
    assert [(t.position, t.parent, t.kind) for t in found] == [
        (1, None, "과제"),
        (2, 1, "세부과제"),
        (3, 1, "세부과제"),
        (4, None, "과제"),
        (5, 4, "세부과제"),
        (6, 4, "세부과제"),
    ]


LOST = """
Ⅱ. 주요 사업
1. 강가 가꾸기
2. 하늘 살피기
1. 강가 가꾸기
① 나무 심기
② 꽃 심기
③ 풀 베기
1
나무 심기
□ 사업개요
- 물을 준다.

강가에 꽃이 피도록
□ 사업개요
- 봄에 심는다.

3
풀 베기
□ 사업개요
- 가을에 벤다.
2. 하늘 살피기
- 맑다.
"""


def test_a_section_that_lost_its_title_is_told_by_its_form():
    assert told(LOST)[1:4] == [
        ("①", "나무 심기", 8, 8, 11),
        ("②", "꽃 심기", 6, 13, 15),
        ("③", "풀 베기", 17, 17, 20),
    ]
    assert words(LOST) == []


def test_where_the_form_does_not_tell_a_task_has_no_section_and_it_is_said():
    once_less = LOST.replace("강가에 꽃이 피도록\n□ 사업개요\n", "\n\n")
    assert told(once_less)[1:4] == [
        ("①", "나무 심기", 8, 8, None),
        ("②", "꽃 심기", 6, None, None),
        ("③", "풀 베기", 17, 17, 20),
    ]
    assert words(once_less) == [(6, "‘② 꽃 심기’: 본문에서 이 과제의 자리를 찾지 못함")]


def test_openings_in_another_order_than_the_list_tell_nothing():
    moved = LOST.replace("1\n나무 심기\n□ 사업개요\n- 물", "□ 사업개요\n1\n나무 심기\n- 물")
    first, second, _ = told(moved)[1:4]
    assert (second[3], first[4]) == (None, None)


def test_a_top_task_that_is_only_listed_has_no_section_nor_have_its_parts():
    gone = LISTED.replace("2. 하늘 살피기\n①", "\n①")
    assert told(gone)[3:] == [("2", "하늘 살피기", 3, None, None)]
    assert told(gone)[0] == ("1", "강가 가꾸기", 4, 4, None)
    assert words(gone) == [(3, "‘2 하늘 살피기’: 본문에서 이 과제의 자리를 찾지 못함")]


WITHOUT_LIST = """
Ⅱ. 주요 업무
1 강가 가꾸기
강가를 살기 좋게 한다.
① 나무 심기
- 물을 준다.
② 꽃 심기
- 봄에 심는다.
2 하늘 살피기
- 2018 년에 시작하였다.
"""


def test_titles_head_their_sections_themselves_where_no_list_stands_before():
    assert told(WITHOUT_LIST) == [
        ("1", "강가 가꾸기", 2, 2, 7),
        ("①", "나무 심기", 4, 4, 5),
        ("②", "꽃 심기", 6, 6, 7),
        ("2", "하늘 살피기", 8, 8, 9),
    ]


def test_circles_that_begin_anew_are_no_tasks_and_it_is_said():
    again = WITHOUT_LIST.replace("- 봄에 심는다.", "① 봄에 심기\n② 여름에 심기")
    assert [title for _, title, *_ in told(again)] == ["강가 가꾸기", "하늘 살피기"]
    assert words(again) == [(4, "‘① 나무 심기’: 번호가 이어지지 않아 세부과제로 읽지 않음")]


DOUBLED = """
Ⅱ. 주요 현안업무 추진현황
1 강가 가꾸기
 1. 나무 심기
 2. 꽃 심기
2 하늘 살피기
 1. 별 세기
1 강가 가꾸기강가 가꾸기
1-①1-①  나무 심기
- 물을 준다.
1-②1-② 꽃 심기
- 봄에 심는다.
2  하늘 살피기 하늘 살피기
2-①2-①  별 세기
- 밤에 센다.
"""


def test_what_two_columns_print_twice_is_one_title():
    assert told(DOUBLED) == [
        ("1", "강가 가꾸기", 7, 7, 11),
        ("1-①", "나무 심기", 8, 8, 9),
        ("1-②", "꽃 심기", 10, 10, 11),
        ("2", "하늘 살피기", 12, 12, 14),
        ("2-①", "별 세기", 13, 13, 14),
    ]


def parents(text):
    found, _ = tasks(text)
    number = {each.position: each.number for each in found}
    return [(each.number, number.get(each.parent), each.place, each.until) for each in found]


BY_PATHS = """
Ⅲ. 주요업무 추진계획
1. 강가 가꾸기
1-1 나무 심기
- 물을 준다.
1-1-1 묘목 사기
- 산다.
1-1-2 구덩이 파기
- 판다.
1-2 꽃 심기
- 봄에 심는다.
2. 하늘 살피기
2-1. 별 세기
- 센다.
"""


def test_a_number_of_three_parts_stands_under_that_of_two():
    assert parents(BY_PATHS) == [
        ("1", None, 2, 10),
        ("1-1", "1", 3, 8),
        ("1-1-1", "1-1", 5, 6),
        ("1-1-2", "1-1", 7, 8),
        ("1-2", "1", 9, 10),
        ("2", None, 11, 13),
        ("2-1", "2", 12, 13),
    ]
    assert words(BY_PATHS) == []


def test_a_listed_path_that_heads_nothing_is_named():
    listed = BY_PATHS.replace(
        "1. 강가", "1. 강가 가꾸기\n1-1 나무 심기\n1-1-3 물 주기\n2. 하늘 살피기\n1. 강가", 1
    )
    assert (4, "‘1-1-3 물 주기’: 본문에서 이 과제의 자리를 찾지 못함") in words(listed)


@pytest.mark.parametrize("dot", [".", ""])
def test_a_number_may_begin_with_that_of_its_chapter(dot):
    text = f"""
Ⅱ. 주요업무 추진계획
Ⅱ-1{dot} 강가 가꾸기
Ⅱ-2{dot} 하늘 살피기
Ⅱ-1{dot} 강가 가꾸기
Ⅱ-1-1{dot} 나무 심기
- 물을 준다.
Ⅱ-1-2{dot} 꽃 심기
- 심는다.
Ⅱ-2{dot} 하늘 살피기
- 센다.
"""
    assert parents(text) == [
        ("Ⅱ-1", None, 4, 8),
        ("Ⅱ-1-1", "Ⅱ-1", 5, 6),
        ("Ⅱ-1-2", "Ⅱ-1", 7, 8),
        ("Ⅱ-2", None, 9, 10),
    ]
    assert words(text) == []


def test_strategies_with_numbers_head_the_tasks_that_are_numbered_after_them():
    text = """
Ⅲ. 주요업무 추진계획
전략 1. 강가 가꾸기
1-1 나무 심기
- 물을 준다.
1-2 꽃 심기
- 심는다.
전략 2. 하늘 살피기
2-1 별 세기
- 센다.
"""
    assert [each[:2] for each in parents(text)] == [
        ("1", None),
        ("1-1", "1"),
        ("1-2", "1"),
        ("2", None),
        ("2-1", "2"),
    ]


def test_without_headings_of_what_they_are_of_pairs_stand_alone():
    text = "\nⅢ. 주요업무\n1-1 나무 심기\n- 물\n1-2 꽃 심기\n- 봄\n2-1 별 세기\n- 밤\n"
    assert parents(text) == [("1-1", None, 2, 3), ("1-2", None, 4, 5), ("2-1", None, 6, 7)]


SET_APART = """
Ⅱ. 2031 비전 및 목표
비
전
강가에서 만나는
푸른 마을
목
표
걷고 싶은 강가
전
략
및
과
제
나무가 많은
강가
- 나무 심기
- 물 주기

별이 보이는 하늘
- 별 세기
"""


def kinds(text):
    found, _ = tasks(text)
    title = {each.position: each.title for each in found}
    return [(each.kind, each.title, title.get(each.parent)) for each in found]


def test_a_drawing_of_vision_goals_and_strategies_is_a_tree():
    assert kinds(SET_APART) == [
        ("비전", "강가에서 만나는 푸른 마을", None),
        ("목표", "걷고 싶은 강가", "강가에서 만나는 푸른 마을"),
        ("전략", "나무가 많은 강가", "걷고 싶은 강가"),
        ("전략", "별이 보이는 하늘", "걷고 싶은 강가"),
        ("전략과제", "나무 심기", "나무가 많은 강가"),
        ("전략과제", "물 주기", "나무가 많은 강가"),
        ("전략과제", "별 세기", "별이 보이는 하늘"),
    ]


FIRST_HEADS = """
Ⅱ. 추진방향
시정비전 : 푸른 마을
추진방향
맑게

밝게

추진전략
강가

하늘

- 나무 심기
- 물 주기

- 별 세기
"""


def test_strategies_may_stand_before_all_their_tasks():
    assert kinds(FIRST_HEADS)[-5:] == [
        ("전략", "강가", "푸른 마을"),
        ("전략", "하늘", "푸른 마을"),
        ("전략과제", "나무 심기", "강가"),
        ("전략과제", "물 주기", "강가"),
        ("전략과제", "별 세기", "하늘"),
    ]


def test_items_that_could_be_of_several_strategies_are_of_none_and_it_is_said():
    one_group = FIRST_HEADS.replace("- 물 주기\n\n- 별", "- 물 주기\n- 별")
    assert {parent for kind, _, parent in kinds(one_group) if kind == "전략과제"} == {"푸른 마을"}
    assert words(one_group) == [(13, "전략과 과제의 수가 달라 어느 전략의 과제인지 알 수 없음")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ⅰ. 일반현황\n1. 기구\n- 1관 3담당관\n2. 인력\n- 12명",
        "Ⅱ. 주요업무\n가나다라\n- 마바사\n- 아자차",
        "Ⅱ. 주요업무 | 3\n1. 강가".replace(" | ", "\t"),
        "Ⅲ. 추진방향\n1. 강가\n- 나무\n- 꽃",
    ],
)
def test_where_there_is_nothing_to_read_nothing_is_said(text):
    assert tasks(text) == ((), [])


def test_a_chapter_that_is_only_in_the_contents_of_the_report_is_not_read_twice():
    assert told("\nⅠ. 일반현황\nⅡ. 주요 업무\n" + WITHOUT_LIST)[0][:2] == ("1", "강가 가꾸기")
    assert len(told("\nⅠ. 일반현황\nⅡ. 주요 업무\n" + WITHOUT_LIST)) == 4
