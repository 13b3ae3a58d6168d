"""A printed mean of a day that all the days of its time do not give: what it may be. Pure.

A mean of open days alone is larger than one of all days, and never smaller. It is of a whole number
of days in any case: one that no such number gives is wrong, whatever was counted as a day.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reports.reconcile import DIFFERS, UNDECIDABLE, Printed

_FAR = 2  # times smaller than of all days: perhaps of something else,
_TENFOLD = (10, 100, 1000)  # if not a digit was lost


def mean_of_days(
    printed: Printed, totals: Sequence[Decimal], days: int, many: int
) -> tuple[str, str]:
    """`totals`: the least and the most that the total may be; `days`: of its time, all of them."""
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
            few = f"{first}일" if first == last else f"{first}~{last}일"
            return UNDECIDABLE, f"{days}일이 아니라 {few}로 나눈 값: 쉬는 날을 뺐는지 문서에 없음"
    return DIFFERS, f"{days}일로도, 더 적은 어떤 날수로도 나오지 않음"


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
