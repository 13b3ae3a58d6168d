"""결산 집행내역: headings, items, both sides, days that stand elsewhere. Reports written out here."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.reading.facts import Term
from tests.budgets.reading.paper import problems, report

TABLE = """
2031 회계연도 세입·세출 결산 업무보고
2032. 6. 20.
강변기획관

'31년 결산 세출예산 현액 30백만원, 이중 20백만원 집행 (집행률 66.7%)

부서/사업명 | 예산액(천원) | 예산현액(천원) | 집행액(천원) | 집행률(%)
합 계 | 30,000 | 30,000 | 20,000 | 66.7
물빛담당관 | 20,000 | 20,000 | 15,000 | 75.0
강물 살리기 | 20,000 | 20,000 | 15,000 | 75.0
나룻배 띄우기 | 12,000 | 12,000 | 10,000 | 83.3
강둑 꽃길 가꾸기 | 8,000 | 8,000 | 5,000 | 62.5
노을담당관 | 10,000 | 10,000 | 5,000 | 50.0
노을 알리기 | 10,000 | 10,000 | 5,000 | 50.0
노을 사진전 개최 | 6,000 | 6,000 | 3,000 | 50.0
노을 음악회 개최 | 4,000 | 4,000 | 2,000 | 50.0

"""
FIRST = TABLE.count("\n") - 1  # lines before what follows


def read(body):
    return report(TABLE + body)


def headings(found):
    return {head.heading: head for one in found.settlements for head in one.headings}


def told(item):
    return (item.name, item.money and item.money.printed, item.count)


def unsettled(found):
    """Problems below the table."""
    return [each for each in problems(found) if each[0] > FIRST]


def worked_out(found):
    return [
        (c.place - FIRST, c.measure, c.printed, c.formula, [t.printed for t in c.terms])
        for c in found.claims
        if c.formula
    ]


def test_a_heading_says_that_there_is_none_or_how_many_and_how_much():
    heads = headings(
        read("""
**【예산 이용】** ..... **해당사항 없음**
- 예산의 이용은 없습니다.

【예산 변경사용】 ..... 2건 1,300천원
- 변경사용 규모는 총 2건, 1,300천원으로,
  - '나룻배 띄우기' 사업의 사무관리비를 재료비로 변경사용하였습니다(1,000천원)
  - '강둑 꽃길 가꾸기' 사업의 사무관리비를 공공운영비로 변경사용하였습니다(300천원)
""")
    )
    assert heads["이용"].is_none
    assert heads["이용"].money is heads["이용"].count is None
    assert heads["이용"].items == ()
    inner = heads["변경사용"]
    assert (inner.count, inner.money.won) == (2, 1_300_000)
    assert [(i.name, i.money.won, i.from_item, i.to_item) for i in inner.items] == [
        ("나룻배 띄우기", 1_000_000, "사무관리비", "재료비"),
        ("강둑 꽃길 가꾸기", 300_000, "사무관리비", "공공운영비"),
    ]
    assert all(i.taken_from == i.given_to for i in inner.items)


def test_what_a_report_does_not_speak_of_is_not_there():
    assert headings(read("")) == {}
    assert headings(read("\n【예산 이용】 해당사항 없음\n")).keys() == {"이용"}


def test_a_transfer_between_two_lines_has_both_sides():
    found = read("""
□ 예산 전용 : 1건 2,000천원
- 축제 손님이 늘어남에 따라 '노을 사진전 개최'에서 '나룻배 띄우기'로 전용 2,000천원
""")
    (item,) = headings(found)["전용"].items
    assert (item.taken_from[1], item.given_to[1]) == (
        "노을담당관/노을 알리기/노을 사진전 개최",
        "물빛담당관/강물 살리기/나룻배 띄우기",
    )
    assert (item.from_department, item.to_department) == ("노을담당관", "물빛담당관")


def test_of_a_move_between_departments_the_line_stands_on_the_side_that_has_it():
    found = read("""
【예산 이체】 ..... 2건 20,000천원
- 이체규모는 총 2건, 20,000천원으로,
  - '31. 7. 1. 조직개편으로 인해 노을담당관의 일부사업이 물빛담당관으로 이관됨에 따라, '나룻배 띄우기' 사업 예산(12,000천원)과 '강둑 꽃길 가꾸기' 사업 예산(8,000천원)이 물빛담당관으로 이체되었습니다.
""")
    items = headings(found)["이체"].items
    assert [told(i) for i in items] == [
        ("나룻배 띄우기", "12,000천원", None),
        ("강둑 꽃길 가꾸기", "8,000천원", None),
    ]
    for item in items:
        assert (item.from_department, item.to_department) == ("노을담당관", "물빛담당관")
        assert item.taken_from is None  # there is no such line in 노을담당관
        assert item.given_to[1].startswith("물빛담당관/")
        assert item.reason == "조직개편"
        assert [(d.act, d.first, d.last) for d in item.days] == [
            ("조직개편", date(2031, 7, 1), date(2031, 7, 1))
        ]


def test_the_days_of_a_transfer_are_found_where_the_report_speaks_of_it_again():
    found = read("""
연번 | 시정·권고사항 | 추진현황
1 | 전용 보고 늦음 ※ 「나룻배 띄우기 예산 전용」 1건, '31. 10월 보고 (전용일 '31. 2월) | ▶ 추진완료('31. 11. 20. 상임위원회 보고) 동일 세부사업의 사무관리비를 시설비로 전용(1,500천원)

【예산 전용】 ..... 1건 1,500천원
- 전용규모는 총 1건, 1,500천원으로,
  - 선착장 공사와 관련하여 부족한 공사비 확보를 위해 사무관리비를 시설비로 전용하여 사용하였습니다.
""")
    (item,) = headings(found)["전용"].items
    assert told(item) == ("나룻배 띄우기", "1,500천원", None)
    assert item.taken_from == item.given_to
    assert (item.from_item, item.to_item, item.reason) == (
        "사무관리비",
        "시설비",
        "부족한 공사비 확보",
    )
    place = FIRST + 3
    assert [(d.act, d.first, d.last, d.place) for d in item.days] == [
        ("의회 보고", date(2031, 10, 1), date(2031, 10, 31), place),
        ("결정", date(2031, 2, 1), date(2031, 2, 28), place),
        ("의회 보고", date(2031, 11, 20), date(2031, 11, 20), place),
    ]


def test_the_day_of_another_report_is_not_that_of_a_transfer():
    found = read("""
1 | 전용(1,500천원) '31. 10월 업무보고, '31. 11월 보고서 제출 | 다른 일

【예산 전용】 ..... 1건 1,500천원
- '나룻배 띄우기'의 사무관리비를 시설비로 전용
""")
    (item,) = headings(found)["전용"].items
    assert item.days == ()


def test_days_that_may_be_of_either_case_are_a_problem_and_nobody_s():
    found = read("""
1 | 전용(1,000천원) '31. 10월 보고 | 전용일 '31. 2월

【예산 전용】 ..... 2건 2,000천원
- '나룻배 띄우기'의 사무관리비를 시설비로 전용(1,000천원)
- '노을 사진전 개최'의 사무관리비를 재료비로 전용(1,000천원)
""")
    assert all(item.days == () for item in headings(found)["전용"].items)
    assert (FIRST + 2, "전용: 여러 건 가운데 어느 것의 날인지 알 수 없음") in problems(found)


def test_a_carried_amount_has_its_kind_its_line_and_its_item():
    found = read("""
【예산의 다음연도 이월】 ..... 3건 3,000천원
- 명시이월은 2건, 2,600천원으로,
  - 물빛담당관 나룻배 띄우기 사업의 공사 지연으로 인해 이월(시설비 2,000천원)
  - 노을담당관 노을 사진전 개최 사업의 준공 지연으로 인해 이월(시설비 600천원)
- 물빛담당관 강둑 꽃길 가꾸기 사업의 대금 가압류로 인해 다음연도로 사고이월 하였습니다.(사무관리비 400천원)
""")
    planned, accident = headings(found)["이월"].items
    assert (planned.kind, planned.count, planned.money.won) == ("명시", 2, 2_600_000)
    assert [(i.name, i.from_item, i.money.won) for i in planned.items] == [
        ("나룻배 띄우기", "시설비", 2_000_000),
        ("노을 사진전 개최", "시설비", 600_000),
    ]
    assert (accident.kind, accident.line[1], accident.from_item, accident.reason) == (
        "사고",
        "물빛담당관/강물 살리기/강둑 꽃길 가꾸기",
        "사무관리비",
        "대금 가압류",
    )


REMAINDER = """
【예산 집행잔액】 ..... 1건 10,000천원
- 예산 집행잔액은 예산현액인 30,000천원의 33.3%인 10,000천원입니다.
- 주요 내역은
  - 계획변경 등 집행사유 미발생으로 인해 발생한 집행잔액 4,000천원,
    - ▶ 손님이 줄어 집행사유 미발생 : 2,500천원
    - ▶ 보상금 등 집행사유 미발생 : {last}
  - 낙찰차액 등으로 인한 예산집행 잔액 6,000천원입니다.
"""


def test_the_reasons_of_the_remainder_are_a_tree_whose_sums_are_worked_out_again():
    found = read(REMAINDER.format(last="1,500천원"))
    head = headings(found)["집행잔액"]
    assert [told(i) for i in head.items] == [
        ("계획변경 등 집행사유 미발생", "4,000천원", None),
        ("낙찰차액 등", "6,000천원", None),
    ]
    assert [i.name for i in head.items[0].items] == [
        "손님이 줄어 집행사유 미발생",
        "보상금 등 집행사유 미발생",
    ]
    assert worked_out(found) == [
        (2, "lapsed", "10,000천원", "합", ["4,000천원", "6,000천원"]),
        (5, "lapsed", "4,000천원", "합", ["2,500천원", "1,500천원"]),
    ]


def test_where_the_extraction_lost_the_indent_the_marks_tell_the_tree():
    flat = "\n".join(line.strip() for line in REMAINDER.format(last="1,500천원").split("\n"))
    head = headings(read("\n" + flat.replace("- ▶", "▶") + "\n"))["집행잔액"]
    assert [len(i.items) for i in head.items] == [2, 0]


def test_a_wrong_part_stays_as_printed_and_the_sum_is_there_to_be_judged():
    found = read(REMAINDER.format(last="1,400천원"))
    assert (5, "lapsed", "4,000천원", "합", ["2,500천원", "1,400천원"]) in worked_out(found)


def test_a_sum_that_no_line_decides_is_one_claim_and_not_two():
    found = read(REMAINDER.format(last="1,500천원"))
    own = [c for c in found.claims if c.place == FIRST + 5]
    assert [(c.formula, c.printed) for c in own] == [("합", "4,000천원")]


def test_what_is_said_again_is_a_claim_of_the_heading():
    found = read("""
1 | 사무관리비를 시설비로 전용(1,600천원)한 것 | 「나룻배 띄우기 예산 전용」 '31. 2월 전용

【예산 전용】 ..... 1건 1,500천원
- 전용규모는 총 2건, 1,500천원으로,
  - '나룻배 띄우기'의 사무관리비를 시설비로 전용
""")
    assert worked_out(found) == [
        (2, "moved", "1,600천원", "같음", ["1,500천원"]),
        (4, "moved", "1,500천원", "같음", ["1,500천원"]),
        (4, "count", "1건", "합", ["1건"]),
        (5, "count", "2건", "같음", ["1건"]),
        (5, "moved", "1,500천원", "같음", ["1,500천원"]),
    ]


def test_of_five_cases_two_may_be_named_but_not_three_of_two():
    head = "【예산 이체】 ..... {count}건 3,000천원\n"
    item = "- '{name}' 사업 예산({won}천원)이 물빛담당관으로 이체\n"
    names = ("나룻배 띄우기", "강둑 꽃길 가꾸기", "노을 사진전 개최")
    items = "".join(item.format(name=name, won="1,000") for name in names)
    five = read("\n" + head.format(count=5) + items)
    assert [each[1] for each in worked_out(five)] == ["moved"]
    two = read("\n" + head.format(count=2) + items)
    assert (2, "count", "2건", "합", ["1건", "1건", "1건"]) in worked_out(two)


def test_the_terms_say_what_they_are_and_where():
    (claim,) = (
        c
        for c in read(REMAINDER.format(last="1,500천원")).claims
        if c.place == FIRST + 2 and c.formula
    )
    assert claim.terms == (
        Term("계획변경 등 집행사유 미발생", "4,000천원", Decimal(4000), "천원", FIRST + 5),
        Term("낙찰차액 등", "6,000천원", Decimal(6000), "천원", FIRST + 8),
    )


@pytest.mark.parametrize(
    ("body", "place", "words"),
    [
        ("\n【예산 전용】 ..... 조금\n", 2, "전용: 금액을 읽지 못함"),
        ("\n【예산 전용】 1건 1,50천원\n", 2, "전용: 금액을 읽지 못함"),
        (
            "\n【예산 전용】 1건 10천원\n부서 | 금액\n물빛 | 10\n",
            3,
            "전용: 표로 적힌 내역은 읽지 않음 (단위를 찾지 못함)",
        ),
        (
            "\n【예산 전용】 1건 10천원\n\n【예산 전용】 1건 10천원\n",
            4,
            "전용: 같은 결산에 두 번 나와 나중 것은 저장하지 않음",
        ),
    ],
)
def test_what_cannot_be_read_is_a_named_problem(body, place, words):
    assert (FIRST + place, words) in problems(read(body))


def test_without_a_settlement_table_a_heading_belongs_nowhere_and_says_so():
    found = report("""
주요업무 보고
2032. 6. 20.
강변기획관

구분 | 계 | 일반직
정원 | 10 | 10
현원 | 9 | 9

【예산 전용】 ..... 1건 53천원
""")
    assert found.settlements == ()
    assert (9, "전용: 어느 결산의 것인지 알 수 없어 저장하지 않음") in problems(found)


@pytest.mark.parametrize(
    "line",
    [
        "- 예산 전용은 없도록 하겠음",
        "□ 예산 이월 최소화",
        "이용 시민 1,200명",
        "- 집행잔액 400천원",
        "이용자 수 : 3건 500천원",
    ],
)
def test_what_is_no_heading_is_left_alone(line):
    assert headings(read(f"\n{line}\n")) == {}


def test_a_list_behind_a_colon_is_what_its_whole_is_made_of():
    found = read("""
【다음연도 이월】 3건 900천원
- 명시이월 2건 700천원 : 나룻배 띄우기 400천원, 강둑 꽃길 가꾸기 300천원
- 사고이월 1건 200천원 : 노을 사진전 개최 200천원
""")
    (whole, other) = headings(found)["이월"].items
    assert (told(whole), told(other)) == (
        ("명시이월", "700천원", 2),
        ("사고이월", "200천원", 1),
    )
    assert [told(item) for item in whole.items] == [
        ("나룻배 띄우기", "400천원", None),
        ("강둑 꽃길 가꾸기", "300천원", None),
    ]
    assert (2, "count", "3건", "합", ["2건", "1건"]) in worked_out(found)


def test_one_amount_printed_on_both_sides_of_an_arrow_is_moved_once():
    found = read("""
□ 예산 전용 : 1건 450천원
- 나룻배 띄우기 : 자산취득비 450천원 → 사무관리비 450천원
""")
    (item,) = headings(found)["전용"].items
    assert (item.money.printed, item.from_item, item.to_item) == (
        "450천원",
        "자산취득비",
        "사무관리비",
    )


def test_a_reason_of_the_remainder_is_of_no_line_that_only_others_speak_of():
    found = read("""
- 나룻배 띄우기 점검 결과
【예산 집행잔액】 10,000천원
- 집행사유 미발생 1,900천원
""")
    (claim,) = [c for c in found.claims if c.printed == "1,900천원"]
    assert claim.scope.lines == ()


def test_what_is_carried_under_headings_of_its_kinds_is_one_heading():
    found = read("""
□ 이월사업 현황
○ 명시이월 : 2건 700천원
- 나룻배 띄우기 400천원, 강둑 꽃길 가꾸기 300천원
○ 사고이월 : 1건 200천원
- 노을 사진전 개최 200천원
○ 계속비이월 : 해당사항 없음
""")
    head = headings(found)["이월"]
    assert (head.money, head.is_none) == (None, False)
    assert [(told(item), item.kind) for item in head.items] == [
        (("명시이월", "700천원", 2), "명시"),
        (("사고이월", "200천원", 1), "사고"),
    ]
    assert (3, "carried", "700천원", "합", ["400천원", "300천원"]) in worked_out(found)
    assert not [words for _, words in problems(found) if "두 번" in words]


def test_money_moved_between_two_lines_has_both_sides_with_their_items_and_its_day():
    found = read("""
【예산 전용】 2건 900천원
- '31. 5. 10. 결정, 의회 보고 '31. 7. 20. : 나룻배 띄우기 사업의 사무관리비 600천원을 강둑 꽃길 가꾸기 사업의 공공운영비로 전용
- 노을 사진전 개최 사업의 시설비 300천원을 노을 음악회 개최 사업의 행사운영비로 전용
  ※ 결정일 : 2031. 6. 2.
""")
    first, second = headings(found)["전용"].items
    path = "물빛담당관/강물 살리기"
    assert (first.taken_from[1], first.given_to[1]) == (
        f"{path}/나룻배 띄우기",
        f"{path}/강둑 꽃길 가꾸기",
    )
    assert (first.from_item, first.to_item) == ("사무관리비", "공공운영비")
    assert [(d.act, d.first) for d in first.days] == [
        ("결정", date(2031, 5, 10)),
        ("의회 보고", date(2031, 7, 20)),
    ]
    assert (second.from_item, second.to_item, second.money.won) == (
        "시설비",
        "행사운영비",
        300_000,
    )
    assert [(d.act, d.first, d.place) for d in second.days] == [
        ("결정", date(2031, 6, 2), FIRST + 5)
    ]
    assert unsettled(found) == []


def test_two_moves_in_one_sentence_have_their_own_sides():
    found = read("""
【예산 변경사용】 2건 900천원
- 나룻배 띄우기의 사무관리비 600천원을 강둑 꽃길 가꾸기의 공공운영비로, 노을 사진전 개최의 시설비 300천원을 재료비로 변경사용(2031. 5. 10.(토))
""")
    first, second = headings(found)["변경사용"].items
    assert [i.from_item for i in (first, second)] == ["사무관리비", "시설비"]
    assert [i.to_item for i in (first, second)] == ["공공운영비", "재료비"]
    assert first.given_to[1].endswith("강둑 꽃길 가꾸기")
    assert second.taken_from == second.given_to
    assert second.taken_from[1].endswith("노을 사진전 개최")
    assert [d.first for d in second.days] == [date(2031, 5, 10)]


def test_what_a_change_does_not_say_is_a_problem_at_its_place():
    found = read("""
【예산 전용】 3건 1,000천원
- 나룻배 띄우기 사업의 사무관리비 600천원을 모르는 사업의 공공운영비로 전용
- 모르는 사업의 사무관리비 300천원을 나룻배 띄우기 사업의 공공운영비로 전용(2031. 5. 10.)
- 민간위탁 100천원 전용

【예산 이체】 1건 200천원
- 노을담당관의 일부사업이 이관됨에 따라 200천원을 이체

【예산 이용】 1건 300천원
""")
    assert headings(found)["전용"].items[0].given_to is None
    assert unsettled(found) == [
        (FIRST + 3, "전용 ‘나룻배 띄우기’ 600천원: 받은 사업, 결정한 날을 찾지 못함"),
        (FIRST + 4, "전용 ‘나룻배 띄우기’ 300천원: 준 사업을 찾지 못함"),
        (FIRST + 5, "전용 100천원: 준 사업, 받은 사업, 양쪽의 목, 결정한 날을 찾지 못함"),
        (FIRST + 8, "이체 200천원: 받은 쪽, 결정한 날을 찾지 못함"),
        (FIRST + 10, "이용: 무엇의 금액인지 적힌 내역을 찾지 못함"),
    ]


def test_the_reserve_is_a_section_of_its_own():
    found = read("""
【예비비 사용】 2건 500천원
- 예비비 사용규모는 총 2건, 510천원으로,
  - 태풍 피해 복구를 위해 나룻배 띄우기 사업(시설비)에 400천원 사용('31. 9. 3. 승인)
  - 강둑 꽃길 가꾸기 : 100천원
""")
    head = headings(found)["예비비"]
    assert (head.count, head.money.won) == (2, 500_000)
    first, second = head.items
    assert (first.line[1], first.money.won, first.reason) == (
        "물빛담당관/강물 살리기/나룻배 띄우기",
        400_000,
        "태풍 피해 복구",
    )
    assert [(d.act, d.first) for d in first.days] == [("결정", date(2031, 9, 3))]
    assert (second.name, second.money.won) == ("강둑 꽃길 가꾸기", 100_000)
    assert (2, "moved", "500천원", "합", ["400천원", "100천원"]) in worked_out(found)
    assert (3, "moved", "510천원", "같음", ["500천원"]) in worked_out(found)
    assert unsettled(found) == [
        (FIRST + 5, "예비비 ‘강둑 꽃길 가꾸기’ 100천원: 결정한 날을 찾지 못함")
    ]


@pytest.mark.parametrize("head", ["【예비비 사용】", "□ 예비비 지출내역 :", "○ 예비비 ......"])
def test_a_reserve_that_was_not_touched_says_so(head):
    heads = headings(read(f"\n{head} 해당사항 없음\n"))
    assert heads["예비비"].is_none


def test_a_sum_and_what_it_is_of_may_be_one_sentence():
    found = read("""
【예비비 사용】 1건 400천원
- 예비비 사용규모는 1건 400천원으로, 나룻배 띄우기 사업에 400천원을 사용하였습니다('31. 9. 3. 승인).

【예산의 이용】 1건 300천원
- 이용규모는 총 1건 300천원으로, 나룻배 띄우기 사업의 예산을 노을 사진전 개최 사업으로 이용하였습니다.
""")
    (spent,) = headings(found)["예비비"].items
    assert (spent.name, spent.money.won) == ("나룻배 띄우기", 400_000)
    (moved,) = headings(found)["이용"].items
    assert (moved.money.won, moved.taken_from[1], moved.given_to[1]) == (
        300_000,
        "물빛담당관/강물 살리기/나룻배 띄우기",
        "노을담당관/노을 알리기/노을 사진전 개최",
    )


def test_the_only_case_of_what_is_carried_is_set_against_its_heading():
    """The ledger has its amount from the very sentence, so that its line would always agree."""
    found = read("""
【예산의 다음연도 이월】 ..... 1건 413천원
- 물빛담당관 나룻배 띄우기 사업의 대금 가압류로 인해 다음연도로 사고이월 하였습니다.(사무관리비 431천원)
""")
    (carried,) = [row for row in found.sheets[0].rows if "carried" in row.amounts]
    assert (carried.name, carried.amounts["carried"].won) == ("나룻배 띄우기", 431_000)
    assert (3, "carried", "431천원", "같음", ["413천원"]) in worked_out(found)
    assert len([c for c in found.claims if c.printed == "431천원"]) == 1


def test_a_heading_that_no_items_add_up_is_set_against_what_says_it_again():
    found = read("""
【예산 전용】 ..... 1건 53천원
- 전용규모는 총 1건, 35천원으로,
  - '나룻배 띄우기' 사업의 사무관리비를 시설비로 전용하였습니다.
""")
    said = [claim for claim in worked_out(found) if claim[1] == "moved"]
    assert said == [
        (2, "moved", "53천원", "같음", ["35천원"]),
        (3, "moved", "35천원", "같음", ["53천원"]),
    ]


def test_marked_headings_days_before_all_else_and_reasons_in_brackets_are_read():
    found = read("""
□ 예산의 이용 : 해당사항 없음

□ 예산의 전용 : 1건 700천원
 ○ '31. 5. 20. 나룻배 띄우기 사업의 시설비 700천원을 노을 사진전 개최 사업의 사무관리비로 전용 (안전점검 용역비 부족)

□ 다음연도 이월 : 1건 2,000천원
 ○ 명시이월 : 강둑 꽃길 가꾸기 2,000천원 (공사기간 부족)

□ 집행잔액 : 8,000천원
 ○ 낙찰차액 6,500천원
 ○ 예산절감 1,000천원
""")
    heads = headings(found)
    (move,) = heads["전용"].items
    assert (move.reason, [day.first for day in move.days]) == (
        "안전점검 용역비 부족",
        [date(2031, 5, 20)],
    )
    (carried,) = heads["이월"].items
    assert (carried.kind, carried.reason) == ("명시", "공사기간 부족")
    assert [told(one) for one in heads["집행잔액"].items] == [
        ("낙찰차액", "6,500천원", None),
        ("예산절감", "1,000천원", None),
    ]
    sums = [one for one in worked_out(found) if one[1] == "lapsed"]
    assert [one[2:] for one in sums] == [("8,000천원", "합", ["6,500천원", "1,000천원"])]


@pytest.mark.parametrize(
    "said", ["'31. 5. 20.부터 나룻배 띄우기", "'31. 5. 20. 기준 나룻배 띄우기"]
)
def test_a_day_from_which_something_runs_is_not_that_of_a_decision(said):
    (move,) = headings(read(f"□ 전용 : 1건 700천원\n ○ {said} 시설비 700천원\n"))["전용"].items
    assert move.days == ()


def test_a_line_that_ends_like_a_kind_of_expense_is_none():
    body = TABLE.replace("강둑 꽃길 가꾸기", "강둑 꽃길 정비")
    found = report(
        f"{body}□ 다음연도 이월 : 1건 2,000천원\n ○ 사고이월 : 강둑 꽃길 정비 2,000천원\n"
    )
    (item,) = headings(found)["이월"].items
    assert (item.name, item.from_item) == ("강둑 꽃길 정비", "")


def test_an_amount_without_a_count_is_no_heading_where_none_stands_before_it():
    assert headings(read("□ 집행잔액 : 8,000천원\n ○ 낙찰차액 6,500천원\n")) == {}


BY_DEPARTMENT = """
2031 회계연도 세입·세출 결산 업무보고
2032. 6. 20.
강변기획관

□ 2031 회계연도 세출 예산현액은 30,000천원이며, 이 중 20,000천원(66.7%)을 집행하고 4,000천원을 다음연도로 이월하여 집행잔액은 6,000천원임

(단위 : 천원)
부서명 | 예산액 | 예산현액 | 집행액 | 다음연도 이월액 | 집행잔액 | 집행률(%)
총계 | 30,000 | 30,000 | 20,000 | 4,000 | 6,000 | 66.7
물빛담당관 | 20,000 | 20,000 | 15,000 | 1,000 | 4,000 | 75.0
노을담당관 | 10,000 | 10,000 | 5,000 | 3,000 | 2,000 | 50.0

□ 예산의 이체 : 2건 2,500천원
 ○ 조직개편에 따라 물빛담당관의 '강물 살리기' 사업(1,500천원)과 '꽃길 가꾸기' 사업(1,000천원)이 노을담당관으로 이체됨

□ 다음연도 이월 : 2건 4,000천원

(단위 : 천원)
구분 | 부서 | 사업명 | 이월액 | 사유
명시이월 | 물빛담당관 | 강물 살리기 | 1,000 | 공기 부족
사고이월 | 노을담당관 | 노을 알리기 | 3,000 | 납품 지연
"""


def test_a_settlement_without_lines_is_not_stored_and_yet_worked_out():
    found = report(BY_DEPARTMENT)
    assert (found.settlements, found.statistics) == ((), ())
    assert (13, "이체: 어느 결산의 것인지 알 수 없어 저장하지 않음") in problems(found)
    moved = [c for c in found.claims if c.formula and c.place >= 13]
    assert [(c.place, c.measure, c.printed, [t.printed for t in c.terms]) for c in moved] == [
        (13, "moved", "2,500천원", ["1,500천원", "1,000천원"]),
        (13, "count", "2건", ["1건", "1건"]),
        (16, "carried", "4,000천원", ["1,000", "3,000"]),
        (16, "count", "2건", ["1건", "1건"]),
    ]


def same_as(found, place):
    """What the claims of this line are to be the same as."""
    own = [c for c in found.claims if c.place == place]
    return {c.measure: c.terms[0].printed if c.formula == "같음" else None for c in own}


def test_a_sentence_over_a_table_of_departments_says_its_total_again():
    assert same_as(report(BY_DEPARTMENT), 5) == {
        "budget": "30,000",
        "spent": "20,000",
        "rate": "66.7",
        "carried": "4,000",
        "lapsed": "6,000",
    }


def test_an_amount_that_is_wrong_is_set_against_the_row_of_the_others():
    wrong = BY_DEPARTMENT.replace("이 중 20,000천원(66.7%)", "이 중 21,000천원(67.7%)")
    assert same_as(report(wrong), 5)["spent"] == "20,000"
    assert same_as(report(wrong), 5)["rate"] == "66.7"


def test_where_no_amount_is_the_same_nothing_is_compared():
    other = BY_DEPARTMENT.replace(
        "30,000천원이며, 이 중 20,000천원(66.7%)을 집행하고 4,000천원을 다음연도로 이월하여 집행잔액은 6,000",
        "31,000천원이며, 이 중 21,000천원(67.7%)을 집행하고 4,100천원을 다음연도로 이월하여 집행잔액은 5,900",
    )
    assert set(same_as(report(other), 5).values()) == {None}


WITH_CARRIED = """
2031 회계연도 세입·세출 결산 업무보고
2032. 6. 20.
강변기획관

(2031 회계연도 결산, 단위 : 천원)
부서/사업명 | 예산액 | 예산현액 | 집행액 | 이월액 | 집행잔액
합 계 | 20,000 | 20,000 | 15,000 | 1,000 | 4,000
물빛담당관 | 20,000 | 20,000 | 15,000 | 1,000 | 4,000
강물 살리기 | 20,000 | 20,000 | 15,000 | 1,000 | 4,000
나룻배 띄우기 | 12,000 | 12,000 | 10,000 | 1,000 | 1,000
강둑 꽃길 가꾸기 | 8,000 | 8,000 | 5,000 | - | 3,000

□ 다음연도 이월 : 1건 1,000천원
 - 명시이월 : 나룻배 띄우기 1,{}00천원(부지 협의 지연)
"""


@pytest.mark.parametrize("digit", ["0", "3"])
def test_what_is_carried_of_a_line_is_set_against_its_column(digit):
    found = report(WITH_CARRIED.format(digit))
    own = [(c.measure, c.printed, c.formula, c.terms) for c in found.claims if c.place == 14]
    term = Term("나룻배 띄우기 이월액", "1,000천원", Decimal(1000), "천원", 10)
    assert ("carried", f"1,{digit}00천원", "같음", (term,)) in own
