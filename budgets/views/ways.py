"""Where one goes from a filing, and what was said when it was sent back."""

from django.urls import Resolver404, resolve, reverse

from budgets.models import Filing, ReportingDate, Step

# What follows the filing's own address. One that the application does not have is not offered.
WAYS = {
    "template.xlsx": "엑셀 서식 받기",
    "upload": "파일 올리기",
    "history": "이력",
    "reasons": "집행잔액의 사유",
}
_OF_ANY_DATE = ("history", "reasons")


def ways_of(filing: Filing) -> list[tuple[str, str]]:
    """What a document brought is nobody's to write: it is only looked back on. Why money lapsed the
    department says itself, whoever brought the amounts."""
    address = reverse("grid", args=[filing.pk])
    is_written = filing.reporting_date.deadline is not None
    return [
        (address + end, label)
        for end, label in WAYS.items()
        if (is_written or end in _OF_ANY_DATE)
        and (end != "reasons" or has_lapsed(filing))
        and _is_there(address + end)
    ]


def has_lapsed(filing: Filing) -> bool:
    """Whether there is a 집행잔액 to be explained."""
    is_settled = filing.reporting_date.stage == ReportingDate.Stage.SETTLEMENT
    return is_settled and filing.standing_id is not None


def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def returned_words(filing: Filing) -> Step | None:
    """Of the last time, where the filing is still with its writer because of it."""
    if filing.state != Filing.State.RETURNED:
        return None
    return filing.steps.filter(act=Step.Act.RETURNED).select_related("by").last()
