"""An exception is given for amounts: of others it is offered, and counts when it is said again."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from budgets.answers import Answer, Earlier, is_said_now
from budgets.measures import Measures
from budgets.models import Waiver
from budgets.rows import Row, Waived
from tests.budgets import at_work
from tests.budgets.at_work import filled, form
from tests.corpus.cases import FLOWERS, table
from tests.corpus.workbooks import xlsx

WAIVED = Waived("order", 1, "이월분 지출", "지출결의 12호")


def row(budget=100, committed=50, spent=60, carried=(None, None, None), note="", **states):
    whole = sum(won for won in carried if won is not None) if any(carried) else None
    return Row(1, Measures(None, budget, committed, spent, whole), states, carried, note)


def earlier(rule="order", was=None, **older):
    known = Waived(rule, 1, "이월분 지출", "지출결의 12호")
    return Earlier({1: was or row()}, {(rule, 1): known}, older)


@pytest.mark.parametrize(
    ("rule", "now", "is_kept"),
    [
        ("order", row(), True),
        ("order", row(note="비 때문"), True),
        ("order", row(spent=70), False),
        ("order", row(budget=110), False),
        ("order", row(carried=(5, None, None)), True),
        ("budget-explained", row(spent=70, committed=70), True),
        ("budget-explained", row(budget=110), False),
        ("carried-in", row(budget=110, committed=70, spent=70), True),
        ("falls", row(budget=110), True),
        ("falls", row(committed=51), False),
        ("closing", row(committed=51), True),
        ("closing", row(carried=(5, None, None)), False),
        ("note", row(committed=51), True),
        ("note", row(spent=61), False),
        ("unit-jump", row(committed=51), False),
        ("of an older release", row(committed=51), False),
        ("of an older release", row(), True),
    ],
)
def test_an_exception_stands_as_long_as_the_amounts_that_its_rule_looks_at(rule, now, is_kept):
    found = earlier(rule)
    assert [each.rule for each in found.kept([now])] == [rule] * is_kept
    assert [key[0] for key in found.outlived([now])] == [rule] * (not is_kept)


def test_a_blank_that_becomes_a_dash_is_another_amount():
    was = row(spent=None, spent_state="blank")
    blank, dash = (Row(1, was.measures, {"spent": state}) for state in ("blank", "dash"))
    assert earlier("falls", blank).kept([dash]) == []


def test_five_carried_as_another_kind_is_another_amount():
    planned, continuing = row(carried=(5, None, None)), row(carried=(None, None, 5))
    assert earlier("closing", planned).kept([continuing]) == []


def test_a_line_that_is_gone_keeps_no_exception():
    assert earlier().kept([]) == []


def test_what_stands_no_more_is_asked_again_even_of_the_same_amounts():
    before = Earlier({1: row()}, {}, {("order", 1): WAIVED})
    assert before.kept([row()]) == []
    assert before.outlived([row()]) == {("order", 1): WAIVED}


@pytest.mark.parametrize(
    ("answer", "is_said"),
    [
        (Answer("이월분 지출", "지출결의 12호"), False),
        (Answer(" 이월분\n지출", "지출결의 12호 "), False),
        (Answer("이월분 지출", "지출결의 12호", again=True), True),
        (Answer("반납", "지출결의 12호"), True),
        (Answer("이월분 지출", "지출결의 13호"), True),
    ],
)
def test_what_was_said_of_other_amounts_is_said_again_or_anew(answer, is_said):
    assert is_said_now(answer, WAIVED) == is_said
    assert is_said_now(answer, None)


# --- through the pages, without a script ------------------------------------------------------------


@pytest.fixture
def quarter(db):
    return at_work.office_at_work()


@pytest.fixture
def filing(quarter, client):
    client.force_login(quarter.officer)
    return at_work.opened(quarter)


def answers(quarter, reason="이월분 지출", rule="order", **more):
    line = quarter.trees.pk
    said = {f"why-{line}-{rule}": reason, f"paper-{line}-{rule}": "지출결의 12호"}
    return said | {f"{name}-{line}-{rule}": value for name, value in more.items()}


def saved(client, filing, cells, **more):
    """The page after it."""
    posted = form(filing, cells, **more)
    page = client.post(f"/filings/{filing.pk}/", posted, follow=True).content.decode()
    filing.refresh_from_db()
    return page


def fields(page, quarter):
    """Of the answers to the line: the text of each field, and whether a box is ticked."""
    name = rf'name="(why|paper|seen|again)-{quarter.trees.pk}-[a-z-]+"'
    told = {}
    for tag in re.finditer(rf"<input[^>]* {name}[^>]*>", page):
        is_box, value = "checkbox" in tag[0], re.search(r'value="([^"]*)"', tag[0])
        told[tag[1]] = " checked" in tag[0] if is_box else unescape(value[1])
    return told


def reasons(filing):
    return list(
        Waiver.objects.filter(statement=filing.standing_id).values_list("reason", flat=True)
    )


WRONG, OTHER = ("100", "50", "60"), ("100", "50", "70")


@pytest.fixture
def excepted(client, quarter, filing):
    saved(client, filing, filled(quarter, trees=WRONG), **answers(quarter))
    assert reasons(filing) == ["이월분 지출"]
    return filing


def test_the_reason_of_another_amount_is_offered_and_not_taken(client, quarter, excepted):
    page = saved(client, excepted, filled(quarter, trees=OTHER), act="submit", **answers(quarter))
    assert (excepted.state, excepted.standing.version, reasons(excepted)) == ("작성중", 2, [])
    assert "금액이 바뀌어, 앞에 적은 예외나 확인 1건은 이 판에 넣지 않았습니다" in page
    assert "앞의 판의 금액에 적은 예외입니다" in page
    assert fields(page, quarter) == {
        "why": "이월분 지출",
        "paper": "지출결의 12호",
        "again": False,
    }
    page = saved(client, excepted, filled(quarter, trees=OTHER), act="submit", **answers(quarter))
    assert (excepted.state, excepted.standing.version) == ("작성중", 2)  # nor by asking twice


@pytest.mark.parametrize("more", [{"again": "on"}, {"reason": "반납"}])
def test_confirmed_or_written_anew_it_is_taken_at_once(client, quarter, excepted, more):
    said = answers(quarter, **more)
    page = saved(client, excepted, filled(quarter, trees=OTHER), act="submit", **said)
    assert (excepted.state, reasons(excepted)) == ("제출", [more.get("reason", "이월분 지출")])
    assert "이 판에 넣지 않았습니다" not in page


def test_what_was_offered_is_confirmed_on_the_next_page(client, quarter, excepted):
    saved(client, excepted, filled(quarter, trees=OTHER), **answers(quarter))
    said = answers(quarter, again="on")
    saved(client, excepted, filled(quarter, trees=OTHER), act="submit", **said)
    assert (excepted.state, reasons(excepted)) == ("제출", ["이월분 지출"])
    page = client.get(f"/filings/{excepted.pk}/").content.decode()
    assert "앞의 판의 금액에 적은 예외입니다" not in page


def test_a_reason_is_kept_where_only_other_amounts_and_words_change(client, quarter, excepted):
    note = {f"note-{quarter.trees.pk}": "비 때문"}
    cells = filled(quarter, trees=WRONG, flowers=("200", "100", "90"))
    saved(client, excepted, cells, act="submit", **answers(quarter), **note)
    assert (excepted.state, reasons(excepted)) == ("제출", ["이월분 지출"])


def test_a_problem_that_is_gone_asks_for_nothing(client, quarter, excepted):
    page = saved(client, excepted, filled(quarter), act="submit", **answers(quarter))
    assert (excepted.state, reasons(excepted)) == ("제출", [])
    assert "이 판에 넣지 않았습니다" not in page


def test_what_was_seen_of_another_amount_is_seen_again(client, quarter, filing):
    blank, other = ("100", "50", ""), ("100", "40", "")
    seen = {f"seen-{quarter.trees.pk}-blank": "on"}
    saved(client, filing, filled(quarter, trees=blank), **seen)
    page = saved(client, filing, filled(quarter, trees=other), act="submit", **seen)
    assert filing.state == "작성중"
    assert "앞에 적은 예외나 확인 1건은 이 판에 넣지 않았습니다" in page
    assert fields(page, quarter) == {"seen": False}  # and once more from the beginning
    saved(client, filing, filled(quarter, trees=other), act="submit", **seen)
    assert filing.state == "제출"


def test_while_one_types_the_check_asks_again(client, quarter, excepted):
    posted = form(excepted, filled(quarter, trees=OTHER), **answers(quarter))
    said = client.post(f"/filings/{excepted.pk}/check", posted).json()
    asked = said["asking"][str(quarter.trees.pk)]
    assert fields(asked, quarter)["again"] is False
    assert '<span class="level">예외</span>' in said["told"]
    assert "답함" not in said["told"]
    posted |= answers(quarter, again="on")
    said = client.post(f"/filings/{excepted.pk}/check", posted).json()
    assert "답함" in said["told"]


def test_a_file_with_other_amounts_says_which_answer_it_drops(client, quarter, excepted):
    content = xlsx(table(["나무 심기", *map(int, OTHER)], FLOWERS))
    file = SimpleUploadedFile("제출.xlsx", content)
    page = client.post(f"/filings/{excepted.pk}/upload", {"file": file}).content.decode()
    assert "금액이 바뀌어 앞에 적은 답은 빠집니다: ‘이월분 지출’ (지출결의 12호)" in page
