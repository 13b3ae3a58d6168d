"""Whose turn it is: whether the officer may write now, and if not, why not."""

from datetime import datetime

from budgets.models import Filing

State = Filing.State
WRITTEN_IN = (State.DRAFT, State.RETURNED)  # where the officer writes on
REVIEWED_IN = (State.SUBMITTED, State.CORRECTING)
SENT_BACK_FROM = (*REVIEWED_IN, State.APPROVED)
_FROM_DOCUMENT = "문서에서 옮긴 기준일은 여기서 고치지 않습니다."


def corrects(filing: Filing) -> bool:
    """Whether what is written now corrects what readers have seen."""
    return filing.state in (State.PUBLISHED, State.CORRECTING) or (
        filing.published_id is not None and filing.state in WRITTEN_IN
    )


def why_closed(filing: Filing, at: datetime) -> str:
    """Nothing where the officer may write."""
    if _is_from_document(filing):
        return _FROM_DOCUMENT
    if corrects(filing):
        return ""
    if filing.state not in WRITTEN_IN:
        return f"{filing.get_state_display()} 상태에서는 고칠 수 없습니다."
    return why_late(filing, at)


def why_late(filing: Filing, at: datetime) -> str:
    if _is_from_document(filing):
        return _FROM_DOCUMENT
    if at > filing.reporting_date.deadline and (
        filing.open_until is None or at > filing.open_until
    ):
        return "제출 기한이 지났습니다. 더 내야 하면 총괄에게 기한 연장을 말하십시오."
    return ""


def _is_from_document(filing: Filing) -> bool:
    return filing.reporting_date.deadline is None
