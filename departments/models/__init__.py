from departments.models.document import Document
from departments.models.organisation import Department, Duty, Succession, Team, TeamSighting
from departments.models.people import Headcount

__all__ = ["Department", "Document", "Duty", "Headcount", "Succession", "Team", "TeamSighting"]
