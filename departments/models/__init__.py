from departments.models.document import Document
from departments.models.headcount_return import HeadcountPublication, HeadcountReturn
from departments.models.membership import AccessRecord, FailedLogin, Membership, Person
from departments.models.organisation import Department, Duty, Succession, Team, TeamSighting
from departments.models.people import Headcount
from departments.models.record import OrganisationRecord

__all__ = [
    "AccessRecord",
    "Department",
    "Document",
    "Duty",
    "FailedLogin",
    "Headcount",
    "HeadcountPublication",
    "HeadcountReturn",
    "Membership",
    "OrganisationRecord",
    "Person",
    "Succession",
    "Team",
    "TeamSighting",
]
