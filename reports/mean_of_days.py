"""A printed mean of a day that all the days of its time do not give: what it may be. Pure.

A mean of open days alone is larger than one of all days, and never smaller. It is of a whole number
of days in any case: one that no such number gives is wrong, whatever was counted as a day. Where the
span is told and the mean is one of working days, and of no week of six days, it is that and agrees.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reports.open_days import days_of_six, working_days
from reports.reconcile import AGREES, DIFFERS, UNDECIDABLE, Printed

_FAR = 2  # times smaller than of all days: perhaps of something else,
_TENFOLD = (10, 100, 1000)  # if not a digit was lost


def mean_of_days(
    printed: Printed, totals: Sequence[Decimal], days: int, many: int, *, is_told: bool = False
) -> tuple[str, str]:
    """`totals`: the least and the most that the total may be; `days`: of its time, all of them;
    `is_told`: these are the days of the total, and not only the most that they may be."""
    mean, step = printed.value * many, _step(printed) * many
    least, most = min(totals), max(totals)
    if mean <= 0 or mean - step > most:
        return DIFFERS, "하루의 평균이 모두 더한 것보다 큼"
    if step > printed.step * many and abs(mean - most / days) < step:
        return UNDECIDABLE, f"{days}일로 나눈 값을 어림한 것일 수 있음"
    if mean < least / days:
        return _of_too_many(mean, least / days, days)
    for room in (step / 2, step):  # rounded; else rounded up or cut
        first = _whole(least / (mean + room), ROUND_FLOOR) + 1
        last = _whole(most / (mean - room), ROUND_CEILING) - 1 if mean > room else days
        last = min(last, days - 1)
        if first <= last:
            own = range(first, last + 1)
            is_rounded = room < step  # and not cut
            if is_told and is_rounded and _is_of_working_days(own, days):
                return AGREES, _of_working_days(own, days)
            few = _told(own)
            return UNDECIDABLE, f"{days}일이 아니라 {few}로 나눈 값: 쉬는 날을 뺐는지 문서에 없음"
    return DIFFERS, f"{days}일로도, 더 적은 어떤 날수로도 나오지 않음"


def _is_of_working_days(own: range, days: int) -> bool:
    return _meets(own, working_days(days)) and not _meets(own, days_of_six(days))


def _meets(some: range, others: range) -> bool:
    return some.start < others.stop and others.start < some.stop


def _of_working_days(own: range, days: int) -> str:
    open_days = working_days(days)
    few = _told(range(max(own.start, open_days.start), min(own.stop, open_days.stop)))
    known = f"{days}일 가운데 토·일요일과 공휴일을 빼면 {_told(open_days)}"
    return f"{days}일이 아니라 근무일 {few}로 나눈 값 ({known})"


def _told(days: range) -> str:
    return f"{days[0]}일" if len(days) == 1 else f"{days[0]}~{days[-1]}일"


def _of_too_many(mean: Decimal, of_all: Decimal, days: int) -> tuple[str, str]:
    is_shifted = any(abs(mean * times - of_all) * _FAR < of_all for times in _TENFOLD)
    if mean * _FAR < of_all and not is_shifted:
        return UNDECIDABLE, f"{days}일로 나눈 값의 절반도 안 됨: 다른 것의 평균일 수 있음"
    words = f"{days}일 모두로 나눈 값보다 작음"
    return DIFFERS, f"{words} (쉬는 날을 빼면 더 커지므로 날수로는 설명되지 않음)"


def _step(printed: Printed) -> Decimal:
    """4,200 may have been rounded to hundreds."""
    return max(printed.step, Decimal(1).scaleb(printed.value.normalize().as_tuple().exponent))


def _whole(value: Decimal, how: str) -> int:
    return int(value.to_integral_value(how))
