from budgets.reading.fixtures import objects_of
from tests.budgets.reading.test_settlement import FIRST, read

BODY = """
【예산 전용】 ..... 1건 1,500천원
- '나룻배 띄우기'의 사무관리비를 시설비로 전용('31. 2. 3. 전용)

【예산의 다음연도 이월】 해당사항 없음
"""


def settled(body=BODY):
    objects = objects_of(read(body))
    return {
        model: [each["fields"] for each in objects if each["model"] == f"budgets.{model}"]
        for model in ("settlementitem", "changeday")
    }


def test_a_heading_comes_before_its_items_and_all_are_numbered_in_the_order_of_the_report():
    items = settled()["settlementitem"]
    assert [(i["position"], i["heading"], i.get("parent")) for i in items] == [
        (1, "전용", None),
        (2, "전용", ["2032-06", 1]),
        (3, "이월", None),
    ]
    assert items[2]["is_none"] is True
    assert "won" not in items[2]


def test_an_item_names_both_lines_both_departments_and_both_items():
    item = settled()["settlementitem"][1]
    line = ["강변기획관/2031/물빛담당관/강물 살리기/나룻배 띄우기"]
    assert (item["taken_from"], item["given_to"]) == (line, line)
    assert item["from_department"] == item["to_department"] == ["강변기획관/물빛담당관"]
    assert (item["from_item"], item["to_item"]) == ("사무관리비", "시설비")
    assert item["won"] == 1_500_000


def test_a_day_names_its_item_and_its_place():
    assert settled()["changeday"] == [
        {
            "item": ["2032-06", 2],
            "act": "결정",
            "first": "2031-02-03",
            "last": "2031-02-03",
            "printed": "'31. 2. 3",
            "document": ["2032-06"],
            "place": FIRST + 3,
        }
    ]
