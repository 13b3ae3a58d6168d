"""Triggers over what documents tell and offices add to it, beside budgets and figures: revenue, counts,
findings and tasks."""

from budgets.guards_entered import SEEN
from departments.guards import OWN_WORDS
from departments.triggers import Guard, written_once

PRINTED = "문서에 인쇄된 값은 고치거나 지울 수 없습니다."
FOREIGN_TASK = "과제는 같은 문서나 판의 앞선 과제 아래에만 둡니다."
TASKS = "인쇄되거나 제출된 과제는 고치거나 지울 수 없습니다. 새 판을 냅니다."
REVENUE = "인쇄되거나 제출된 세입은 고치거나 지울 수 없습니다. 새 제출본을 냅니다."
FOREIGN_CATEGORY = "세입의 위 과목은 같은 문서나 제출본의 과목이어야 합니다."
FINDING = "시정·권고사항은 고치거나 지울 수 없습니다. 단계를 더 적습니다."
COUNTED = "통계는 고치거나 지울 수 없습니다. 고친 것은 새 판으로 적습니다."
COUNTED_PLACE = "문서에서 옮긴 값에만, 그리고 그 모두에 출처의 줄이 있습니다."
COUNTED_SEALED = "이미 공개된 판에는 값을 더할 수 없습니다. 새 판을 적으십시오."

# Rows come parents first, so that what stands above is always there.
_STANDS_UNDER_OTHER = """NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_revenue above
    WHERE above.id = NEW.parent_id AND above.kind = '과목'
      AND COALESCE(above.document_id, 0) = COALESCE(NEW.document_id, 0)
      AND COALESCE(above.returned_id, 0) = COALESCE(NEW.returned_id, 0)
      AND above.account_id = NEW.account_id AND above.fiscal_year = NEW.fiscal_year
      AND above.day = NEW.day)"""
_COLLECTS_OF_OTHER = """NEW.category_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_revenue r
    WHERE r.id = NEW.category_id AND r.kind = '과목' AND r.document_id = NEW.document_id
      AND r.account_id = NEW.account_id AND r.fiscal_year = NEW.fiscal_year)"""
_IS_BY_ITS_AUTHOR = """EXISTS (
    SELECT 1 FROM budgets_finding f WHERE f.id = NEW.finding_id AND f.by_id = NEW.by_id)
    OR EXISTS (
    SELECT 1 FROM budgets_findingstep s WHERE s.id = NEW.step_id AND s.by_id = NEW.by_id)"""
_IS_COUNTED_BY_ITS_PUBLISHER = """NOT EXISTS (
    SELECT 1 FROM budgets_statistic s
    WHERE s.id = NEW.statistic_id AND s.document_id IS NULL AND s.by_id <> NEW.by_id)"""
_COUNT_IS_PUBLISHED = """EXISTS (
    SELECT 1 FROM budgets_statisticpublication p WHERE p.statistic_id = NEW.statistic_id)"""
_COUNT_IS_MISPLACED = """EXISTS (
    SELECT 1 FROM budgets_statistic s WHERE s.id = NEW.statistic_id
      AND ((s.document_id IS NULL) <> (NEW.place IS NULL)))"""
_TASK_IS_ELSEWHERE = """NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_task t WHERE t.id = NEW.parent_id
      AND COALESCE(t.document_id, 0) = COALESCE(NEW.document_id, 0)
      AND COALESCE(t.returned_id, 0) = COALESCE(NEW.returned_id, 0)
      AND t.position < NEW.position)"""


TOLD = [
    *written_once("budgets_statistic", COUNTED),
    *written_once("budgets_statisticvalue", COUNTED),
    Guard(
        "statisticvalue_sealed",
        "budgets_statisticvalue",
        "INSERT",
        COUNTED_SEALED,
        _COUNT_IS_PUBLISHED,
    ),
    Guard(
        "statisticvalue_place",
        "budgets_statisticvalue",
        "INSERT",
        COUNTED_PLACE,
        _COUNT_IS_MISPLACED,
    ),
    *written_once("budgets_statisticpublication", SEEN),
    Guard(
        "statisticpublication_not_by_its_author",
        "budgets_statisticpublication",
        "INSERT",
        OWN_WORDS,
        _IS_COUNTED_BY_ITS_PUBLISHER,
    ),
    *written_once("budgets_revenue", REVENUE),
    Guard("revenue_own_parent", "budgets_revenue", "INSERT", FOREIGN_CATEGORY, _STANDS_UNDER_OTHER),
    *written_once("budgets_revenuecollection", PRINTED),
    Guard(
        "revenuecollection_own_category",
        "budgets_revenuecollection",
        "INSERT",
        FOREIGN_CATEGORY,
        _COLLECTS_OF_OTHER,
    ),
    *written_once("budgets_finding", FINDING),
    *written_once("budgets_finding_departments", FINDING),
    *written_once("budgets_findingfact", PRINTED),
    *written_once("budgets_findingline", FINDING),
    *written_once("budgets_findingstep", FINDING),
    *written_once("budgets_findingpublication", SEEN),
    Guard(
        "findingpublication_not_by_its_author",
        "budgets_findingpublication",
        "INSERT",
        OWN_WORDS,
        _IS_BY_ITS_AUTHOR,
    ),
    *written_once("budgets_task", TASKS),
    Guard("task_own_parent", "budgets_task", "INSERT", FOREIGN_TASK, _TASK_IS_ELSEWHERE),
]
