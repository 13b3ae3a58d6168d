from departments.models.document import Document
from departments.models.organisation import Department, Succession, Team
from departments.models.people import Headcount

__all__ = ["Department", "Document", "Headcount", "Succession", "Team"]
