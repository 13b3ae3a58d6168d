import pytest

from budgets.reading.lines import read_lines


def texts(text):
    return [(line.place, line.text) for line in read_lines(text) if not line.is_blank]


@pytest.mark.parametrize(
    "inside", ["\f", "\v", "\u2028", "\u2029", "\x85", "\x1c"], ids=lambda c: f"U+{ord(c):04X}"
)
def test_only_a_line_feed_ends_a_line(inside):
    assert texts(f"가{inside}나\n다") == [(1, "가 나"), (2, "다")]


def test_a_carriage_return_before_the_line_feed_belongs_to_no_cell():
    assert [line.cells for line in read_lines("가\t나\r\n다\t\r\n")][:2] == [
        ("가", "나"),
        ("다", ""),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_word():
    assert read_lines("\ufeff# 교통국\n")[0].text == "교통국"


def test_the_pipes_of_a_markdown_table_part_cells_and_its_rule_is_blank():
    table = "| 구분 | 예산액 | 비고 |\n|:---|---:|-|\n| **계** | 1,000 |  |\n| 가\\|나 | - | |"
    assert [line.cells for line in read_lines(table)] == [
        ("구분", "예산액", "비고"),
        ("",),
        ("계", "1,000", ""),
        ("가|나", "-", ""),
    ]


def test_a_pipe_within_a_sentence_or_beside_tabs_parts_nothing():
    assert [line.cells for line in read_lines("교통국 | 3과\n| 가\t나 |")] == [
        ("교통국 | 3과",),
        ("| 가", "나 |"),
    ]


def test_bare_pipes_part_the_columns_of_a_table_that_has_no_rule():
    table = "구분 | 예산액 | 비고\n계 | 1,000 |\n\n가 | | 신규\n--+--+--\n나 │ 400 │\n\n문의 | 시청"
    assert [line.cells for line in read_lines(table) if not line.is_blank] == [
        ("구분", "예산액", "비고"),
        ("계", "1,000", ""),
        ("가", "", "신규"),
        ("나", "400", ""),
        ("문의 | 시청",),
    ]


def test_a_row_of_bare_pipes_may_begin_and_end_with_a_blank_cell():
    table = "번호 | 부서 | 감액 | 사유\n1 | 가 | 10 | 부족\n | 나 | 20 | "
    assert [line.cells for line in read_lines(table)] == [
        ("번호", "부서", "감액", "사유"),
        ("1", "가", "10", "부족"),
        ("", "나", "20", ""),
    ]


@pytest.mark.parametrize(
    "text",
    ["가 | 나\n다 | 라", "가|나|다\n라|마|바", "가 | 나 | 다", "가 | 나 | 다\n라\n마 | 바 | 사"],
)
def test_pipes_that_no_neighbour_has_set_words_apart(text):
    assert all(not line.is_tabular for line in read_lines(text))


def test_marks_that_extraction_left_are_no_text():
    assert texts("### <b>합 계</b>\n**조 직** 1국\n---\n") == [(1, "합 계"), (2, "조 직 1국")]


def test_letters_are_composed_and_blanks_are_one():
    assert read_lines("\u1100\u1161\u3000 \u00a0나")[0].text == "가 나"


OFFICIALS = [
    "작 성 자  서울브랜드담당관 홍길동 ☎ 2133-0000 브랜드기획팀장 임꺽정 ☎0001",
    "작성자: 교통정책과 홍길동",
    "담당자 : 교통정책과 홍길동",
    "교통정책과장 홍길동(전화 2133-0000)",
    "문의 02-2133-0000 홍길동",
]


@pytest.mark.parametrize("text", OFFICIALS)
def test_who_wrote_a_page_and_his_telephone_are_not_read(text):
    assert read_lines(f"위\n{text}\n아래")[1].is_blank


@pytest.mark.parametrize(
    "text",
    ["담당자 교육 4,000 2,000", "작성자료 정비", "2012-2013 서울 방문의 해", "201-01 사무관리비"],
)
def test_what_only_looks_like_an_official_is_read(text):
    assert read_lines(text)[0].text == text


def test_in_a_row_of_a_table_only_the_cell_with_the_telephone_goes():
    assert read_lines("신호등 설치\t4,000\t☎ 2133-0000")[0].cells == ("신호등 설치", "4,000", "")


@pytest.mark.parametrize("text", ["상담 : 전화 1,500건, 방문 300건", "전화 80% / 방문 20%"])
def test_so_many_calls_are_no_telephone_number(text):
    assert read_lines(text)[0].text == text


@pytest.mark.parametrize("footer", ["- 3 -", " – 12 – ", "―4―", "ㅡ 5 ㅡ"])
def test_the_number_of_a_page_is_blank(footer):
    assert [line.is_blank for line in read_lines(f"가\n{footer}\n나")] == [False, True, False]


def test_a_number_below_or_with_other_words_is_no_page():
    assert not any(line.is_blank for line in read_lines("- 3\n- 3 -5\n-\t3\t-"))


def test_a_number_that_ends_in_a_comma_goes_on_below():
    lines = read_lines("교량 보수\t12,850\t8,\n760\t68.2\n도로 정비 9,400 7,\n925 84.3%")
    assert [line.cells for line in lines] == [
        ("교량 보수", "12,850", "8,760", "68.2"),
        ("",),
        ("도로 정비 9,400 7,925 84.3%",),
        ("",),
    ]


def test_a_number_that_is_broken_in_two_lines_running_is_read_once():
    lines = read_lines("교량 보수\t12,850\t8,\n760\t9,\n340\t68.2")
    assert [line.cells for line in lines] == [
        ("교량 보수", "12,850", "8,760", "9,340", "68.2"),
        ("",),
        ("",),
    ]


@pytest.mark.parametrize("below", ["760건을 처리", "76\t68.2", "1. 760"])
def test_what_is_no_rest_of_a_number_stays_below(below):
    assert [line.is_blank for line in read_lines(f"가\t8,\n{below}")] == [False, False]
