"""How long a finding has been open, and what its days say against each other. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from budgets.quarters import due_on
from budgets.reading.finding_words import act_of

UNKNOWN_AGE = "경과를 알 수 없음"
# From how many whole months on; the last band that is reached counts.
BANDS = ((0, "6개월 미만"), (6, "6개월 이상 1년 미만"), (12, "1년 이상 2년 미만"), (24, "2년 이상"))
BAND_NAMES = (*(name for _, name in BANDS), UNKNOWN_AGE)
_OWED = ("전용", "이체")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a document names, as exactly as it does; `told` is where."""

    words: str
    first: date
    last: date
    told: str

    @property
    def act(self) -> str:
        return act_of(self.words)


def months_between(first: date, last: date) -> int | None:
    """Whole months; nothing where the first is the later."""
    if last < first:
        return None
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def age_words(months: int | None) -> str:
    if months is None:
        return "-"
    years, rest = divmod(months, 12)
    parts = [f"{years}년"] * (years > 0) + [f"{rest}개월"] * (rest > 0)
    return " ".join(parts) or "1개월 미만"


def band_of(months: int | None) -> str:
    if months is None:
        return UNKNOWN_AGE
    return next(name for least, name in reversed(BANDS) if months >= least)


def contradictions(days: Sequence[Day]) -> list[str]:
    """The same act on days that cannot be the same one: each once, with where it is said."""
    found = []
    for act in dict.fromkeys(day.act for day in days if day.act):
        own = [day for day in days if day.act == act]
        if max(day.first for day in own) > min(day.last for day in own):
            said = ", ".join(f"‘{day.words}’({day.told})" for day in _spans(own))
            found.append(f"{act}한 때가 서로 다르게 적혀 있습니다: {said}.")
    return found


def _spans(days: Iterable[Day]) -> list[Day]:
    """Each span once, by its shortest words."""
    shortest: dict[tuple[date, date], Day] = {}
    for day in sorted(days, key=lambda day: len(day.words)):
        shortest.setdefault((day.first, day.last), day)
    return [shortest[key] for key in sorted(shortest)]


def late_reports(days: Sequence[Day]) -> list[str]:
    """Of a 전용 or 이체 that is certainly reported late: even the first day on which it may have been
    reported is past the last on which it had to be."""
    found = []
    told = [day for day in days if day.act == "보고"]
    for moved in (day for day in days if day.act in _OWED):
        due = due_on(moved.last)
        if told and all(day.first > due for day in told):
            found.append(
                f"‘{moved.words}’: {moved.act}{'은' if moved.act == '전용' else '는'} 늦어도 {due:%Y. %-m. %-d.}까지 의회에 보고해야 했습니다. "
                "적힌 보고는 모두 그 뒤입니다."
            )
    return found
