"""By which day the council must be told of a change: 지방재정법 제47조의2, 제49조. Pure."""

from calendar import monthrange
from datetime import date


def due_on(decided_on: date) -> date:
    """The last day of the month after the quarter in which it was decided."""
    month = (decided_on.month - 1) // 3 * 3 + 4  # the first after the quarter
    year, month = decided_on.year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def days_late(decided_on: date, told_on: date | None, today: date) -> int:
    """Past the day: of what was told, when it was; of what was not, until today. 0 is in time."""
    return max(0, ((told_on or today) - due_on(decided_on)).days)
