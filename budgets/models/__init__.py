from budgets.models.book import Account, Book, LineItem, Program
from budgets.models.change import BudgetChange, CouncilNotice
from budgets.models.course import Step, Upload, Waiver
from budgets.models.explanation import Explanation, ExplanationPublication, LapseReason
from budgets.models.filing import Figure, Filing, Publication, ReportingDate, Statement
from budgets.models.finding import (
    Finding,
    FindingFact,
    FindingLine,
    FindingPublication,
    FindingStep,
)
from budgets.models.revenue import Revenue, RevenueCollection
from budgets.models.revenue_return import RevenuePublication, RevenueReturn
from budgets.models.settlement import ChangeDay, SettlementItem
from budgets.models.source import Claim
from budgets.models.statistic import Statistic, StatisticPublication, StatisticValue
from budgets.models.structure import LineLink, LineLinkWithdrawal, StructureRecord
from budgets.models.task import Task
from budgets.models.task_return import TaskPublication, TaskReturn

__all__ = [
    "Account",
    "Book",
    "BudgetChange",
    "ChangeDay",
    "Claim",
    "CouncilNotice",
    "Explanation",
    "ExplanationPublication",
    "Figure",
    "Filing",
    "Finding",
    "FindingFact",
    "FindingLine",
    "FindingPublication",
    "FindingStep",
    "LapseReason",
    "LineItem",
    "LineLink",
    "LineLinkWithdrawal",
    "Program",
    "Publication",
    "ReportingDate",
    "Revenue",
    "RevenueCollection",
    "RevenuePublication",
    "RevenueReturn",
    "SettlementItem",
    "Statement",
    "Statistic",
    "StatisticPublication",
    "StatisticValue",
    "Step",
    "StructureRecord",
    "Task",
    "TaskPublication",
    "TaskReturn",
    "Upload",
    "Waiver",
]
