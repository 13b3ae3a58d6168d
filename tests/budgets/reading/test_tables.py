import pytest

from budgets.reading.columns import budget_head
from budgets.reading.lines import read_lines
from budgets.reading.tables import find_tables
from tests.budgets.reading.paper import tabbed

HEAD = "사업명 | 예산현액 | 집행액 | 집행률\n"
LOOSE = "사업명 예산현액 집행액 집행률\n"


def tables(text):
    return find_tables(read_lines(tabbed(text)), budget_head)


def table(text):
    (found,) = tables(text)
    return found


def rows(text):
    return [(row.place, row.name, row.cells) for row in table(text).rows]


def oddities(text):
    return [(line.place, line.text) for line in table(text).oddities]


SIGNAL = ("신호등 설치", ("1,000", "400", "40.0%"))
ROAD = ("보도 정비", ("500", "200", "40.0%"))


@pytest.mark.parametrize("break_", ["", "\n", "- 3 -\n", "\n12\n\n", "12 / 30\n"])
def test_blank_lines_and_page_numbers_do_not_end_a_table(break_):
    for head, row in ((HEAD, "{} | 1,000 | 400 | 40.0%\n"), (LOOSE, "{} 1,000 400 40.0%\n")):
        text = head + row.format("신호등 설치") + break_ + row.format("보도 정비")
        assert [name for _, name, _ in rows(text)] == ["신호등 설치", "보도 정비"]
        assert oddities(text) == []


@pytest.mark.parametrize("caption", ["", "(2024. 3. 31. 기준, 단위 : 천원)\n"])
def test_a_page_break_may_repeat_caption_and_head(caption):
    text = f"{caption}{HEAD}신호등 설치 | 1,000 | 400 | 40.0%\n\n{caption}\n{HEAD}"
    text += "보도 정비 | 500 | 200 | 40.0%\n"
    assert [row[1:] for row in rows(text)] == [SIGNAL, ROAD]


@pytest.mark.parametrize("caption", ["(단위 : 백만원)", "(단위 : 명)", "(2024. 6. 30. 기준)"])
def test_a_caption_of_another_unit_or_day_begins_another_table(caption):
    text = f"(2024. 3. 31. 기준, 단위 : 천원)\n{HEAD}신호등 설치 | 1,000 | 400 | 40.0%\n"
    text += f"{caption}\n{HEAD}보도 정비 | 500 | 200 | 40.0%\n"
    assert [[row.name for row in found.rows] for found in tables(text)] == [
        ["신호등 설치"],
        ["보도 정비"],
    ]


def test_a_title_between_begins_another_table():
    text = (
        f"{HEAD}신호등 설치 | 1,000 | 400 | 40.0%\n② 보행과\n{HEAD}보도 정비 | 500 | 200 | 40.0%\n"
    )
    assert len(tables(text)) == 2


def test_a_note_inside_a_table_is_no_row():
    text = f"{HEAD}신호등 설치 | 1,000 | 400 | 40.0%\n※ 국비 포함\n보도 정비 | 500 | 200 | 40.0%\n"
    assert [row[0] for row in rows(text)] == [2, 4]
    assert oddities(text) == []


def test_a_note_that_might_be_a_row_is_an_oddity():
    text = f"{LOOSE}신호등 설치 1,000 400 40.0%\n※ 국비 100\n보도 정비 500 200 40.0%\n"
    assert oddities(text) == [(3, "※ 국비 100")]


def test_a_note_after_a_table_is_none_of_its_lines():
    text = f"{HEAD}신호등 설치 | 1,000 | 400 | 40.0%\n※ 단수처리로 합계가 다를 수 있음\n"
    assert oddities(text) == []
    assert table(text).places == {1, 2}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("보도 정비 | 500 | 200", "a cell is missing"),
        ("보도 정비 | 500 | 200 | 40.0% | 7", "a cell too many"),
        (" | 500 | 200 | 40.0%", "no name"),
        ("자전거도로 | | |", "no number"),
    ],
)
def test_a_row_of_another_make_is_an_oddity_inside_and_at_the_end(line, words):
    before = f"{HEAD}신호등 설치 | 1,000 | 400 | 40.0%\n"
    for text in (before + line + "\n가로등 | 10 | 4 | 40.0%\n", before + line + "\n"):
        assert [place for place, _ in oddities(text)] == [3], words


def test_a_name_broken_over_two_lines_is_named_and_not_put_together():
    for head, row in ((HEAD, "{} | 500 | 200 | 40.0%\n"), (LOOSE, "{} 500 200 40.0%\n")):
        text = head + row.format("신호등 설치") + "어린이를 위한\n" + row.format("보도 정비")
        assert oddities(text) == [(3, "어린이를 위한")]
        assert [name for _, name, _ in rows(text)] == ["신호등 설치", "보도 정비"]


def test_rows_below_a_heading_that_ends_the_table_are_named():
    text = f"{HEAD}신호등 설치 | 1,000 | 400 | 40.0%\n□ 보행과\n보도 정비 | 5,000 | 200 | 40.0%\n"
    assert [name for _, name, _ in rows(text)] == ["신호등 설치"]
    assert oddities(text) == [(4, "보도 정비 5,000 200 40.0%")]


def test_another_table_right_below_is_not_swallowed():
    text = (
        f"{HEAD}신호등 설치 | 1,000 | 400 | 40.0%\n\n구분 | 계 | 도로 | 하천\n건수 | 30 | 10 | 20\n"
    )
    assert [name for _, name, _ in rows(text)] == ["신호등 설치"]
    assert oddities(text) == []


def test_a_blank_cell_stays_blank_and_a_dash_a_dash():
    text = f"{HEAD}신호등 설치 | 1,000 | | -\n"
    assert rows(text) == [(2, "신호등 설치", ("1,000", "", "-"))]


def test_a_lost_cell_of_비고_is_blank():
    text = "사업명 | 예산현액 | 집행액 | 비고\n신호등 설치 | 1,000 | 400\n보도 | 500 | 200 | 국비\n"
    assert [row[2] for row in rows(text)] == [("1,000", "400", ""), ("500", "200", "국비")]


def test_비고_without_tabs_is_what_follows_the_numbers():
    text = "사업명 예산현액 집행액 비고\n신호등 2단계 설치 1,000 400 국비 포함\n보도 정비 500 200\n"
    assert [row[1:] for row in rows(text)] == [
        ("신호등 2단계 설치", ("1,000", "400", "국비 포함")),
        ("보도 정비", ("500", "200", "")),
    ]


@pytest.mark.parametrize("sign", ["△ 100", "▲ 100", "△100", "( 100 )"])
def test_a_sign_set_apart_from_its_number_belongs_to_it(sign):
    text = f"사업명 2024년 예산 2023년 예산 증감\n보도 정비 500 600 {sign}\n"
    ((_, name, cells),) = rows(text)
    assert (name, cells[2]) == ("보도 정비", sign.replace(" ", ""))


def test_a_row_without_tabs_that_has_a_figure_too_many_is_no_row():
    text = f"{LOOSE}신호등 설치 1,000 400 40.0%\n보도 정비 9,000 500 200 40.0%\n끝 500 200 40.0%\n"
    assert oddities(text) == [(3, "보도 정비 9,000 500 200 40.0%")]


def test_a_name_may_end_in_a_small_number():
    assert rows(f"{LOOSE}민원 처리 1 500 200 40.0%\n")[0][1] == "민원 처리 1"


def test_a_caption_below_the_head_belongs_above_it():
    found = table(f"제목\n{HEAD}(단위 : 천원)\n신호등 설치 | 1,000 | 400 | 40.0%\n")
    assert [line.text for line in found.above] == ["(단위 : 천원)", "제목"]


def test_a_row_whose_numbers_stand_on_a_line_of_their_own_ends_no_table():
    text = (
        f"{LOOSE}신호등 설치 1,000 400 40.0%\n보도 정비\n500 200 40.0%\n자전거도로 300 150 50.0%\n"
    )
    assert [row[1] for row in rows(text)] == ["신호등 설치", "자전거도로"]
    assert oddities(text) == [(3, "보도 정비"), (4, "500 200 40.0%")]


def test_every_row_below_what_ends_a_table_is_named_however_many():
    more = "".join(f"{n}번째 도로 500 200 40.0%\n" for n in range(1, 10))
    text = f"{LOOSE}신호등 설치 1,000 400 40.0%\n□ 추진현황\n{more}"
    assert [words for _, words in oddities(text)] == more.splitlines()
