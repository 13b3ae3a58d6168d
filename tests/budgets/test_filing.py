"""A filing's way from opening to correction, by the verbs alone. 가람 writes, 나래 reviews, 다온 runs it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from budgets import filing as verbs
from budgets.models import Figure, Filing, Statement, Waiver
from budgets.rows import Waived
from departments.models import Membership
from tests import cast
from tests.budgets.quarters import row

DEADLINE = cast.NOON + timedelta(days=10)
SEPTEMBER = date(2030, 9, 30)


@pytest.fixture
def quarter(db):
    """달빛담당관 has 나무 심기 and 꽃 심기; the date of September is open."""
    return cast.quarter()


def opened(quarter, **facts):
    known = {"day": SEPTEMBER, "stage": "집행", "deadline": DEADLINE, "asks_below": None}
    day = verbs.open_date(book=quarter.book, by=quarter.operator, at=cast.NOON, **known | facts)
    return day.filings.get(department=quarter.moon)


def fine(quarter, spent=30):
    return [row(quarter.trees, 100, 50, spent), row(quarter.flowers, 200, 100, 80)]


def hand_in(quarter, filing, rows, **facts):
    filing.refresh_from_db()
    known = {"follows": filing.standing, "by": quarter.officer, "at": cast.NOON, "key": uuid4()}
    return verbs.hand_in(filing=filing, rows=rows, **known | facts)


def act(verb, filing, by, **facts):
    filing.refresh_from_db()
    known = {"statement": filing.standing, "by": by, "at": cast.NOON, "key": uuid4()}
    verb(filing=filing, **known | facts)
    filing.refresh_from_db()


def publish(quarter, filing, missing=(), **facts):
    known = {"by": quarter.operator, "at": cast.NOON, "key": uuid4()}
    done = verbs.publish(reporting_date=filing.reporting_date, missing=missing, **known | facts)
    filing.refresh_from_db()
    return done


def whole_way(quarter, filing, rows):
    hand_in(quarter, filing, rows)
    act(verbs.submit, filing, quarter.officer)
    act(verbs.approve, filing, quarter.reviewer)
    publish(quarter, filing)


def spent(filing):
    """What readers see."""
    figures = Figure.objects.published().filter(statement__filing=filing)
    return sorted(figures.values_list("spent", flat=True))


def test_a_quarter_goes_from_opening_to_publication(quarter):
    filing = opened(quarter)
    hand_in(quarter, filing, fine(quarter))
    assert spent(filing) == []
    act(verbs.submit, filing, quarter.officer)
    act(verbs.approve, filing, quarter.reviewer)
    assert spent(filing) == []
    publish(quarter, filing)
    assert (filing.state, spent(filing)) == ("공개", [30, 80])
    acts = list(filing.steps.values_list("act", "by__username"))
    assert acts == [
        ("열림", "다온"),
        ("저장", "가람"),
        ("제출", "가람"),
        ("확인", "나래"),
        ("공개", "다온"),
    ]


def test_a_correction_leaves_readers_the_old_figures_until_it_is_published(quarter):
    filing = opened(quarter)
    whole_way(quarter, filing, fine(quarter))
    hand_in(quarter, filing, fine(quarter, spent=40), reason="지출 누락")
    act(verbs.approve, filing, quarter.reviewer)
    assert spent(filing) == [30, 80]
    publish(quarter, filing)
    assert spent(filing) == [40, 80]
    assert filing.statements.get(version=1).figures.get(line=quarter.trees).spent == 30


def test_a_correction_needs_a_reason(quarter):
    filing = opened(quarter)
    whole_way(quarter, filing, fine(quarter))
    with pytest.raises(verbs.Refused, match="사유"):
        hand_in(quarter, filing, fine(quarter, spent=40))


def test_what_is_sent_back_is_written_anew(quarter):
    filing = opened(quarter)
    hand_in(quarter, filing, fine(quarter))
    act(verbs.submit, filing, quarter.officer)
    act(verbs.send_back, filing, quarter.reviewer, words="나무 심기를 확인하십시오.")
    assert filing.state == "반려"
    hand_in(quarter, filing, fine(quarter, spent=45))
    filing.refresh_from_db()
    assert (filing.state, filing.standing.version) == ("작성중", 2)


def approved(quarter, filing, rows, **facts):
    hand_in(quarter, filing, rows, **facts)
    act(verbs.submit, filing, quarter.officer)
    act(verbs.approve, filing, quarter.reviewer)


def test_what_was_approved_goes_back_until_it_is_published(quarter):
    filing = opened(quarter)
    approved(quarter, filing, fine(quarter))
    act(verbs.send_back, filing, quarter.reviewer, words="꽃 심기가 빠졌습니다.")
    assert filing.state == "반려"
    with pytest.raises(verbs.Refused, match="확인되지 않은 부서"):
        publish(quarter, filing)
    approved(quarter, filing, fine(quarter, spent=45))
    publish(quarter, filing)
    assert spent(filing) == [45, 80]
    with pytest.raises(verbs.Refused, match="공개 상태에서는"):
        act(verbs.send_back, filing, quarter.reviewer, words="늦었습니다.")


def test_what_the_rules_find_since_the_approval_is_answered_before_publication(quarter):
    """September was approved when nothing was published of June, which then said more was spent."""
    june, september = opened(quarter, day=cast.JUNE_30), opened(quarter)
    approved(quarter, september, fine(quarter, spent=30))
    whole_way(quarter, june, fine(quarter, spent=40))
    with pytest.raises(verbs.Refused, match="답할 문제가 생긴 부서가 있습니다: 달빛담당관"):
        publish(quarter, september)
    assert spent(september) == []
    act(verbs.send_back, september, quarter.reviewer, words="6월보다 줄었습니다.")
    answer = [Waived("falls", quarter.trees.pk, "여입")]
    approved(quarter, september, fine(quarter, spent=30), waived=answer)
    publish(quarter, september)
    assert spent(september) == [30, 80]


def test_a_correction_that_says_more_than_the_next_date_is_answered_before_its_approval(quarter):
    june, september = opened(quarter, day=cast.JUNE_30), opened(quarter)
    whole_way(quarter, june, fine(quarter, spent=30))
    whole_way(quarter, september, fine(quarter, spent=40))
    more = {"rows": fine(quarter, spent=45), "reason": "지출 누락"}
    hand_in(quarter, june, **more)
    with pytest.raises(
        verbs.Problems, match="45원은 다음 기준일.2030. 9. 30..의 40원보다 많습니다"
    ):
        act(verbs.approve, june, quarter.reviewer)
    answer = [Waived("falls", quarter.trees.pk, "9월의 여입")]
    hand_in(quarter, june, **more, waived=answer)
    act(verbs.approve, june, quarter.reviewer)
    publish(quarter, june)
    assert spent(june) == [45, 80]


def test_a_date_that_is_published_after_the_next_says_no_more_than_that(quarter):
    """June was 미제출 when September was published; approved before that, it is asked again."""
    june, september = opened(quarter, day=cast.JUNE_30), opened(quarter)
    approved(quarter, june, fine(quarter, spent=45))
    whole_way(quarter, september, fine(quarter, spent=40))
    with pytest.raises(verbs.Refused, match="답할 문제가 생긴 부서가 있습니다: 달빛담당관"):
        publish(quarter, june)
    act(verbs.send_back, june, quarter.reviewer, words="9월보다 많습니다.")
    approved(quarter, june, fine(quarter, spent=40))
    publish(quarter, june)
    assert spent(june) == [40, 80]


def test_who_writes_may_not_approve_even_as_a_reviewer(quarter):
    filing = opened(quarter)
    Membership.objects.create(person=quarter.officer, department=quarter.office, role="검토자")
    hand_in(quarter, filing, fine(quarter))
    act(verbs.submit, filing, quarter.officer)
    with pytest.raises(verbs.Refused, match="자기가"):
        act(verbs.approve, filing, quarter.officer)


@pytest.mark.parametrize("who", ["reviewer", "operator"])
def test_nobody_but_the_officer_writes(quarter, who):
    filing = opened(quarter)
    with pytest.raises(verbs.NotYours):
        hand_in(quarter, filing, fine(quarter), by=getattr(quarter, who))


def test_an_officer_of_another_department_finds_nothing(quarter):
    filing = opened(quarter)
    stranger = cast.member("라온", cast.division(quarter.office, "별빛담당관"), "담당자")
    with pytest.raises(verbs.NotYours):
        hand_in(quarter, filing, fine(quarter), by=stranger)


def test_the_later_of_two_writers_gets_a_conflict_and_loses_nothing_silently(quarter):
    filing = opened(quarter)
    hand_in(quarter, filing, fine(quarter))
    with pytest.raises(verbs.Conflict):
        hand_in(quarter, filing, fine(quarter, spent=50), follows=None)
    assert filing.statements.count() == 1


def test_the_same_request_twice_has_one_effect(quarter):
    filing, key = opened(quarter), uuid4()
    first = hand_in(quarter, filing, fine(quarter), key=key)
    again = hand_in(quarter, filing, fine(quarter), key=key, follows=None)
    assert (again, filing.statements.count()) == (first, 1)


def test_other_amounts_under_the_same_request_are_not_told_to_be_saved(quarter):
    filing, key = opened(quarter), uuid4()
    hand_in(quarter, filing, fine(quarter), key=key)
    with pytest.raises(verbs.Conflict):
        hand_in(quarter, filing, fine(quarter, spent=50), key=key, follows=None)
    assert filing.statements.count() == 1


def test_what_says_the_same_makes_no_new_statement(quarter):
    filing = opened(quarter)
    first = hand_in(quarter, filing, fine(quarter))
    assert hand_in(quarter, filing, fine(quarter)) == first


def test_letters_that_nobody_sees_make_no_other_request_and_no_new_statement(quarter):
    """They are not stored, and what stands is compared with what is said."""
    filing, key = opened(quarter), uuid4()
    rows = [
        row(quarter.trees, 100, 50, 30, note=" 비\u200b 때\x00문\r\n"),
        row(quarter.flowers, 200, 100, 80, note="\u1107\u1175"),
    ]
    first = hand_in(quarter, filing, rows, key=key)
    assert [figure.note for figure in first.figures.order_by("line")] == ["비 때문", "비"]
    assert hand_in(quarter, filing, rows, key=key) == first
    assert hand_in(quarter, filing, rows) == first
    assert filing.statements.count() == 1


def test_what_was_sent_back_may_be_right_as_it_is(quarter):
    filing = opened(quarter)
    first = hand_in(quarter, filing, fine(quarter))
    act(verbs.submit, filing, quarter.officer)
    act(verbs.send_back, filing, quarter.reviewer, words="증빙이 없습니다.")
    assert hand_in(quarter, filing, fine(quarter)) == first
    act(verbs.submit, filing, quarter.officer)
    assert (filing.state, filing.statements.count()) == ("제출", 1)


@pytest.mark.parametrize(
    ("lines", "words"),
    [(["trees"], "꽃 심기: 빠졌습니다."), (["trees", "flowers", "trees"], "나무 심기: 두 번")],
)
def test_every_line_is_handed_in_once(quarter, lines, words):
    filing = opened(quarter)
    rows = [row(getattr(quarter, line), 100, 50, 30) for line in lines]
    with pytest.raises(verbs.Refused, match=words):
        hand_in(quarter, filing, rows)


def test_a_problem_keeps_a_statement_from_being_submitted_until_it_is_answered(quarter):
    filing = opened(quarter)
    wrong = [row(quarter.trees, 100, 50, 60), row(quarter.flowers, 200, 100, 80)]
    hand_in(quarter, filing, wrong)
    with pytest.raises(verbs.Problems) as caught:
        act(verbs.submit, filing, quarter.officer)
    assert [(each.rule.code, each.line) for each in caught.value.found] == [
        ("order", quarter.trees.pk)
    ]
    answered = Waived("order", quarter.trees.pk, "이월분 지출", "지출결의 12호")
    hand_in(quarter, filing, wrong, waived=[answered])
    act(verbs.submit, filing, quarter.officer)
    assert Waiver.objects.get().statement == filing.standing


def test_a_waiver_of_what_is_no_problem_is_not_kept(quarter):
    filing = opened(quarter)
    hand_in(
        quarter, filing, fine(quarter), waived=[Waived("order", quarter.trees.pk, "왜", "문서")]
    )
    assert Waiver.objects.count() == 0


def test_after_the_deadline_only_those_whom_the_operator_names_until_when(quarter):
    filing = opened(quarter)
    late = DEADLINE + timedelta(hours=1)
    with pytest.raises(verbs.Refused, match="기한"):
        hand_in(quarter, filing, fine(quarter), at=late)
    verbs.extend(
        filing=filing,
        until=late + timedelta(days=1),
        by=quarter.operator,
        at=late,
        words="전산 장애",
        key=uuid4(),
    )
    assert hand_in(quarter, filing, fine(quarter), at=late).version == 1


def test_what_is_missing_must_be_named_before_anything_is_published(quarter):
    star = cast.division(quarter.office, "별빛담당관")
    cast.line(cast.program(quarter.book, star, cast.account("다른 회계")))
    filing = opened(quarter)
    hand_in(quarter, filing, fine(quarter))
    act(verbs.submit, filing, quarter.officer)
    act(verbs.approve, filing, quarter.reviewer)
    with pytest.raises(verbs.Refused, match="별빛담당관"):
        publish(quarter, filing)
    assert [each.department for each in publish(quarter, filing, missing=[star.pk])] == [
        quarter.moon
    ]


def test_a_statement_is_approved_as_it_stood_before_the_reviewer(quarter):
    filing = opened(quarter)
    whole_way(quarter, filing, fine(quarter))
    seen = hand_in(quarter, filing, fine(quarter, spent=40), reason="지출 누락")
    hand_in(quarter, filing, fine(quarter, spent=41), reason="지출 누락")
    with pytest.raises(verbs.Conflict):
        act(verbs.approve, filing, quarter.reviewer, statement=seen)


def test_an_opened_date_waits_for_each_department_of_its_book(quarter):
    filing = opened(quarter)
    assert list(Filing.objects.filter(reporting_date=filing.reporting_date)) == [filing]
    assert Statement.objects.filter(filing=filing).count() == 0


def test_a_date_that_is_there_already_is_refused_in_words(quarter):
    opened(quarter)
    with pytest.raises(verbs.Refused, match="같은 기준일이 이미 있습니다"):
        opened(quarter)


@pytest.mark.parametrize("year", [2028, 2032])
def test_a_date_is_of_the_year_of_its_book_or_beside_it(quarter, year):
    with pytest.raises(verbs.Refused, match="2030년 편성체계의 기준일이 아닙니다"):
        opened(quarter, day=date(year, 6, 30))
    assert not quarter.book.dates.exists()


def test_a_date_is_opened_once_for_one_request(quarter):
    key = uuid4()
    first, again = opened(quarter, key=key), opened(quarter, key=key)
    assert (again, first.steps.count()) == (first, 1)


def extend(quarter, filing, until):
    filing.refresh_from_db()
    known = {"by": quarter.operator, "at": cast.NOON, "words": "전산 장애", "key": uuid4()}
    verbs.extend(filing=filing, until=until, **known)


def test_an_extension_ends_behind_the_deadline(quarter):
    with pytest.raises(verbs.Refused, match="제출 기한보다 뒤"):
        extend(quarter, opened(quarter), DEADLINE - timedelta(hours=1))


def test_what_is_handed_in_needs_no_extension(quarter):
    filing = opened(quarter)
    whole_way(quarter, filing, fine(quarter))
    with pytest.raises(verbs.Refused, match="연장할 것이 없습니다"):
        extend(quarter, filing, DEADLINE + timedelta(days=1))


def test_what_was_approved_after_the_operator_looked_is_not_published_with_the_rest(quarter):
    star = cast.division(quarter.office, "별빛담당관")
    sky = cast.line(cast.program(quarter.book, star, cast.account("다른 회계")))
    writer = cast.member("라온", star, "담당자")
    filing = opened(quarter)
    other = filing.reporting_date.filings.get(department=star)
    whole_way_of_both = [
        (filing, fine(quarter), quarter.officer),
        (other, [row(sky, 10, 5, 5)], writer),
    ]
    for each, rows, by in whole_way_of_both:
        hand_in(quarter, each, rows, by=by)
        act(verbs.submit, each, by)
        act(verbs.approve, each, quarter.reviewer)
    publish(quarter, filing)
    hand_in(quarter, filing, fine(quarter, spent=40), reason="지출 누락")
    act(verbs.approve, filing, quarter.reviewer)
    seen = [filing.standing_id]
    other.refresh_from_db()
    hand_in(quarter, other, [row(sky, 10, 5, 4)], by=writer, reason="반납", waived=[])
    act(verbs.approve, other, quarter.reviewer)
    with pytest.raises(verbs.Refused, match="공개할 제출본이 달라졌습니다"):
        publish(quarter, filing, statements=seen)
    assert spent(filing) == [30, 80]


def test_who_ever_handed_a_statement_in_does_not_approve_it(quarter):
    """가람 wrote it, 마루 submitted it and had it back, then 가람 submitted it."""
    filing = opened(quarter)
    both = cast.member("마루", quarter.office, "담당자")
    Membership.objects.create(person=both, department=quarter.office, role="검토자")
    hand_in(quarter, filing, fine(quarter))
    act(verbs.submit, filing, both)
    act(verbs.send_back, filing, quarter.reviewer, words="증빙이 없습니다.")
    hand_in(quarter, filing, fine(quarter))
    act(verbs.submit, filing, quarter.officer)
    with pytest.raises(verbs.Refused, match="자기가"):
        act(verbs.approve, filing, both)
