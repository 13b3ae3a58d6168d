"""Triggers over what an office enters beside its figures: why money lapsed, and what came in."""

from departments.guards import OWN_WORDS
from departments.triggers import Guard, written_once

SEEN = "공개한 기록은 고치거나 지울 수 없습니다."
EXPLAINED = "집행잔액 사유서는 고치거나 지울 수 없습니다. 새 사유서를 냅니다."
FOREIGN_EXPLANATION = "다른 제출의 제출본에는 사유를 적을 수 없습니다."
FOREIGN_REASON = "사유서의 제출본에 없는 사업의 사유입니다."
SEALED_REASON = "이미 낸 사유서에는 사유를 더할 수 없습니다. 새 사유서를 냅니다."
SEALED_REVENUE = "이미 낸 세입 제출본에는 줄을 더할 수 없습니다. 새 제출본을 냅니다."
FOREIGN_REVENUE = "제출본과 다른 실국, 회계, 회계연도, 기준일의 세입입니다."
PLANNED = "낸 업무와 예산은 고치거나 지울 수 없습니다. 새 판을 냅니다."
SEALED_TASKS = "이미 낸 업무와 예산에는 과제를 더할 수 없습니다. 새 판을 냅니다."
FOREIGN_WORK = "과제의 부서와 세부사업은 그 실국, 그 회계연도의 것이어야 합니다."
RETURNED = "세입 제출본은 고치거나 지울 수 없습니다. 새 제출본을 냅니다."

_EXPLAINS_OTHER = """NOT EXISTS (
    SELECT 1 FROM budgets_statement s WHERE s.id = NEW.statement_id AND s.filing_id = NEW.filing_id)"""
_REASON_IS_FOREIGN = """NOT EXISTS (
    SELECT 1 FROM budgets_explanation e
    JOIN budgets_figure g ON g.statement_id = e.statement_id
    JOIN budgets_lineitem l ON l.id = g.line_id
    WHERE e.id = NEW.explanation_id
      AND (l.id = NEW.line_id OR l.program_id = NEW.program_id))"""
_EXPLANATION_IS_OUT = """EXISTS (
    SELECT 1 FROM budgets_explanationpublication p WHERE p.explanation_id = NEW.explanation_id)
    OR EXISTS (
    SELECT 1 FROM budgets_explanation e JOIN budgets_explanation later ON later.filing_id = e.filing_id
    WHERE e.id = NEW.explanation_id AND later.version > e.version)"""
_EXPLAINS_ONESELF = """EXISTS (
    SELECT 1 FROM budgets_explanation e WHERE e.id = NEW.explanation_id AND e.by_id = NEW.by_id)"""
_RETURN_IS_OUT = """NEW.returned_id IS NOT NULL AND (EXISTS (
    SELECT 1 FROM budgets_revenuepublication p WHERE p.returned_id = NEW.returned_id)
    OR EXISTS (
    SELECT 1 FROM budgets_revenuereturn r JOIN budgets_revenuereturn later
      ON later.office_id = r.office_id AND later.account_id = r.account_id
      AND later.fiscal_year = r.fiscal_year
    WHERE r.id = NEW.returned_id AND later.version > r.version))"""
_RETURNS_OTHER = """NEW.returned_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_revenuereturn r
    WHERE r.id = NEW.returned_id AND r.office_id = NEW.office_id
      AND r.account_id = NEW.account_id AND r.fiscal_year = NEW.fiscal_year
      AND r.day = NEW.day AND r.stage = NEW.stage)"""
_CONFIRMS_ONESELF = """EXISTS (
    SELECT 1 FROM budgets_revenuereturn r WHERE r.id = NEW.returned_id AND r.by_id = NEW.by_id)"""
_TASKS_ARE_OUT = """NEW.returned_id IS NOT NULL AND (EXISTS (
    SELECT 1 FROM budgets_taskpublication p WHERE p.returned_id = NEW.returned_id)
    OR EXISTS (
    SELECT 1 FROM budgets_taskreturn r JOIN budgets_taskreturn later
      ON later.office_id = r.office_id AND later.fiscal_year = r.fiscal_year
    WHERE r.id = NEW.returned_id AND later.version > r.version))"""
_WORK_IS_FOREIGN = """NEW.returned_id IS NOT NULL AND (
    NEW.department_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_taskreturn r JOIN departments_department d ON d.id = NEW.department_id
    WHERE r.id = NEW.returned_id AND (d.id = r.office_id OR d.parent_id = r.office_id))
    OR NEW.line_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_taskreturn r
    JOIN budgets_book b ON b.office_id = r.office_id AND b.fiscal_year = r.fiscal_year
    JOIN budgets_program p ON p.book_id = b.id
    JOIN budgets_lineitem l ON l.program_id = p.id
    WHERE r.id = NEW.returned_id AND l.id = NEW.line_id))"""
_PLANS_ONESELF = """EXISTS (
    SELECT 1 FROM budgets_taskreturn r WHERE r.id = NEW.returned_id AND r.by_id = NEW.by_id)"""

ENTERED = [
    *written_once("budgets_explanation", EXPLAINED),
    Guard(
        "explanation_own_statement",
        "budgets_explanation",
        "INSERT",
        FOREIGN_EXPLANATION,
        _EXPLAINS_OTHER,
    ),
    *written_once("budgets_lapsereason", EXPLAINED),
    Guard(
        "lapsereason_own_work", "budgets_lapsereason", "INSERT", FOREIGN_REASON, _REASON_IS_FOREIGN
    ),
    Guard(
        "lapsereason_sealed", "budgets_lapsereason", "INSERT", SEALED_REASON, _EXPLANATION_IS_OUT
    ),
    *written_once("budgets_explanationpublication", SEEN),
    Guard(
        "explanationpublication_not_by_its_author",
        "budgets_explanationpublication",
        "INSERT",
        OWN_WORDS,
        _EXPLAINS_ONESELF,
    ),
    *written_once("budgets_revenuereturn", RETURNED),
    Guard("revenue_sealed", "budgets_revenue", "INSERT", SEALED_REVENUE, _RETURN_IS_OUT),
    Guard("revenue_own_return", "budgets_revenue", "INSERT", FOREIGN_REVENUE, _RETURNS_OTHER),
    *written_once("budgets_revenuepublication", SEEN),
    Guard(
        "revenuepublication_not_by_its_author",
        "budgets_revenuepublication",
        "INSERT",
        OWN_WORDS,
        _CONFIRMS_ONESELF,
    ),
    *written_once("budgets_taskreturn", PLANNED),
    Guard("task_sealed", "budgets_task", "INSERT", SEALED_TASKS, _TASKS_ARE_OUT),
    Guard("task_own_work", "budgets_task", "INSERT", FOREIGN_WORK, _WORK_IS_FOREIGN),
    *written_once("budgets_taskpublication", SEEN),
    Guard(
        "taskpublication_not_by_its_author",
        "budgets_taskpublication",
        "INSERT",
        OWN_WORDS,
        _PLANS_ONESELF,
    ),
]
