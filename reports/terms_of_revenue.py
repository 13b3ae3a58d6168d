"""용어 of what comes in, and of what a settlement leaves unsaid."""

from reports.term import NONE, UNCONFIRMED, Group, Term

REVENUE = Group(
    "세입",
    (
        Term(
            "징수결정액",
            "징수결정액",
            "걷기로 결정한 금액입니다. 예산현액보다 많을 수도 적을 수도 있습니다.",
            law=UNCONFIRMED,
        ),
        Term(
            "실제수납액",
            "실제수납액",
            "실제로 들어온 금액입니다. 수납액이라고도 합니다. 예산현액을 넘을 수 있습니다.",
            law=UNCONFIRMED,
        ),
        Term(
            "미수납액",
            "미수납액",
            "걷기로 결정했으나 들어오지 않은 금액입니다. 다음 해에 걷거나, 걷을 수 없으면 결손으로 처리합니다.",
            "징수결정액 − 실제수납액 − 불납결손액",
            law=UNCONFIRMED,
        ),
        Term(
            "징수율",
            "징수율",
            "결정한 금액 가운데 들어온 비율입니다.",
            "실제수납액 ÷ 징수결정액 × 100",
            law=NONE,
        ),
    ),
)

UNSAID = Group(
    "결산의 까닭",
    (
        Term(
            "출처-미기재",
            "출처 미기재",
            "예산액과 예산현액의 차이 가운데 어느 자료도 까닭을 적지 않은 금액입니다. 까닭을 지어내지 않고 따로 둡니다.",
            "예산현액 − 예산액 − 알려진 변동",
            law=NONE,
        ),
        Term(
            "낙찰차액",
            "낙찰차액",
            "계약한 금액이 예산보다 적어 남은 금액입니다.",
            law=UNCONFIRMED,
        ),
        Term(
            "집행사유-미발생",
            "집행사유 미발생",
            "쓸 일이 생기지 않아 남은 금액입니다.",
            law=UNCONFIRMED,
        ),
    ),
)
