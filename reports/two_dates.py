"""Two dates set beside each other: what may be compared, the columns of both, and what has to be said."""

from collections.abc import Callable, Iterable, Sequence

from budgets.measures import MEASURES
from reports.cuts import APPROPRIATED, BUDGET, COMMITTED, SPENT, rate_of
from reports.dates import When
from reports.matched import Matched, Side, change, has
from reports.rollup import cells
from reports.seasons import is_same_time
from reports.table import Cell, Column, Kind, minus, ratio

_LATER_LESS_EARLIER = "뒤의 금액 - 앞의 금액"


def bases_of(then: int, now: int) -> tuple[int, int]:
    """예산현액 of both, or 예산액 of both; where they have none in common each its own."""
    for measure in (BUDGET, APPROPRIATED):
        if all(has(mask, measure) for mask in (then, now) if mask):
            return measure, measure
    return tuple(BUDGET if has(mask, BUDGET) else APPROPRIATED for mask in (then, now))


def columns_of(then: When, now: When, bases: tuple[int, int]) -> tuple[Column, ...]:
    keys, labels = list(MEASURES), list(MEASURES.values())
    base, now_base = f"then_{keys[bases[0]]}", f"now_{keys[bases[1]]}"
    of = labels[bases[0]] if bases[0] == bases[1] else "예산"
    return (
        Column("state", "변동", Kind.TEXT),
        Column(base, f"{then.short} {labels[bases[0]]}", Kind.WON),
        Column(now_base, f"{now.short} {labels[bases[1]]}", Kind.WON),
        Column("change", f"{of} 증감", Kind.WON, (now_base, base), title=_LATER_LESS_EARLIER),
        Column("change_rate", f"{of} 증감률", Kind.RATE, ("change", base)),
        Column("then_committed", f"{then.short} 원인행위액", Kind.WON),
        Column("now_committed", f"{now.short} 원인행위액", Kind.WON),
        Column("then_spent", f"{then.short} 집행액", Kind.WON),
        Column("now_spent", f"{now.short} 집행액", Kind.WON),
        Column(
            "spent_change",
            "집행액 증감",
            Kind.WON,
            ("now_spent", "then_spent"),
            title=_LATER_LESS_EARLIER,
        ),
        Column("then_rate", f"{then.short} 집행률", Kind.RATE, ("then_spent", base)),
        Column("now_rate", f"{now.short} 집행률", Kind.RATE, ("now_spent", now_base)),
        Column("points", "집행률 증감", Kind.POINTS, title="뒤의 집행률 - 앞의 집행률"),
    )


def drawer(bases: tuple[int, int]) -> Callable[[Sequence[int], Sequence[int]], tuple[Cell, ...]]:
    def draw(then_sums: Sequence[int], now_sums: Sequence[int]) -> tuple[Cell, ...]:
        then, now = cells(then_sums), cells(now_sums)
        before, after = then[bases[0]], now[bases[1]]
        changed = change(after, before)
        rates = rate_of(then), rate_of(now)
        return (
            before,
            after,
            changed,
            ratio(changed, before) if isinstance(changed, int) else changed,
            then[COMMITTED],
            now[COMMITTED],
            then[SPENT],
            now[SPENT],
            change(now[SPENT], then[SPENT]),
            *rates,
            minus(rates[1], rates[0]),
        )

    return draw


def measure_notes(
    then: When,
    now: When,
    masks: Sequence[int],
    bases: tuple[int, int],
    shown: Sequence[int] = (COMMITTED, SPENT),
) -> Iterable[str]:
    """What has to be said before two dates are set beside each other. `shown`: measures that have
    columns whether a date has them or not."""
    labels = list(MEASURES.values())
    if all(masks) and bases[0] != bases[1]:
        yield (
            f"{then.short}에는 {labels[bases[0]]}만, {now.short}에는 {labels[bases[1]]}만 있어 "
            "서로 다른 금액을 견준 증감입니다. 이월과 추경 등이 증감에 들어 있습니다."
        )
    for when, mask, base in zip((then, now), masks, bases, strict=True):
        if base == APPROPRIATED and has(mask, BUDGET):
            yield (
                f"{when.short} 집행률은 여기에 없는 예산현액으로 나눈 비율입니다. "
                "견준 금액은 두 자료에 모두 있는 예산액입니다."
            )
    if then.stage != now.stage:
        yield f"단계가 다릅니다: {then.short}은 {then.stage}, {now.short}은 {now.stage} 자료입니다."
    for when, mask in zip((then, now), masks, strict=True):
        lacking = [labels[measure] for measure in shown if not has(mask, measure)]
        if mask and lacking:
            yield f"{when.short} 자료에는 {', '.join(lacking)} 열이 없습니다."
    if then.stage == now.stage == "집행" and not is_same_time(then.day, now.day):
        yield "한 해의 다른 때를 견준 것이어서 집행률의 차가 곧 빠르고 느림은 아닙니다."


def untold_notes(
    account: int, told: Matched, then: Side, now: Side, masks: Sequence[int]
) -> Iterable[str]:
    for side, untold, mask in zip(
        (then, now), (told.untold_before, told.untold_now), masks, strict=True
    ):
        short, names = side.when.short, side.found.names
        offices, without = untold.lacking(account, names)
        if offices:
            yield f"{short} 자료가 없는 실국: {', '.join(offices)}. 그 사업은 견줄 수 없습니다."
        if without and not mask:
            yield f"{short} 자료에는 이 회계의 표가 없어 견줄 수 없습니다. 0원이라는 뜻이 아닙니다."
        elif without:
            yield (
                f"{short} 자료에 이 회계의 표가 없어 견줄 수 없는 실국: {', '.join(without)}. "
                "0원이라는 뜻이 아닙니다."
            )
        elif untold.departments:
            departments = ", ".join(untold.unpublished(names))
            yield f"{short} 자료가 공개되지 않은 부서: {departments}. 그 사업은 견줄 수 없습니다."
