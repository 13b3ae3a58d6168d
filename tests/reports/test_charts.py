import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.labels import Box, Place
from reports.charts.lines import Point, Series, line_chart
from reports.charts.stages import NARROW, Stages, stage_bars
from reports.charts.treemap import Place as Spot
from reports.charts.treemap import Tile, squarified, treemap
from reports.percent import percent_plain
from reports.table import Gap

SVG = "{http://www.w3.org/2000/svg}"


def series(label, *values):
    return Series(label, tuple(Point(date(2030 + i, 6, 30), v, "/x") for i, v in enumerate(values)))


def drawn(*series, **how):
    chart = line_chart("집행률", series, percent_plain, **how)
    return ET.fromstring(chart.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


def words(chart, shape):
    return [t.text for t in chart.iter(f"{SVG}text") if t.get("class") == shape]


def test_every_value_is_written_and_told_in_words():
    chart = drawn(series("달빛담당관 집행", 469, 481))
    assert words(chart, "value") == ["46.9", "48.1"]
    desc = chart.find(f"{SVG}desc").text
    assert desc == "달빛담당관 집행: 2030. 6. 30. 46.9, 2031. 6. 30. 48.1."


def test_what_is_told_describes_the_drawing_and_its_title_names_it():
    chart = drawn(series("집행", 469), name="rate-1")
    assert (
        chart.get("aria-labelledby") == chart.find(f"{SVG}title").get("id") == "chart-rate-1-title"
    )
    assert (
        chart.get("aria-describedby") == chart.find(f"{SVG}desc").get("id") == "chart-rate-1-desc"
    )


def test_series_differ_in_the_form_of_their_marks_and_not_in_colour_alone():
    chart = drawn(*(series(label, 100, 200) for label in ("예산", "집행", "결산", "추경")))
    forms = {}
    for each in chart.iter():
        if "mark" in each.get("class", ""):
            corners = len(each.get("points", "").split())
            forms.setdefault(each.get("class"), set()).add((each.tag, corners))
    assert [len(own) for own in forms.values()] == [1, 1, 1, 1]  # in the legend as in the drawing
    assert len(set.union(*forms.values())) == 4


def looks(chart):
    """Of each mark of the legend: its colour and its form."""
    found = [each for each in chart.iter() if "mark" in each.get("class", "")]
    return [(each.get("class"), each.tag, len(each.get("points", "").split())) for each in found]


def test_more_series_than_colours_differ_in_form():
    chart = drawn(*(series(f"{n}담당관", 100 + n) for n in range(20)))
    assert len(set(looks(chart))) == 20
    assert len({colour for colour, *_ in looks(chart)}) == 8


def labels(chart):
    """(x, y, anchor, words) of every value."""
    found = [each for each in chart.iter(f"{SVG}text") if each.get("class") == "value"]
    return [
        (Place(float(t.get("x")), float(t.get("y")), t.get("text-anchor")), t.text) for t in found
    ]


@pytest.mark.parametrize("gap", [0, 3, 10, 40])
def test_no_value_is_written_across_another(gap):
    chart = drawn(*(series(f"{n}담당관", 500 + gap * n, 500 - gap * n) for n in range(9)))
    boxes = [place.box(words) for place, words in labels(chart)]
    assert len(boxes) >= 4
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


# Shares of two halves, as statistics tell them: three of them lie near each other, and two cross.
NEAR = [(671, 697), (175, 158), (37, 23), (48, 60), (68, 62)]


def ways(chart, shape):
    """The straight pieces of every line of that shape."""
    for each in chart.iter():
        if each.get("class", "").split()[:1] == [shape]:
            ends = re.findall(r"(-?[\d.]+) (-?[\d.]+)", each.get("d", ""))
            ends = ends or [(each.get("x1"), each.get("y1")), (each.get("x2"), each.get("y2"))]
            yield from pairwise([(float(x), float(y)) for x, y in ends])


def test_every_value_is_written_where_no_line_runs_and_a_line_leads_to_what_stands_farther_off():
    chart = drawn(*(series(f"{n}분야", *both) for n, both in enumerate(NEAR)))
    assert sorted(words(chart, "value")) == sorted(
        percent_plain(share) for both in NEAR for share in both
    )
    boxes = [place.box(told) for place, told in labels(chart)]
    lines = [*ways(chart, "line"), *ways(chart, "leader")]
    assert len(lines) > len(NEAR)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert [(box, way) for box in boxes for way in lines if box.is_crossed(way)] == []


@pytest.mark.parametrize(
    ("way", "is_crossed"),
    [
        (((0, 0), (10, 10)), True),
        (((4, 0), (4, 10)), True),
        (((4, 5), (6, 5)), True),  # within
        (((0, 3), (10, 3)), False),  # along an edge
        (((0, 0), (3, 3)), False),  # ends at a corner
        (((0, 0), (2, 9)), False),
        (((8, 5), (12, 5)), False),
        (((0, 9), (0, 9)), False),
    ],
)
def test_a_line_crosses_a_box_where_something_of_it_lies_inside(way, is_crossed):
    assert Box(3, 3, 7, 7).is_crossed(way) is is_crossed


def test_every_line_is_drawn_before_the_first_value():
    chart = drawn(series("집행", 100, 900), series("예산", 900, 100))
    order = [each.get("class") for each in chart.iter() if each.get("class")]
    assert order.index("line s2") < order.index("value")


def test_a_value_without_room_is_named_where_it_leads():
    chart = drawn(*(series(f"{n}담당관", 500) for n in range(9)))
    told = [a.get("aria-label") or "".join(a.itertext()) for a in chart.iter(f"{SVG}a")]
    assert told == ["50.0"] * 9


def test_a_gap_breaks_the_line():
    paths = list(drawn(series("집행", 1, 2, None, 3, 4)).iter(f"{SVG}path"))
    assert len(paths) == 2


def test_one_value_is_a_mark_without_a_line():
    chart = drawn(series("집행", 469), series("결산", 950))
    assert list(chart.iter(f"{SVG}path")) == []
    assert sorted(words(chart, "value")) == ["46.9", "95.0"]


def test_the_scale_holds_every_value_and_the_ceiling():
    chart = drawn(series("집행", -100, 469), ceiling=1000)
    marks = [r for r in chart.iter(f"{SVG}rect") if "mark" in r.get("class")]
    assert all(0 <= float(r.get("y")) <= 300 for r in marks)
    assert "100.0" in words(chart, "tick")


def test_where_nothing_is_known_nothing_is_drawn():
    assert line_chart("집행률", [series("집행", None, None)], percent_plain) == ""


def test_names_in_a_chart_are_text():
    chart = line_chart("<b>", [series("<script>", 1, 2)], percent_plain, name='"x')
    assert "<script" not in chart
    assert "<b>" not in chart


# --- stages ---------------------------------------------------------------------------------------


def parsed(chart):
    return ET.fromstring(chart.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


def bars(chart):
    """(class, width) of the pieces of the bars, without the squares of the legend."""
    pieces = (r for r in parsed(chart).iter(f"{SVG}rect") if float(r.get("height")) > 12)
    return [(r.get("class").split()[1], float(r.get("width"))) for r in pieces]


def said(chart):
    return parsed(chart).find(f"{SVG}desc").text


def test_a_bar_is_paid_committed_and_open_in_their_shares():
    chart = stage_bars("단계", [Stages("달빛담당관", 1_000, 500, 250)])
    (paid, first), (committed, second), (rest, third) = bars(chart)
    assert (paid, committed, rest) == ("paid", "committed", "open")
    assert first == second
    assert abs(third - 2 * first) < 0.2
    assert said(chart) == "달빛담당관: 집행 25.0%, 원인행위 후 미집행 25.0%, 미원인행위 50.0%."


def test_without_commitments_a_bar_has_two_stages():
    chart = stage_bars("단계", [Stages("달빛담당관", 1_000, Gap.ABSENT, 250)])
    assert said(chart) == "달빛담당관: 집행 25.0%, 미집행 75.0%."


@pytest.mark.parametrize(
    ("base", "committed", "spent", "why"),
    [
        (1_000, 500, 600, "집행이 원인행위나 현액보다 커서 그리지 않음"),
        (1_000, 1_100, 600, "집행이 원인행위나 현액보다 커서 그리지 않음"),
        (1_000, Gap.ABSENT, 1_200, "집행이 원인행위나 현액보다 커서 그리지 않음"),
        (1_000, Gap.ABSENT, Gap.ABSENT, "집행 자료 없음"),
        (1_000, 500, Gap.UNKNOWN, "합계를 알 수 없음"),
        (0, 0, 0, "나눌 금액 없음"),
    ],
)
def test_where_the_stages_do_not_lie_in_each_other_words_stand_for_the_bar(
    base, committed, spent, why
):
    chart = stage_bars("단계", [Stages("달빛담당관", base, committed, spent)])
    assert bars(chart) == []
    assert said(chart) == f"달빛담당관: {why}."


def test_the_time_gone_by_crosses_the_bars():
    chart = stage_bars("단계", [Stages("달", 100, 50, 25), Stages("별", 100, 50, 25)], elapsed=499)
    assert said(chart).endswith("연중 경과 49.9%.")
    assert [ln.get("class") for ln in parsed(chart).iter(f"{SVG}line")] == ["elapsed"]


def test_on_a_narrow_screen_names_stand_above_bars_as_long_as_the_screen():
    shown = [Stages("달빛담당관", 100, 50, 25, "/x"), Stages("별빛담당관", 100, 50, 25)]
    chart = parsed(stage_bars("단계", shown, elapsed=499, room=NARROW, shape="narrow"))
    assert chart.get("class") == "chart narrow"
    assert chart.get("viewBox").startswith("0 0 358 ")
    pieces = [r for r in chart.iter(f"{SVG}rect") if float(r.get("height")) > 12]
    assert sum(float(r.get("width")) for r in pieces) == pytest.approx(2 * 358)
    names = [t for t in chart.iter(f"{SVG}text") if t.get("class") == "name"]
    tops = sorted({float(r.get("y")) for r in pieces})
    assert [float(t.get("x")) for t in names] == [0, 0]
    assert all(float(t.get("y")) < top for t, top in zip(names, tops, strict=True))
    assert len(list(chart.iter(f"{SVG}line"))) == 2  # through the bars, not through the names


def test_a_legend_goes_on_in_the_next_line_before_it_is_cut():
    chart = parsed(
        stage_bars("단계", [Stages("합계", 1_000, 500, 250)], show=lambda won: f"{won:,}백만원" * 2)
    )
    legend = [t for t in chart.iter(f"{SVG}text") if t.get("class") == "tick"]
    assert {t.get("x") for t in legend[::2]} == {"18.0"}
    assert len({t.get("y") for t in legend}) == 2


def test_a_single_bar_writes_its_amounts():
    chart = stage_bars("단계", [Stages("합계", 1_000, 500, 250)], show=lambda won: f"{won}원")
    assert "집행 250원 25.0%" in chart


# --- tiles ----------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=40))
def test_tiles_fill_the_room_each_with_its_share(sizes):
    sizes = sorted(sizes, reverse=True)
    places = squarified(sizes, Spot(0, 0, 720, 360))
    whole = sum(sizes)
    for size, place in zip(sizes, places, strict=True):
        assert abs(place.width * place.height - 720 * 360 * size / whole) < 1
        assert place.x >= -0.01
        assert place.y >= -0.01
        assert place.x + place.width <= 720.01
        assert place.y + place.height <= 360.01


def test_equal_tiles_are_nearly_square():
    for place in squarified([1, 1, 1, 1, 1, 1, 1, 1], Spot(0, 0, 720, 360)):
        assert abs(place.width - place.height) < 0.01


def test_a_tile_tells_its_amount_and_rate_and_leads_on():
    chart = treemap(
        "부서별", [Tile("달빛담당관", 700, 469, "/x"), Tile("별빛담당관", 0, Gap.DASH)], str
    )
    assert "달빛담당관 700, 집행률 46.9%" in said(chart)
    assert "별빛담당관" not in said(chart)
    (link,) = parsed(chart).iter(f"{SVG}a")
    assert link.get("href") == "/x"
    assert [t.text for t in link.iter(f"{SVG}text")] == ["달빛담당관", "700", "46.9%"]


def test_what_leads_on_is_no_picture_to_a_screen_reader():
    assert parsed(treemap("표", [Tile("달", 7, 1, "/x")], str)).get("role") == "group"
    assert parsed(treemap("표", [Tile("달", 7, 1)], str)).get("role") == "img"


def test_without_sizes_there_are_no_tiles():
    assert treemap("표", [Tile("달", 0, 1), Tile("별", -5, 1)], str) == ""


def test_hostile_names_in_tiles_and_bars_are_text():
    hostile = "<script>\"'&"
    for chart in (
        treemap(hostile, [Tile(hostile, 7, 1, hostile)], str, name=hostile),
        stage_bars(hostile, [Stages(hostile, 10, 5, 1, hostile)], name=hostile),
    ):
        assert "<script" not in chart
        parsed(chart)
