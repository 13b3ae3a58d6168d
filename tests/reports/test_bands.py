"""Names through time as a drawing: bands, marks and words."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from reports.charts.bands import MANY, Band, Tie, band_chart
from reports.charts.scales import Stops, Years
from reports.charts.svg import Origin

ORIGIN = Origin("table-1", "부서의 이어짐")
DAYS = [date(2028, 1, 1), date(2032, 12, 31)]
MARCH, JUNE = date(2030, 3, 1), date(2030, 6, 1)


def drawn(bands, ties, days=DAYS):
    return band_chart("해오름기획관 계보", bands, ties, Years(days), ORIGIN)


def renamed(first=MARCH, last=MARCH):
    bands = [
        Band("1", "바람담당관", "/departments/1", 0, None, first),
        Band("2", "달빛담당관", "/departments/2", 0, last, None),
    ]
    return bands, [Tie("명칭 변경", "1", "2", first, last, "round")]


def words(chart):
    return re.findall(r"<text[^>]*>(.*?)</text>", chart)


def test_each_name_is_a_band_that_leads_to_its_page():
    chart = drawn(*renamed())
    assert re.findall(r'<a href="(.*?)"', chart) == ["/departments/1", "/departments/2"]
    assert {"바람담당관", "달빛담당관"} <= set(words(chart))
    assert chart.count('class="band"') == 2


def test_a_day_is_a_mark_and_days_that_nobody_knows_are_a_broken_line():
    assert 'class="maybe"' not in drawn(*renamed())
    assert drawn(*renamed(MARCH, JUNE)).count('class="maybe"') == 1


def test_every_kind_has_a_form_and_its_word_beside_it_and_in_the_legend():
    bands = [Band(str(at), f"부서{at}", f"/departments/{at}", at, None, None) for at in range(7)]
    kinds = ["명칭 변경", "소속 변경", "분리", "통합", "나타남", "폐지", "사라짐"]
    forms = ["round", "square", "up", "down", "diamond", "cross", "ring"]
    ties = [
        Tie(kind, str(at), "", MARCH, MARCH, form)
        for at, (kind, form) in enumerate(zip(kinds, forms, strict=True))
    ]
    chart = drawn(bands, ties)
    for kind in kinds:
        assert words(chart).count(kind) == 2, kind
    alone = [re.findall(r"<(rect|circle|polygon|line)", drawn(bands, [tie])) for tie in ties]
    bare = re.findall(r"<(rect|circle|polygon|line)", drawn(bands, []))
    assert all(len(each) > len(bare) for each in alone)


def test_what_went_to_another_lane_is_an_arrow_with_a_tip():
    bands = [
        Band("1", "바람담당관", "/departments/1", 0, None, MARCH),
        Band("2", "달빛담당관", "/departments/2", 1, None, None),
        Band("3", "별빛담당관", "/departments/3", 2, None, None),
    ]
    ties = [Tie("분리", "1", other, MARCH, MARCH, "up") for other in ("2", "3")]
    chart = drawn(bands, ties)
    assert chart.count('class="way"') == chart.count('class="tip"') == 2
    ends = re.findall(r'<line class="way" x1="([\d.]+)"', chart)
    assert len(set(ends)) == 2


def test_all_of_it_is_said_in_words_and_where_it_is_drawn_from():
    told = re.search(r"<desc[^>]*>(.*?)</desc>", drawn(*renamed(MARCH, JUNE)))[1]
    assert "명칭 변경: 바람담당관 → 달빛담당관 (2030. 3. 1. ~ 2030. 6. 1)." in told
    assert "‘부서의 이어짐’ 표에서 그렸습니다." in told


def test_nothing_to_draw_is_no_drawing_and_names_are_text():
    assert drawn([], []) == ""
    bands = [Band("1", "<b>바람</b>", "/departments/1", 0, None, None)]
    chart = drawn(bands, [])
    assert "<b>" not in chart
    ElementTree.fromstring(chart)


def test_a_band_of_one_day_can_still_be_seen():
    (band,) = [Band("1", "바람담당관", "/departments/1", 0, MARCH, MARCH)]
    width = float(re.search(r'class="band"[^>]* width="([\d.]+)"', drawn([band], []))[1])
    assert width >= 4


def test_what_has_its_evidence_somewhere_leads_there_and_says_what_it_is():
    bands, (tie,) = renamed()
    chart = drawn(bands, [replace(tie, href="#link-1")])
    label = "명칭 변경: 바람담당관 → 달빛담당관 (2030. 3. 1)"
    assert f'<a href="#link-1" aria-label="{label}">' in chart


def test_books_stand_beside_each_other_whatever_their_days_and_a_name_never_below_its_band():
    stops = Stops(["2028년", "2029년", "2030년"], 640)
    bands = [
        Band("1", "꽃 심기", "/lines/1", 0, 0, 0),
        Band("2", "꽃 가꾸기", "/lines/2", 1, 1, 2),
    ]
    ties = [Tie("명칭 변경", "1", "2", 1, 1, "round")]
    chart = band_chart("꽃", bands, ties, stops, ORIGIN, size=MANY)
    assert words(chart)[:3] == ["2028년", "2029년", "2030년"]
    assert "명칭 변경: 꽃 심기 → 꽃 가꾸기 (2028년 → 2029년)" in chart
    tops = [float(y) for y in re.findall(r'class="band" x="[\d.]+" y="([\d.]+)"', chart)]
    names = [float(y) for y in re.findall(r'class="name" x="[\d.]+" y="([\d.]+)"', chart)]
    assert all(name < top for name, top in zip(names, tops, strict=True))
