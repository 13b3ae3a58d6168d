import xml.etree.ElementTree as ET
from datetime import date

from reports.charts.lines import Point, Series, line_chart
from reports.flat import percent

SVG = "{http://www.w3.org/2000/svg}"


def series(label, *values):
    return Series(label, tuple(Point(date(2030 + i, 6, 30), v, "/x") for i, v in enumerate(values)))


def drawn(*series, **how):
    chart = line_chart("집행률", series, percent, **how)
    return ET.fromstring(chart.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


def words(chart, shape):
    return [t.text for t in chart.iter(f"{SVG}text") if t.get("class") == shape]


def test_every_value_is_written_and_told_in_words():
    chart = drawn(series("달빛담당관 집행", 469, 481))
    assert words(chart, "value") == ["46.9", "48.1"]
    desc = chart.find(f"{SVG}desc").text
    assert desc == "달빛담당관 집행: 2030. 6. 30. 46.9, 2031. 6. 30. 48.1."


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
    assert line_chart("집행률", [series("집행", None, None)], percent) == ""


def test_names_in_a_chart_are_text():
    chart = line_chart("<b>", [series("<script>", 1, 2)], percent, name='"x')
    assert "<script" not in chart
    assert "<b>" not in chart
