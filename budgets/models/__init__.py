from budgets.models.book import Account, Book, LineItem, Program
from budgets.models.filing import Figure, Filing, Publication, ReportingDate, Statement
from budgets.models.source import Claim

__all__ = [
    "Account",
    "Book",
    "Claim",
    "Figure",
    "Filing",
    "LineItem",
    "Program",
    "Publication",
    "ReportingDate",
    "Statement",
]
