"""What is asked and done, as labels: a noun of the closed set, what it is about, and how it stands there."""

import pytest

from budgets.reading.finding_acts import acts_in
from budgets.reading.finding_words import facts_in


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "하도급 승인 절차를 마련하고 잘못 준 보조금 3,000천원을 환수할 것",
            ["승인 절차 마련 (할 것)", "환수 (할 것)"],
        ),
        (
            "나무 심기가 늦음. 관련 제도 개선 방안을 마련하도록 요구함",
            ["개선 방안 마련 (요구)"],
        ),
        ("적극적인 대처(보고 등)가 필요", ["보고 (필요)"]),
        ("운영 이 활성화되도록 권고함", ["운영 활성화 (권고)"]),
        ("제도를 개선하고 광고 확대를 요구함", ["제도 개선 (요구)", "광고 확대 (요구)"]),
        ("나무를 심기 위해 개선이 필요", ["개선 (필요)"]),
        ("평가 개선을 촉구함", ["평가 개선 (촉구)"]),
        ("점검을 강화하시기 바람", ["점검 강화 (바람)"]),
        ("같은 일이 재발되지 않도록 할 것", ["재발 방지 (할 것)"]),
        # What it is about may stand before the same noun further up, and a way be for a purpose.
        ("예산 편성시 계획에 따라 면밀히 편성하도록 권고함", ["예산 편성 (권고)"]),
        ("과다 편성시 조정하고 면밀히 편성할 것", ["조정 (할 것)", "편성 (할 것)"]),
        (
            "방문객수를 늘리기 위한 방안을 적극적으로 모색할 것",
            ["방문객수 늘리기 방안 모색 (할 것)"],
        ),
        ("나무를 심기 위한 계획을 수립할 것", ["나무 심기 계획 수립 (할 것)"]),
        # What a rule says in general, and what was found, is not what is asked.
        ("예산을 전용하면 의회에 보고하도록 하고 있음", []),
        ("여비를 반납하여야 하나 반납하지 않음", []),
        ("예산을 편성하고 집행하지 않았으므로 절차를 정비할 것", ["절차 정비 (할 것)"]),
        ("운영 개선을 위한 용역이 늦음", []),
        ("개선이 필요한 사업", []),
        ("보고 미이행을 시정할 것", ["미이행 시정 (할 것)"]),
    ],
)
def test_what_is_asked_is_what_a_demand_follows(text, acts):
    assert _told("요구", text) == acts


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "지침을 개정하고 2018. 5월까지 전액 환수 완료",
            ["지침 개정 (함)", "전액 환수 (함)"],
        ),
        ("홍보강화 등을 추진 중으로 앞으로도 노력하겠음", ["홍보강화 (추진 중)"]),
        ("계약 관리 기준 정비 중", ["관리 기준 정비 (추진 중)"]),
        ("보고가 지연되는 일이 없도록 하겠음", ["보고 지연 방지 (계획)"]),
        (
            "‘마을 나무’ 강화 및 누리집 개선을 추진 중",
            ["‘마을 나무’ 강화 (추진 중)", "누리집 개선 (추진 중)"],
        ),
        ("현수막 상설 설치, 운영단 신설 등", ["현수막 상설 설치 ()", "운영단 신설 ()"]),
        # Said twice, once more plainly.
        ("누리집 개선(2031. 5.) 뒤에 누리집 개선 완료", ["누리집 개선 (함)"]),
        ("분기별로 보고하였어야 하나 하지 못함", []),
        ("운영 활성화를 위해 노력하겠음", []),
    ],
)
def test_what_is_done_is_told_apart_from_what_will_be(text, acts):
    assert _told("조치", text) == acts


def test_of_what_may_be_a_person_s_doing_nobody_is_named():
    assert _told("조치", "김아무개 통보함. 이아무개 교육 완료") == ["통보 (함)", "교육 (함)"]


def test_a_day_that_says_what_was_done_is_not_said_twice():
    found = [(fact.kind, fact.words) for fact in facts_in("조치", [(1, "'31. 2월 보고")])]
    assert found == [("시기", "'31. 2월 보고")]


def test_what_stands_in_single_marks_is_a_name_and_a_year_is_none():
    text = "'찾아가는 나무'로 바꾸고('31년 15회) '1인 가구'와 '꽃길'을 넓힘"
    names = [fact.words for fact in facts_in("조치", [(1, text)]) if fact.kind == "이름"]
    assert names == ["‘찾아가는 나무’", "‘꽃길’"]


def _told(side, text):
    return [f"{act.words} ({act.manner})" for act in acts_in(side, text)]
