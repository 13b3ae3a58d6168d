"""세입: categories by how they add up, sources by the prose, and what can be worked out again."""

from datetime import date

from tests.budgets.reading.paper import problems, report

HEAD = "구분 | 예산액 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액 (이월액)"
SETTLEMENT = f"""
2030 회계연도 세입·세출 결산 업무보고
2031. 6. 10.
강변기획관
1 세입결산
- 2030 회계연도 세입 예산현액은 총 1,100천원으로,
총 1,000천원을 징수결정하여 990천원이 수납되었고
미수납액 10천원입니다.
(단위 : 천원)
{HEAD}
합계 | 1,100 | 1,100 | 1,000 | 990 | 10
세외수입 | 700 | 700 | 640 | 630 | 10
경상적세외수입 | 300 | 300 | 240 | 230 | 10
임시적세외수입 | 400 | 400 | 400 | 400 | 0
국고보조금 | 400 | 400 | 360 | 360 | -

※ 2031. 4. 9.기준, 미수납액 10천원 전액 수납 완료

□ 세입 징수내역
- 세외수입 630천원 중
- 경상적세외수입은 230천원 이며,
▶ 둔치 광고수입 100천원 ▶ 나루 운영(대관) 수입은 50천원
▶ 증명 발급 수수료 60천원 등
- 임시적세외수입은 400천원 입니다.
▶ 유람선 운영부담금 390천원
▶ 그 외수입(잔액반납 등) 10천원
- 국고보조금은 360천원으로, 하천정비대행을 위한 환경부 국고보조금입니다.
2 세출결산
- 2030 회계연도 세출 예산현액은 총 5,000천원으로, 이 중 4,000천원을 집행하였습니다.
"""


def rows(found):
    """(line, what, the path, won in 천원 by measure) of all rows, in order."""
    told = []
    for revenue in found.revenues:
        for row in revenue.rows:
            names, above = [row.name], row.parent
            while above is not None:
                names.insert(0, revenue.rows[above].name)
                above = revenue.rows[above].parent
            wons = [a.state if a.won is None else a.won // 1_000 for a in row.amounts.values()]
            told.append((row.place, row.kind, "/".join(names), *wons))
    return told


def claims(found, place=None):
    """(line, of what, measure, printed, formula, terms) of what can be worked out again."""
    return [
        (c.place, c.subject, c.measure, c.printed, c.formula, [t.printed for t in c.terms])
        for c in found.claims
        if c.formula and place in (None, c.place)
    ]


def table(head, *printed, above="(단위 : 천원)"):
    """A settlement of 2030 with just this table."""
    title = "2030 회계연도 세입·세출 결산 업무보고\n2031. 6. 10.\n강변기획관\n□ 세입결산"
    return report("\n" + "\n".join((title, above, head, *printed)))


def test_only_the_lowest_categories_hold_amounts_and_sources_stand_under_theirs():
    found = report(SETTLEMENT)
    assert rows(found) == [
        (11, "과목", "세외수입"),
        (12, "과목", "세외수입/경상적세외수입", 300, 300, 240, 230, 10),
        (13, "과목", "세외수입/임시적세외수입", 400, 400, 400, 400, 0),
        (14, "과목", "국고보조금", 400, 400, 360, 360, "dash"),
        (21, "출처", "세외수입/경상적세외수입/둔치 광고수입", 100),
        (21, "출처", "세외수입/경상적세외수입/나루 운영(대관) 수입", 50),
        (22, "출처", "세외수입/경상적세외수입/증명 발급 수수료", 60),
        (24, "출처", "세외수입/임시적세외수입/유람선 운영부담금", 390),
        (25, "출처", "세외수입/임시적세외수입/그 외수입(잔액반납 등)", 10),
        (26, "출처", "국고보조금/하천정비대행을 위한 환경부 국고보조금", 360),
    ]
    assert problems(found) == []


def test_a_revenue_knows_its_year_day_account_and_unit():
    (found,) = report(SETTLEMENT).revenues
    assert (found.fiscal_year, found.day, found.stage) == (2030, date(2030, 12, 31), "결산")
    assert (found.account, found.unit.label, found.place) == ("일반회계", "천원", 9)


def test_only_a_source_that_deung_follows_leaves_others_open():
    (found,) = report(SETTLEMENT).revenues
    assert [row.name for row in found.rows if row.is_open] == ["증명 발급 수수료"]


def test_what_was_collected_later_has_its_day_and_amount():
    (found,) = report(SETTLEMENT).revenues
    (later,) = found.collections
    assert (later.row, later.day, later.won, later.is_all, later.place) == (
        None,
        date(2031, 4, 9),
        10_000,
        True,
        16,
    )


def test_sums_and_what_is_uncollected_are_worked_out_from_the_printed_cells():
    found = report(SETTLEMENT)
    assert claims(found, 10) == [
        (10, "세입 합계", "appropriated", "1,100", "합", ["700", "400"]),
        (10, "세입 합계", "budget", "1,100", "합", ["700", "400"]),
        (10, "세입 합계", "assessed", "1,000", "합", ["640", "360"]),
        (10, "세입 합계", "received", "990", "합", ["630", "360"]),
        (10, "세입 합계", "uncollected", "10", "합", ["10"]),
        (10, "세입 합계", "uncollected", "10", "차", ["1,000", "990"]),
    ]
    assert claims(found, 12) == [
        (12, "세입 / 세외수입 / 경상적세외수입", "uncollected", "10", "차", ["240", "230"])
    ]


def test_sentences_are_held_against_the_table_and_sources_against_their_category():
    found = report(SETTLEMENT)
    said = [claim for place in (5, 6, 7, 16, 19, 20, 23, 26) for claim in claims(found, place)]
    assert said == [
        (5, "세입 합계", "budget", "1,100천원", "같음", ["1,100"]),
        (6, "세입 합계", "assessed", "1,000천원", "같음", ["1,000"]),
        (6, "세입 합계", "received", "990천원", "같음", ["990"]),
        (7, "세입 합계", "uncollected", "10천원", "같음", ["10"]),
        (16, "세입 합계", "uncollected", "10천원", "같음", ["10"]),
        (19, "세입 / 세외수입", "received", "630천원", "같음", ["630"]),
        (20, "세입 / 세외수입 / 경상적세외수입", "received", "230천원", "같음", ["230"]),
        (23, "세입 / 세외수입 / 임시적세외수입", "received", "400천원", "같음", ["400"]),
        (
            23,
            "세입 / 세외수입 / 임시적세외수입",
            "received",
            "400천원",
            "합",
            ["390천원", "10천원"],
        ),
        (26, "세입 / 국고보조금", "received", "360천원", "같음", ["360"]),
    ]


def test_each_named_source_is_a_claim_that_nothing_else_in_the_report_decides():
    sources = [
        (c.place, c.subject, c.printed, c.measure)
        for c in report(SETTLEMENT).claims
        if c.place in (21, 22, 24, 25) and not c.formula
    ]
    assert sources == [
        (21, "세입 / 세외수입 / 경상적세외수입 / 둔치 광고수입", "100천원", "received"),
        (21, "세입 / 세외수입 / 경상적세외수입 / 나루 운영(대관) 수입", "50천원", "received"),
        (22, "세입 / 세외수입 / 경상적세외수입 / 증명 발급 수수료", "60천원", "received"),
        (24, "세입 / 세외수입 / 임시적세외수입 / 유람선 운영부담금", "390천원", "received"),
        (25, "세입 / 세외수입 / 임시적세외수입 / 그 외수입(잔액반납 등)", "10천원", "received"),
    ]


def test_no_line_of_expenditure_is_taken_for_revenue():
    assert not [c for c in report(SETTLEMENT).claims if c.formula and c.place > 26]


# --- layouts --------------------------------------------------------------------------------------


def test_columns_stand_in_any_order_and_without_tabs():
    found = table(
        "과목 수납액 미수납액 징수결정액 예산현액",
        "사용료 수입 90 10 100 80",
        "기타 이자수입 200 - 200 200",
        "합 계 290 10 300 280",
    )
    assert [row[2:] for row in rows(found)] == [
        ("사용료 수입", 90, 10, 100, 80),
        ("기타 이자수입", 200, "dash", 200, 200),
    ]
    assert next(c[1:] for c in claims(found, 9)) == (
        "세입 합 계",
        "received",
        "290",
        "합",
        ["90", "200"],
    )


def test_a_head_goes_on_in_the_next_line_and_a_unit_stands_in_it():
    found = table(
        "구분 | 예산현액(백만원) | 징수결정액(백만원) | 실제수납액(백만원) | 미수납액(백만원)",
        "교부금 | 5 | 5 | 5 | -",
        above="",
    )
    assert rows(found)[0][3:] == (5_000, 5_000, 5_000, "dash")
    found = table(
        "구분 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액\n(이월액)",
        "교부금 | 5 | 5 | 4 | 1",
        above="(단위: 백만원)",
    )
    assert rows(found)[0][2:] == ("교부금", 5_000, 5_000, 4_000, 1_000)


def test_more_may_come_in_than_was_budgeted():
    found = table(HEAD, "합계 | 10 | 10 | 30 | 30 | 0", "과태료 | 10 | 10 | 30 | 30 | 0")
    assert rows(found) == [(8, "과목", "과태료", 10, 10, 30, 30, 0)]
    assert problems(found) == []


def test_three_levels_are_told_apart_by_what_they_add_up_to():
    found = table(
        "과목 | 예산현액 | 징수결정액 | 수납액 | 미수납액",
        "합계 | 900 | 950 | 930 | 20",
        "○ 세외수입 | 700 | 750 | 730 | 20",
        "- 경상적세외수입 | 300 | 310 | 300 | 10",
        "사용료 | 120 | 130 | 125 | 5",
        "수수료 | 180 | 180 | 175 | 5",
        "- 임시적세외수입 | 400 | 440 | 430 | 10",
        "○ 국고보조금 | 200 | 200 | 200 | 0",
    )
    assert [row[2] for row in rows(found)] == [
        "세외수입",
        "세외수입/경상적세외수입",
        "세외수입/경상적세외수입/사용료",
        "세외수입/경상적세외수입/수수료",
        "세외수입/임시적세외수입",
        "국고보조금",
    ]


def test_accounts_that_the_rows_name_are_kept_apart():
    found = table(
        "구분 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액",
        "합계 | 1,240 | 1,300 | 1,290 | 10",
        "일반회계 | 740 | 800 | 790 | 10",
        "사용료 | 240 | 300 | 290 | 10",
        "보조금 | 500 | 500 | 500 | -",
        "교통사업특별회계 | 500 | 500 | 500 | -",
        "부담금 | 500 | 500 | 500 | -",
    )
    assert [(r.account, [row.name for row in r.rows]) for r in found.revenues] == [
        ("일반회계", ["사용료", "보조금"]),
        ("교통사업특별회계", ["부담금"]),
    ]


def test_a_table_within_the_year_has_its_own_day():
    text = "업무보고\n2030. 7. 10.\n강변기획관\n□ 세입 현황\n(2030. 6. 30. 기준, 단위 : 천원)\n"
    found = report(f"\n{text}{HEAD}\n사용료 | 10 | 10 | 8 | 5 | 3")
    (revenue,) = found.revenues
    assert (revenue.day, revenue.stage) == (date(2030, 6, 30), "집행")


def test_a_rate_of_collection_is_worked_out_too():
    found = table(
        "구분 | 예산현액 | 징수결정액 | 수납액 | 미수납액 | 징수율(%)",
        "사용료 | 100 | 200 | 150 | 50 | 75.0",
    )
    assert (7, "세입 / 사용료", "share", "75.0", "비중", ["150", "200"]) in claims(found)


def test_what_was_written_off_is_stored_and_counts_against_what_is_open():
    found = table(
        "구분 | 징수결정액 | 수납액 | 불납결손액 | 미수납액",
        "합계 | 300 | 250 | 10 | 40",
        "사용료 | 200 | 170 | 10 | 20",
        "과태료 | 100 | 80 | 0 | 20",
    )
    assert problems(found) == []
    (revenue,) = found.revenues
    assert [row.amounts["written_off"].won for row in revenue.rows] == [10_000, 0]
    assert (7, "세입 합계", "written_off", "10", "합", ["10", "0"]) in claims(found)
    assert claims(found, 8) == [
        (8, "세입 / 사용료", "uncollected", "20", "차", ["200", "170", "10"])
    ]


# --- what is wrong, or cannot be read -------------------------------------------------------------


def test_a_wrong_total_keeps_the_categories_and_is_named():
    found = report(SETTLEMENT.replace("1,000 | 990 | 10", "1,010 | 990 | 10"))
    assert [row[2] for row in rows(found)][:4] == [
        "세외수입",
        "세외수입/경상적세외수입",
        "세외수입/임시적세외수입",
        "국고보조금",
    ]
    assert (10, "합계: 아래 행을 더한 것과 다름") in problems(found)
    assert (10, "세입 합계", "assessed", "1,010", "합", ["640", "360"]) in claims(found)


def test_a_wrong_category_keeps_its_printed_amount():
    found = report(SETTLEMENT.replace("400 | 400 | 360 | 360", "400 | 400 | 360 | 370"))
    assert (14, "과목", "국고보조금", 400, 400, 360, 370, "dash") in rows(found)
    assert (26, "세입 / 국고보조금", "received", "360천원", "같음", ["370"]) in claims(found)


def test_sources_that_come_to_more_than_their_category_are_named():
    found = report(SETTLEMENT.replace("광고수입 100천원", "광고수입 1,000천원"))
    assert (21, "경상적세외수입: 밝힌 세입원의 합이 수납액보다 큼") in problems(found)


def test_a_cell_that_nobody_can_read_keeps_the_whole_table_out():
    found = report(SETTLEMENT.replace("240 | 230 | 10", "240 | 2,30 | 10"))
    assert found.revenues == ()
    assert [place for place, _ in problems(found)] == [12]


def test_an_unknown_column_is_named_and_nothing_is_half_read():
    found = report(SETTLEMENT.replace("미수납액 (이월액)", "환산액"))
    assert found.revenues == ()
    assert (9, "‘환산액’" in dict(problems(found))[9]) == (9, True)
    found = table("구분 | 징수결정액 | 수납액 | 환산액", "사용료 | 1 | 1 | 1")
    assert (6, "세입 표를 읽지 않음: 알 수 없는 열 ‘환산액’") in problems(found)


def test_a_table_without_a_unit_gives_no_amounts():
    found = report(SETTLEMENT.replace("(단위 : 천원)", ""))
    assert found.revenues == ()
    assert any("단위" in words for _, words in problems(found))


def test_rows_that_are_years_are_no_categories():
    found = table(
        "구분 | 징수결정액 | 수납액 | 미수납액", "2028년 | 10 | 9 | 1", "2029년 | 20 | 19 | 1"
    )
    assert found.revenues == ()
    assert any("연도" in words for _, words in problems(found))


def test_a_second_table_of_the_same_year_gives_no_second_amounts():
    again = f"□ 세입 총괄\n(2030년 결산, 단위 : 천원)\n{HEAD}\n교부금 | 1 | 1 | 1 | 1 | 0\n"
    found = report(SETTLEMENT + again)
    assert len(found.revenues) == 1
    assert any("세입 표가 또 있어" in words for _, words in problems(found))


def test_an_amount_whose_category_nobody_names_is_told():
    first = "□ 세입 징수내역\n▶ 둔치 임대료 30천원\n"
    found = report(SETTLEMENT.replace("□ 세입 징수내역\n", first))
    assert (19, "세입 문장의 금액을 옮기지 않음: ▶ 둔치 임대료 30천원") in problems(found)
    assert not [row for row in rows(found) if row[2].endswith("둔치 임대료")]


# --- how sources and later collection are said ----------------------------------------------------


def sources(prose, *collected):
    printed = "사용료 | 300 | 300 | 240 | 230 | 10"
    found = table(HEAD, printed, *collected, "□ 세입 징수내역", *prose)
    return [(row[2], row[3]) for row in rows(found) if row[1] == "출처"], found


def test_sources_stand_in_a_list_in_words_too():
    named, _ = sources(["사용료는 230천원으로", "- 둔치 임대료 100천원, 주차장 사용료 60천원 등"])
    assert named == [("사용료/둔치 임대료", 100), ("사용료/주차장 사용료", 60)]


def test_sources_have_their_amounts_in_brackets_or_behind_a_colon():
    named, _ = sources(
        ["사용료 230천원", "○ 둔치 임대료(100천원), 주차장(60천원)", "○ 나루: 70천원"]
    )
    assert named == [("사용료/둔치 임대료", 100), ("사용료/주차장", 60), ("사용료/나루", 70)]


def test_a_name_that_is_broken_over_two_lines_is_one():
    named, _ = sources(["사용료는 230천원입니다.", "▶ 강변 유람선 선착장", "운영 사용료 230천원"])
    assert named == [("사용료/강변 유람선 선착장 운영 사용료", 230)]


def test_parts_of_a_source_are_not_counted_beside_it():
    named, found = sources(
        ["사용료는 230천원입니다.", "▶ 임대료 230천원(둔치 200천원, 나루 30천원)"]
    )
    assert named == [("사용료/임대료", 230)]
    assert any("옮기지 않음" in words for _, words in problems(found))


def test_sources_that_only_almost_make_up_their_category_are_claimed_to():
    _, found = sources(["사용료는 230천원입니다.", "▶ 둔치 100천원", "▶ 나루 120천원"])
    assert (9, "세입 / 사용료", "received", "230천원", "합", ["100천원", "120천원"]) in claims(
        found
    )


def collected(sentence):
    _, found = sources([], sentence)
    (revenue,) = found.revenues
    return [(each.day, each.won, each.is_all) for each in revenue.collections], found


def test_a_part_that_came_in_later_is_no_whole():
    found, _ = collected("※ '31. 3. 31. 현재 미수납액 10천원 중 4천원 수납 완료")
    assert found == [(date(2031, 3, 31), 4_000, False)]


def test_all_that_came_in_later_needs_no_amount():
    found, _ = collected("※ 2031. 3. 31. 미수납액 전액 수납 완료")
    assert found == [(date(2031, 3, 31), 10_000, True)]


def test_a_collection_without_a_day_is_named():
    found, whole = collected("※ 미수납액 10천원 전액 수납 완료")
    assert found == []
    assert any("언제 얼마나" in words for _, words in problems(whole))


def test_a_report_without_revenue_says_nothing_of_it():
    text = "업무보고\n2030. 7. 10.\n강변기획관\n(2030. 6. 30. 기준, 단위 : 천원)\n"
    rest = "구분 | 예산현액 | 집행액\n강물 | 10 | 5\n- 수납 상담 1,000천원 지원"
    found = report(f"\n{text}{rest}")
    assert found.revenues == ()
    assert not [c for c in found.claims if c.formula]
    assert problems(found) == []


def test_what_is_said_of_changes_below_is_not_of_the_revenue():
    below = "□ 예산의 전용 : 1건 30천원\n - 나루 운영 사업의 재료비 30천원을 시설비로 전용\n"
    found = report(SETTLEMENT.replace("□ 세입 징수내역\n", below))
    assert not [
        words for _, words in problems(found) if "옮기지 않음" in words and "30천원" in words
    ]


def test_a_dash_where_something_is_left_is_set_against_it():
    text = SETTLEMENT.replace(
        "국고보조금 | 400 | 400 | 360 | 360 | -", "국고보조금 | 400 | 400 | 370 | 360 | -"
    )
    own = [c for c in report(text).claims if c.place == 14 and c.measure == "uncollected"]
    assert [(c.printed, c.state, c.formula, [t.printed for t in c.terms]) for c in own] == [
        ("-", "dash", "차", ["370", "360"])
    ]


MERGED_SUMS = (
    "관 | 항 | 예산액 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액",
    "합계 | | 1,100 | 1,100 | 1,000 | 990 | 10",
    "세외수입 | 소계 | 700 | 700 | 640 | 630 | 10",
    " | 임대수입 | 300 | 300 | 240 | 230 | 10",
    " | 그외수입 | 400 | 400 | 400 | 400 | 0",
    "보조금 | 소계 | 400 | 400 | 360 | 360 | 0",
    " | 국고보조금 | 250 | 250 | 210 | 210 | 0",
    " | 도비보조금 | 150 | 150 | 150 | 150 | 0",
)


def test_categories_with_their_own_sums_stand_where_the_columns_say_whatever_is_wrong():
    wrong = [
        row.replace("보조금 | 소계 | 400 |", "보조금 | 소계 | 480 |").replace(
            "250 | 250", "250 | 290"
        )
        for row in MERGED_SUMS
    ]
    found = table(*wrong)
    assert [row[:3] for row in rows(found)] == [
        (8, "과목", "세외수입"),
        (9, "과목", "세외수입/임대수입"),
        (10, "과목", "세외수입/그외수입"),
        (11, "과목", "보조금"),
        (12, "과목", "보조금/국고보조금"),
        (13, "과목", "보조금/도비보조금"),
    ]
    assert (11, "세입 / 보조금", "appropriated", "480", "합", ["250", "150"]) in claims(found)
    assert (11, "세입 / 보조금", "budget", "400", "합", ["290", "150"]) in claims(found)
    assert problems(found) == [
        (7, "합계: 아래 행을 더한 것과 다름"),
        (11, "보조금: 아래 행을 더한 것과 다름"),
    ]


def test_a_total_over_a_row_that_cannot_be_read_is_not_worked_out():
    cut = [row.replace("국고보조금 | 250 | 250 | 210", "국고보조금 | 250") for row in MERGED_SUMS]
    found = table(*cut)
    assert any("행으로 읽지 못함" in words for _, words in problems(found))
    assert not [c for c in claims(found, 11) if c[2] == "appropriated"]
    assert [c[-1] for c in claims(found, 8) if c[2] == "appropriated"] == [["300", "400"]]
