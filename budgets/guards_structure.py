"""Triggers over the records of a structure and the links of its lines."""

from departments.triggers import Guard, is_there, written_once

STRUCTURED = "편성체계의 기록은 고치거나 지울 수 없습니다."
LINKED = "금액이 있는 사업의 이음은 고치거나 지울 수 없습니다. 잘못 적은 것은 거둡니다."
LINKED_ONCE = "이미 이어진 두 사업입니다."
LINKED_BACK = "나중에 적는 이음은 같은 회계에서, 앞선 편성체계의 사업에서 뒤의 것으로 갑니다."

_LINK_IS_USED = "EXISTS (SELECT 1 FROM budgets_figure g WHERE g.line_id = OLD.after_id)"
_IS_LINKED = """EXISTS (
    SELECT 1 FROM budgets_linelink k
    WHERE k.before_id = NEW.before_id AND k.after_id = NEW.after_id
      AND k.id <> COALESCE(NEW.id, -1) AND NOT EXISTS (
        SELECT 1 FROM budgets_linelinkwithdrawal w WHERE w.link_id = k.id))"""
# Of two Books of one year the one that was regrouped is the later.
_LINKS_BACK = """(NEW.how IN ('통합', '분리') OR EXISTS (
        SELECT 1 FROM budgets_structurerecord r WHERE r.id = NEW.record_id AND r.act = '이음'))
    AND NOT EXISTS (
    SELECT 1 FROM budgets_lineitem one
    JOIN budgets_program p ON p.id = one.program_id
    JOIN budgets_book b ON b.id = p.book_id
    JOIN budgets_lineitem other ON other.id = NEW.after_id
    JOIN budgets_program q ON q.id = other.program_id AND q.account_id = p.account_id
    JOIN budgets_book c ON c.id = q.book_id
    WHERE one.id = NEW.before_id AND (b.fiscal_year < c.fiscal_year
      OR b.fiscal_year = c.fiscal_year AND b.basis <> '재편' AND c.basis = '재편'))"""
_WITHDRAWN_IS_USED = """EXISTS (
    SELECT 1 FROM budgets_linelink k JOIN budgets_figure g ON g.line_id = k.after_id
    WHERE k.id = OLD.link_id)"""

STRUCTURE = [
    *written_once("budgets_structurerecord", STRUCTURED),
    # A line that nobody has reported yet may go again, and what was said of it with it.
    Guard("linelink_no_update", "budgets_linelink", "UPDATE", LINKED),
    Guard("linelink_kept", "budgets_linelink", "DELETE", LINKED, _LINK_IS_USED),
    Guard("linelink_no_truncate", "budgets_linelink", "TRUNCATE", LINKED, only="postgresql"),
    Guard(
        "linelink_not_replaced",
        "budgets_linelink",
        "INSERT",
        LINKED,
        is_there("budgets_linelink"),
        only="sqlite",
    ),
    Guard("linelink_once", "budgets_linelink", "INSERT", LINKED_ONCE, _IS_LINKED),
    Guard("linelink_forward", "budgets_linelink", "INSERT", LINKED_BACK, _LINKS_BACK),
    Guard("linelinkwithdrawal_no_update", "budgets_linelinkwithdrawal", "UPDATE", LINKED),
    Guard(
        "linelinkwithdrawal_kept",
        "budgets_linelinkwithdrawal",
        "DELETE",
        LINKED,
        _WITHDRAWN_IS_USED,
    ),
    Guard(
        "linelinkwithdrawal_no_truncate",
        "budgets_linelinkwithdrawal",
        "TRUNCATE",
        LINKED,
        only="postgresql",
    ),
    Guard(
        "linelinkwithdrawal_not_replaced",
        "budgets_linelinkwithdrawal",
        "INSERT",
        LINKED,
        is_there("budgets_linelinkwithdrawal"),
        only="sqlite",
    ),
]
