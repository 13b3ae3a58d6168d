"""The grid by its posts: what is stored in won, what is refused, and that nothing typed is lost."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets import filing as verbs
from budgets.models import Figure, Waiver
from tests import cast
from tests.budgets import at_work
from tests.budgets.at_work import filled, form, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    return at_work.office_at_work()


@pytest.fixture
def filing(quarter):
    return at_work.opened(quarter)


@pytest.fixture
def officer(client, quarter):
    client.force_login(quarter.officer)
    return client


def address(filing):
    return f"/filings/{filing.pk}/"


def post(client, filing, cells=(), **more):
    return client.post(address(filing), form(filing, cells, **more))


def text(response):
    """What a reader sees of it, roughly: without tags."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", page.replace("&lt;", "<").replace("&gt;", ">"))


def value(response, line, column):
    """What stands in a cell."""
    found = re.search(rf'name="c-{line.pk}-{column}" value="([^"]*)"', response.content.decode())
    return found[1].replace("&#x27;", "'")


def test_what_is_typed_is_stored_in_won_and_shown_after_a_redirect(officer, quarter, filing):
    response = post(officer, filing, filled(quarter))
    assert response.status_code == 302
    assert stored(filing, quarter.trees) == (100, 50, 30)
    assert (filing.state, filing.standing.method) == ("작성중", "입력")
    page = officer.get(response.url)
    assert "제1판으로 저장했습니다" in text(page)
    assert value(page, quarter.trees, "spent") == "30"


@pytest.mark.parametrize(
    ("written", "unit", "won"),
    [
        ("1,234", "원", 1234),
        ("1,234", "천원", 1_234_000),
        ("1.5", "백만원", 1_500_000),
        ("0.001", "천원", 1),
        ("△1,234", "원", -1234),
        ("▲5", "원", -5),
        ("−5", "원", -5),
        ("(1,234)", "원", -1234),
        ("１２３", "천원", 123_000),
        ("1억 2,000만원", "천원", 120_000_000),
        ("7원", "백만원", 7),
        ("-", "원", None),
    ],
)
def test_all_notations_are_read_in_the_chosen_unit(officer, quarter, filing, written, unit, won):
    post(officer, filing, filled(quarter, trees=("100", "50", written)), unit=unit)
    assert stored(filing, quarter.trees)[2] == won


def test_blank_dash_and_zero_stay_three_things(officer, quarter, filing):
    post(officer, filing, filled(quarter, trees=("", "-", "0")))
    figure = filing.statements.get().figures.get(line=quarter.trees)
    assert (figure.budget_state, figure.committed_state, figure.spent_state) == (
        "blank",
        "dash",
        "value",
    )
    page = officer.get(address(filing))
    assert [value(page, quarter.trees, c) for c in ("budget", "committed", "spent")] == [
        "",
        "-",
        "0",
    ]


@pytest.mark.parametrize(
    ("written", "unit", "why"),
    [
        ("730,8", "원", "쉼표는 오른쪽에서 세 자리마다"),
        ("0.0001", "천원", "1원 미만"),
        ("약 5억", "원", "글자가 있습니다"),
        ("007", "원", "0으로 시작하는 수"),
        ("#REF!", "원", "엑셀 오류값"),
    ],
)
def test_what_cannot_be_read_stays_as_typed_with_its_reason(
    officer, quarter, filing, written, unit, why
):
    response = post(officer, filing, filled(quarter, trees=("100", "50", written)), unit=unit)
    assert response.status_code == 422
    assert value(response, quarter.trees, "spent") == written
    assert value(response, quarter.flowers, "spent") == "80"  # nor is anything else lost
    assert why in text(response)
    assert f'<a href="#c-{quarter.trees.pk}-spent">나무 심기</a>' in response.content.decode()
    marked = re.search(
        rf'<input[^>]* id="c-{quarter.trees.pk}-spent"[^>]*>', response.content.decode()
    )[0]
    assert 'aria-invalid="true"' in marked
    assert f"c-{quarter.trees.pk}-spent-words" in marked
    assert filing.statements.count() == 0


def test_every_problem_of_the_whole_grid_is_listed_at_once(officer, quarter, filing):
    wrong = filled(quarter, trees=("1,00", "50", "60"), flowers=("200", "300", "x"))
    response = post(officer, filing, wrong)
    listed = re.findall(
        r'<li><span class="level">(.*?)</span> <a href="#(.*?)">', response.content.decode()
    )
    assert listed == [
        ("표기", f"c-{quarter.trees.pk}-budget"),
        ("표기", f"c-{quarter.flowers.pk}-spent"),
        ("예외", f"c-{quarter.trees.pk}-spent"),
        ("예외", f"c-{quarter.flowers.pk}-committed"),
    ]


def test_a_problem_does_not_keep_from_saving_but_from_submitting(officer, quarter, filing):
    wrong = filled(quarter, trees=("100", "50", "60"))
    response = post(officer, filing, wrong, act="submit")
    assert stored(filing, quarter.trees) == (100, 50, 60)
    assert filing.state == "작성중"
    answer = officer.get(response.url)
    page = text(answer)
    assert '<p class="problem">저장은 했으나 제출하지 못했습니다' in answer.content.decode()
    assert "집행액 60원 > 원인행위액 50원" in page


def test_an_exception_with_its_reason_and_paper_lets_it_be_submitted(officer, quarter, filing):
    answers = {
        f"why-{quarter.trees.pk}-order": "이월분 지출",
        f"paper-{quarter.trees.pk}-order": "지출결의 12호",
    }
    post(officer, filing, filled(quarter, trees=("100", "50", "60")), act="submit", **answers)
    filing.refresh_from_db()
    assert filing.state == "제출"
    kept = Waiver.objects.get()
    assert (kept.rule, kept.line, kept.reason, kept.paper) == (
        "order",
        quarter.trees,
        "이월분 지출",
        "지출결의 12호",
    )


def test_a_warning_is_acknowledged_beside_its_line(officer, quarter, filing):
    blank = filled(quarter, trees=("100", "50", ""))
    post(officer, filing, blank, act="submit")
    page = officer.get(address(filing)).content.decode()
    assert f'id="seen-{quarter.trees.pk}-blank"' in page
    seen = {f"seen-{quarter.trees.pk}-blank": "on"}
    post(officer, filing, blank, act="submit", **seen)
    filing.refresh_from_db()
    assert filing.state == "제출"


def test_a_low_rate_asks_for_its_reason(officer, quarter):
    filing = at_work.opened(quarter, asks_below=50)
    post(officer, filing, filled(quarter), act="submit")
    assert "집행률 30.0%: 50%보다 낮은데 부진사유가 없습니다" in text(officer.get(address(filing)))
    note = {f"note-{quarter.trees.pk}": "장마로\n늦음", f"note-{quarter.flowers.pk}": "없음"}
    post(officer, filing, filled(quarter, flowers=("200", "100", "80")), act="submit", **note)
    filing.refresh_from_db()
    assert filing.state == "제출"
    assert filing.standing.figures.get(line=quarter.trees).note == "장마로 늦음"


def test_the_same_request_twice_has_one_effect(officer, quarter, filing):
    posted = form(filing, filled(quarter), act="submit")
    first, again = (officer.post(address(filing), posted) for _ in range(2))
    assert (first.status_code, again.status_code) == (302, 302)
    filing.refresh_from_db()
    assert (filing.state, filing.statements.count()) == ("제출", 1)
    assert list(filing.steps.values_list("act", flat=True)) == ["열림", "저장", "제출"]


def test_what_is_saved_again_unchanged_makes_no_new_version(officer, quarter, filing):
    post(officer, filing, filled(quarter))
    response = post(officer, filing, filled(quarter))
    assert filing.statements.count() == 1
    assert "저장된 것과 같습니다" in text(officer.get(response.url))


@pytest.mark.parametrize("unit", ["", "달러", "억원"])
@pytest.mark.parametrize("way", ["", "check"])
def test_amounts_in_a_unit_that_is_not_offered_are_not_taken_for_won(
    officer, quarter, filing, unit, way
):
    posted = at_work.form(filing, at_work.filled(quarter), unit=unit)
    assert officer.post(f"{address(filing)}{way}", posted).status_code == 400
    assert not filing.statements.exists()


def test_the_unit_is_changed_to_the_last_won_and_nothing_is_stored(officer, quarter, filing):
    cells = filled(quarter, trees=("1,234,567", "△1,000", "73,8"))
    page = post(officer, filing, cells, act="unit-천원")
    shown = [value(page, quarter.trees, column) for column in ("budget", "committed", "spent")]
    assert shown == ["1,234.567", "△1", "73,8"]
    assert 'name="unit" value="천원"' in page.content.decode()
    assert filing.statements.count() == 0


def test_the_unit_stays_where_what_cannot_be_read_would_become_another_amount(
    officer, quarter, filing
):
    page = post(officer, filing, filled(quarter, trees=("73.8", "1", "1")), act="unit-천원")
    assert value(page, quarter.trees, "budget") == "73.8"
    assert 'name="unit" value="원"' in page.content.decode()
    assert "‘73.8’" in page.content.decode()


@pytest.mark.parametrize("unit", ["원", "천원", "백만원"])
def test_what_is_stored_is_shown_exactly_in_every_unit_and_comes_back_the_same(
    officer, quarter, filing, unit
):
    post(officer, filing, filled(quarter, trees=("1,234,567", "1", "1")))
    page = officer.get(address(filing), {"unit": unit})
    cells = {
        (line, column): value(page, line, column)
        for line in (quarter.trees, quarter.flowers)
        for column in ("budget", "committed", "spent")
    }
    post(officer, filing, cells, unit=unit)
    assert stored(filing, quarter.trees) == (1_234_567, 1, 1)
    assert filing.statements.count() == 1  # it says the same


def settled(quarter, kinds):
    names = ("carried_planned", "carried_unavoidable", "carried_continuing")
    cells = filled(quarter)
    for line in (quarter.trees, quarter.flowers):
        cells |= {(line, name): text for name, text in zip(names, kinds, strict=True)}
    return cells


def test_at_the_settlement_what_is_carried_over_is_the_sum_of_its_kinds(officer, quarter):
    filing = at_work.opened(quarter, stage="결산")
    post(officer, filing, settled(quarter, ("10", "", "5")))
    figure = filing.statements.get().figures.get(line=quarter.trees)
    assert (figure.carried, figure.carried_planned, figure.carried_unavoidable) == (15, 10, None)
    page = officer.get(address(filing))
    assert value(page, quarter.trees, "carried_unavoidable") == "-"
    row = re.search(
        rf'<tr class="line" data-line="{quarter.trees.pk}".*?</tr>', page.content.decode(), re.S
    )
    assert "data-lapsed>55</td>" in row[0]  # 100 - 30 - 15


def test_before_it_is_said_what_is_carried_over_no_remainder_is_known(officer, quarter):
    filing = at_work.opened(quarter, stage="결산")
    page = post(officer, filing, settled(quarter, ("", "", "")), act="unit-원").content.decode()
    assert re.findall(r"data-lapsed>([^<]*)</td>", page) == ["-", "-", "-", "-"]
    page = post(officer, filing, settled(quarter, ("-", "", "")), act="unit-원").content.decode()
    assert re.findall(r"data-lapsed>([^<]*)</td>", page) == ["190", "190", "70", "120"]


def test_a_sum_of_which_nobody_said_the_kinds_is_not_lost(officer, quarter):
    """As a sheet may bring it that has one column for 이월액."""
    filing = at_work.opened(quarter, stage="결산")
    post(officer, filing, settled(quarter, ("0", "0", "0")))
    whole = cast.statement(filing, version=2)
    for line in (quarter.trees, quarter.flowers):
        cast.figure(whole, line, budget=100, committed=50, spent=30, carried=7)
    type(filing).objects.filter(pk=filing.pk).update(standing=whole)
    page = officer.get(address(filing))
    assert value(page, quarter.trees, "carried") == "7"
    cells = {
        (line, name): value(page, line, name)
        for line in (quarter.trees, quarter.flowers)
        for name in ("budget", "committed", "spent", "carried", "carried_planned")
    }
    post(officer, filing, cells | {(quarter.trees, "spent"): "31"})
    filing.refresh_from_db()
    assert filing.standing.version == 3
    assert filing.standing.figures.get(line=quarter.trees).carried == 7


def beside(page, line, column, day="2030. 12. 31."):
    """The last date's figure, which names its day, and the change."""
    shown = re.search(
        rf'id="c-{line.pk}-{column}-beside">(.*?)</span></span></span>|$',
        page.content.decode(),
        re.S,
    )[1]
    told = " ".join(re.sub(r"<[^>]+>|\s+", " ", shown).split())
    assert told.startswith(day)
    return told.removeprefix(day).strip()


def test_the_figures_of_the_date_before_stand_beside(officer, quarter, filing):
    post(officer, filing, filled(quarter), act="submit")
    at_work.publish(quarter, filing)
    later = at_work.opened(quarter, day=at_work.LATER)
    page = post(officer, later, filled(quarter, trees=("100", "50", "45")), act="unit-원")
    assert beside(page, quarter.trees, "spent", day="2030. 9. 30.") == "30 증감 +15"


def test_beside_a_second_settlement_stands_what_the_first_carried_over_by_kinds(officer, quarter):
    first = at_work.opened(quarter, day=at_work.LATER, stage="결산")
    post(officer, first, settled(quarter, ("10", "", "5")), act="submit")
    at_work.publish(quarter, first)
    second = at_work.opened(quarter, day=date(2031, 1, 20), stage="결산")
    page = post(officer, second, settled(quarter, ("12", "3", "")), act="unit-원")
    assert [
        beside(page, quarter.trees, kind)
        for kind in ("carried_planned", "carried_unavoidable", "carried_continuing")
    ] == ["10 증감 +2", "- 증감", "5 증감"]


def test_the_amended_budget_is_offered_from_what_was_voted_and_changed(officer, quarter):
    at_work.voted_and_changed(officer, quarter)
    filing = at_work.opened(quarter)
    page = officer.get(address(filing))
    assert [value(page, line, "budget") for line in (quarter.trees, quarter.flowers)] == [
        "1,200",
        "300",
    ]
    page = post(officer, filing, filled(quarter), act="unit-원")
    assert "변동으로 본 현액 1,200" in text(page)
    assert f'href="/changes?line={quarter.trees.pk}"' in page.content.decode()
    assert "변동 1건" in text(page)


# --- whose it is ----------------------------------------------------------------------------------


@pytest.fixture
def stranger(client, quarter):
    star = cast.division(quarter.office, "별빛담당관")
    client.force_login(cast.member("라온", star, "담당자"))
    return client


@pytest.mark.parametrize("who", ["stranger", "reviewer", "operator"])
def test_the_filing_of_another_is_not_there(stranger, quarter, filing, who):
    client = stranger
    if who != "stranger":
        client.force_login(getattr(quarter, who))
    posted = form(filing, filled(quarter))
    assert client.get(address(filing)).status_code == 404
    assert client.post(address(filing), posted).status_code == 404
    assert client.post(f"{address(filing)}check", posted).status_code == 404
    assert filing.statements.count() == 0


def test_nobody_is_asked_to_sign_in_and_what_was_typed_is_kept(client, quarter, filing):
    assert client.get(address(filing)).url.startswith("/login?next=")
    response = post(client, filing, filled(quarter))
    assert response.status_code == 403
    assert f'name="kept-c-{quarter.trees.pk}-spent" value="30"' in response.content.decode()


def test_lines_of_another_department_are_named_and_nothing_is_stored(officer, quarter, filing):
    star = cast.division(quarter.office, "별빛담당관")
    foreign = cast.line(cast.program(quarter.book, star, cast.account("다른 회계")))
    response = post(officer, filing, filled(quarter), **{f"c-{foreign.pk}-spent": "1"})
    assert response.status_code == 422
    assert "이 부서의 세부사업이 아닌 줄이 1개" in text(response)
    assert Figure.objects.filter(statement__filing=filing).count() == 0


def test_a_cell_that_did_not_come_is_not_taken_for_a_blank(officer, quarter, filing):
    posted = form(filing, filled(quarter))
    del posted[f"c-{quarter.flowers.pk}-spent"]
    response = officer.post(address(filing), posted)
    assert response.status_code == 422
    assert "집행액 칸이 빠졌습니다" in text(response)
    assert filing.statements.count() == 0


@pytest.mark.parametrize("broken", [{"follows": "x"}, {"follows": "9" * 30}, {"act": "publish"}])
def test_a_form_that_was_not_ours_is_not_there(officer, quarter, filing, broken):
    assert post(officer, filing, filled(quarter), **broken).status_code == 404
    assert filing.statements.count() == 0


@pytest.mark.parametrize("broken", [{"key": "x"}, {"key": ""}, {"unit": ""}])
def test_a_request_without_its_key_or_unit_is_answered_in_words(officer, quarter, filing, broken):
    answer = post(officer, filing, filled(quarter), **broken)
    assert answer.status_code == 400
    assert "보낸 것은 하나도 저장하지 않았습니다" in answer.content.decode()
    assert filing.statements.count() == 0


def test_texts_too_long_for_their_column_are_named(officer, quarter, filing):
    note = {f"note-{quarter.trees.pk}": "가" * 301}
    response = post(officer, filing, filled(quarter), **note)
    assert response.status_code == 422
    assert "부진사유: 300자까지 적습니다. (301자)" in text(response)


# --- when it is closed, and when somebody was earlier ---------------------------------------------


def test_what_was_submitted_is_shown_and_not_written(officer, quarter, filing):
    post(officer, filing, filled(quarter), act="submit")
    page = officer.get(address(filing))
    assert "제출 상태에서는 고칠 수 없습니다. 보기만 할 수 있습니다." in text(page)
    assert 'value="save"' not in page.content.decode()
    cells = re.findall(r'<(?:input|textarea) class="cell"[^>]*>', page.content.decode())
    assert len(cells) == 8
    assert all(" readonly" in cell for cell in cells)
    response = post(officer, filing, filled(quarter, trees=("100", "50", "31")))
    assert response.status_code == 409
    assert "내 입력" in text(response)
    assert ">31<" in response.content.decode()
    assert stored(filing, quarter.trees) == (100, 50, 30)


def test_after_the_deadline_it_is_closed_and_says_why(officer, quarter, filing):
    date = filing.reporting_date
    date.deadline = cast.NOON.replace(year=2020)
    date.save()
    assert "제출 기한이 지났습니다" in text(officer.get(address(filing)))
    response = post(officer, filing, filled(quarter))
    assert (response.status_code, filing.statements.count()) == (409, 0)


def test_a_date_from_a_document_is_shown_with_the_columns_it_has(client, db):
    found = cast.two_dates()
    client.force_login(cast.member("가람", found.moon, "담당자"))
    page = client.get(address(found.filing))
    assert "문서에서 옮긴 기준일은 여기서 고치지 않습니다" in text(page)
    assert value(page, found.trees, "spent") == "50"
    assert f"c-{found.trees.pk}-committed" not in page.content.decode()


def test_what_was_sent_back_says_why_and_may_be_handed_in_as_it_is(officer, quarter, filing):
    post(officer, filing, filled(quarter), act="submit")
    at_work.act(verbs.send_back, filing, quarter.reviewer, words="증빙을 붙여 주십시오.")
    assert "증빙을 붙여 주십시오." in text(officer.get(address(filing)))
    post(officer, filing, filled(quarter), act="submit")
    filing.refresh_from_db()
    assert (filing.state, filing.statements.count()) == ("제출", 1)


def published(client, quarter, filing):
    post(client, filing, filled(quarter), act="submit")
    at_work.publish(quarter, filing)


def test_a_correction_asks_for_its_reason_and_leaves_what_readers_see(officer, quarter, filing):
    published(officer, quarter, filing)
    right = filled(quarter, trees=("100", "50", "40"))
    response = post(officer, filing, right)
    assert response.status_code == 422
    assert "바로잡는 사유를 적어야 합니다" in text(response)
    assert value(response, quarter.trees, "spent") == "40"
    response = post(officer, filing, right, reason="지출 누락")
    filing.refresh_from_db()
    assert (filing.state, filing.standing.reason, filing.published.version) == (
        "정정",
        "지출 누락",
        1,
    )
    assert "제2판을 정정으로 냈습니다" in text(officer.get(response.url))


@pytest.mark.parametrize(("spent", "is_told"), [("40", False), ("60", True)])
def test_a_correction_says_at_once_what_the_reviewer_will_ask(
    officer, quarter, filing, spent, is_told
):
    published(officer, quarter, filing)
    wrong = filled(quarter, trees=("100", "50", spent))
    response = post(officer, filing, wrong, reason="지출 누락")
    told = "답하지 않은 문제가 1개 있어 검토자가 확인할 수 없습니다"
    assert (told in text(officer.get(response.url))) == is_told


def beaten(client, quarter, filing):
    """Somebody else saves 꽃 심기 91 and 나무 심기 31 while this person types 나무 심기 32, 사유 '비'."""
    post(client, filing, filled(quarter))
    mine = form(
        filing, filled(quarter, trees=("100", "50", "32")), **{f"note-{quarter.trees.pk}": "비"}
    )
    theirs = filled(quarter, trees=("100", "50", "31"), flowers=("200", "100", "91"))
    post(client, filing, theirs)
    return client.post(address(filing), mine)


def test_the_later_of_two_sees_both_versions_and_what_he_typed(officer, quarter, filing):
    response = beaten(officer, quarter, filing)
    assert response.status_code == 409
    rows = re.findall(
        r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", response.content.decode(), re.S
    )
    told = [(name, *re.findall(r">([^<>]+)</(?:td|strong)>", rest)) for name, rest in rows]
    assert told == [
        ("나무 심기", "30", "31", "32", "32"),
        ("나무 심기", "부진사유", "빈칸", "빈칸", "비", "비"),
        ("꽃 심기", "집행액", "80", "91", "80", "91"),
    ]
    assert stored(filing, quarter.trees) == (100, 50, 31)


def hidden(response):
    """The form of the conflict page, as it would be sent."""
    page = response.content.decode().split('class="entry"')[1]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def test_one_goes_on_from_the_newest_with_ones_own_put_in_again(officer, quarter, filing):
    fields = hidden(beaten(officer, quarter, filing))
    page = officer.post(address(filing), fields | {"act": "resume"})
    assert (value(page, quarter.trees, "spent"), value(page, quarter.flowers, "spent")) == (
        "32",
        "91",
    )
    assert "저장된 값 31" in text(page)
    assert "data-unsaved" in page.content.decode()
    officer.post(address(filing), fields | {"act": "save"})
    filing.refresh_from_db()
    assert filing.standing.version == 3
    figures = filing.standing.figures.order_by("line__position")
    assert list(figures.values_list("spent", "note")) == [(32, "비"), (91, "")]


# --- the check while typing, and what it all costs ------------------------------------------------


def check(client, filing, cells):
    response = client.post(f"{address(filing)}check", form(filing, cells))
    return json.loads(response.content)


def test_the_check_says_what_saving_would_and_stores_nothing(officer, quarter, filing):
    wrong = filled(quarter, trees=("1억", "50", "60"), flowers=("200", "100", "8,0"))
    said = check(officer, filing, wrong)
    assert said["read"][f"c-{quarter.trees.pk}-budget"]["won"] == "100000000"
    assert "쉼표" in said["read"][f"c-{quarter.flowers.pk}-spent"]["words"]
    assert "집행액 60원 &gt; 원인행위액 50원" in said["told"]
    assert list(said["asking"]) == [str(quarter.trees.pk)]
    assert filing.statements.count() == 0


def test_the_check_tells_that_somebody_was_earlier(officer, quarter, filing):
    posted = form(filing, filled(quarter))
    post(officer, filing, filled(quarter))
    late = officer.post(f"{address(filing)}check", posted)
    assert json.loads(late.content)["stale"] is True
    assert check(officer, filing, filled(quarter))["stale"] is False


def questions(act):
    """How often the database is asked, and how many of these put figures in."""
    with CaptureQueriesContext(connection) as asked:
        act()
    inserts = [each for each in asked if each["sql"].startswith('INSERT INTO "budgets_figure"')]
    return len(asked) - len(inserts), len(inserts)


@pytest.mark.parametrize(("count", "batches"), [(3, 1), (300, 6)])
def test_three_hundred_lines_cost_as_many_questions_as_three(client, count, batches):
    quarter = at_work.office_at_work([f"사업 {n}" for n in range(count)])
    filing = at_work.opened(quarter)
    client.force_login(quarter.officer)
    lines = list(verbs.lines_of(filing))
    cells = {(line, column): "100" for line in lines for column in ("budget", "committed", "spent")}
    posted = form(filing, cells)
    if connection.vendor == "postgresql":
        batches = 1  # SQLite takes so many values at once
    assert questions(lambda: client.get(address(filing))) == (16, 0)
    assert questions(lambda: client.post(f"{address(filing)}check", posted)) == (15, 0)
    assert questions(lambda: client.post(address(filing), posted)) == (28, batches)
    assert filing.statements.get().figures.filter(spent=100).count() == count
    assert questions(lambda: client.get(address(filing))) == (18, 0)
