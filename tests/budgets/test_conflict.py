"""Somebody was earlier: all that the later one typed is on the page, and goes on from there."""

import re
from html import unescape

import pytest

from tests.budgets import at_work
from tests.budgets.at_work import filled, form

pytestmark = pytest.mark.django_db
THEIRS = ("100", "50", "31")


@pytest.fixture
def quarter():
    return at_work.office_at_work()


@pytest.fixture
def filing(quarter, client):
    client.force_login(quarter.officer)
    return at_work.opened(quarter)


def post(client, filing, posted):
    response = client.post(f"/filings/{filing.pk}/", posted)
    filing.refresh_from_db()
    return response


def typed(quarter, filing, **more):
    """나무 심기 60 over 50, with its reason, its paper and a word; 꽃 심기 blank, and seen to be so."""
    trees, flowers = quarter.trees.pk, quarter.flowers.pk
    said = {
        f"note-{trees}": "비 때문",
        f"why-{trees}-order": "이월분 지출",
        f"paper-{trees}-order": "지출결의 12호",
        f"seen-{flowers}-blank": "on",
    }
    return form(filing, filled(quarter, ("100", "50", "60"), ("200", "100", "")), **said | more)


def told(response):
    """By line and cell: where one began, what is newest, mine, and what going on would have."""
    page = response.content.decode()
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page, re.S)
    cells = [(name, re.findall(r"<td[^>]*>(.*?)</td>", rest, re.S)) for name, rest in rows]
    plain = [(name, *(re.sub(r"<[^>]+>", "", cell) for cell in own)) for name, own in cells]
    return {(name, label): tuple(texts) for name, label, *texts in plain}


def hidden(response):
    page = response.content.decode().split('class="entry"')[1]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(text) for name, text in found}


MINE = {
    ("나무 심기", "집행액 둘 다 고침"): ("30", "31", "60", "60"),
    ("나무 심기", "부진사유"): ("빈칸", "빈칸", "비 때문", "비 때문"),
    ("나무 심기", "예외 사유 (금액의 순서)"): ("빈칸", "빈칸", "이월분 지출", "이월분 지출"),
    ("나무 심기", "근거 문서 (금액의 순서)"): ("빈칸", "빈칸", "지출결의 12호", "지출결의 12호"),
    ("꽃 심기", "집행액"): ("80", "80", "빈칸", "빈칸"),
    ("꽃 심기", "확인 (빈칸과 0)"): ("빈칸", "빈칸", "확인함", "확인함"),
}


def test_all_that_was_typed_is_on_the_page_and_goes_on_from_it(client, quarter, filing):
    post(client, filing, form(filing, filled(quarter)))
    mine = typed(quarter, filing)
    post(client, filing, form(filing, filled(quarter, THEIRS)))
    response = post(client, filing, mine)
    assert response.status_code == 409
    assert told(response) == MINE
    going_on = post(client, filing, hidden(response) | {"act": "resume"}).content.decode()
    for text in ("비 때문</textarea>", 'value="이월분 지출"', 'value="지출결의 12호"'):
        assert text in going_on
    assert f'name="seen-{quarter.flowers.pk}-blank" checked' in going_on
    post(client, filing, hidden(response) | {"act": "submit"})
    assert (filing.state, filing.standing.version) == ("제출", 3)
    kept = filing.standing.waivers.order_by("rule").values_list("rule", "reason", "paper")
    assert list(kept) == [("blank", "", ""), ("order", "이월분 지출", "지출결의 12호")]
    assert list(filing.standing.figures.filter(spent=60).values_list("note")) == [("비 때문",)]


@pytest.mark.parametrize("theirs", [THEIRS, ("100", "50", "30")])
def test_after_it_was_submitted_all_that_was_typed_is_there_to_be_read(
    client, quarter, filing, theirs
):
    """With other amounts as well as with those from which this person began."""
    post(client, filing, form(filing, filled(quarter)))
    mine = typed(quarter, filing)
    post(client, filing, form(filing, filled(quarter, theirs), act="submit"))
    assert filing.state == "제출"
    response = post(client, filing, mine)
    assert response.status_code == 409
    found = {place: texts[2] for place, texts in told(response).items()}
    assert found == {
        (name, label.replace(" 둘 다 고침", "") if theirs != THEIRS else label): texts[2]
        for (name, label), texts in MINE.items()
    }
    assert {len(texts) for texts in told(response).values()} == {3}  # nobody can go on
    assert "제출 상태에서는 고칠 수 없습니다" in response.content.decode()
    assert 'class="entry"' not in response.content.decode()


def test_the_reason_of_a_correction_is_on_the_page_and_goes_on_from_it(client, quarter, filing):
    post(client, filing, form(filing, filled(quarter), act="submit"))
    at_work.publish(quarter, filing)
    mine = typed(quarter, filing, reason="지출 <누락>")
    post(client, filing, form(filing, filled(quarter, THEIRS), reason="오기"))
    response = post(client, filing, mine)
    assert response.status_code == 409
    assert "<dt>내가 적은 정정 사유</dt><dd>지출 &lt;누락&gt;</dd>" in response.content.decode()
    post(client, filing, hidden(response) | {"act": "save"})
    assert (filing.state, filing.standing.reason) == ("정정", "지출 <누락>")
    assert filing.standing.waivers.count() == 2


def test_what_was_published_meanwhile_is_gone_on_from_as_a_correction(client, quarter, filing):
    """The form of a draft has no reason: the page on which one goes on asks for it."""
    post(client, filing, form(filing, filled(quarter)))
    mine = typed(quarter, filing)
    post(client, filing, form(filing, filled(quarter, THEIRS), act="submit"))
    at_work.publish(quarter, filing)
    response = post(client, filing, mine)
    assert told(response) == MINE
    page = post(client, filing, hidden(response) | {"act": "resume"}).content.decode()
    assert 'id="reason" name="reason" value="" maxlength="300" required' in page
    assert 'value="이월분 지출"' in page


def test_an_answer_that_the_newest_alone_has_stays_when_one_goes_on(client, quarter, filing):
    """Of a problem that my figures do not have the form asked nothing."""
    post(client, filing, form(filing, filled(quarter)))
    mine = form(filing, filled(quarter, flowers=("200", "100", "81")))
    theirs = typed(quarter, filing)
    post(client, filing, theirs)
    response = post(client, filing, mine)
    place = "나무 심기", "예외 사유 (금액의 순서)"
    assert told(response)[place] == ("빈칸", "이월분 지출", "빈칸", "이월분 지출")
    post(client, filing, hidden(response) | {"act": "submit"})
    assert filing.standing.waivers.get(rule="order").reason == "이월분 지출"
