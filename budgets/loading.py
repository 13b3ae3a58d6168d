"""Fixtures into the database: all or nothing, and doing it twice has one effect."""

from pathlib import Path

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import DataError, IntegrityError, connection, transaction

from budgets.reading import fixtures, shelf
from departments.models import Document

# What a later report may teach better about an earlier one: which stay of a team it lists, readings.
# All else is history.
LIVING = frozenset({"departments.teamsighting", "budgets.program", "budgets.lineitem"})
DERIVED = frozenset({shelf.ORGANISATION, shelf.LINEAGE})

# What a report consists of. A fixture could hold anything else, a superuser for one.
KNOWN = frozenset(
    {
        "departments.department",
        "departments.document",
        "departments.duty",
        "departments.headcount",
        "departments.succession",
        "departments.team",
        "departments.teamsighting",
        "budgets.account",
        "budgets.book",
        "budgets.changeday",
        "budgets.claim",
        "budgets.figure",
        "budgets.filing",
        "budgets.finding",
        "budgets.findingfact",
        "budgets.findingline",
        "budgets.findingstep",
        "budgets.lineitem",
        "budgets.program",
        "budgets.reportingdate",
        "budgets.revenue",
        "budgets.revenuecollection",
        "budgets.settlementitem",
        "budgets.statement",
        "budgets.task",
        "budgets.statistic",
        "budgets.statisticvalue",
    }
)

# What an object that is wrong raises, on one database or the other.
REFUSALS = (
    DeserializationError,
    FieldDoesNotExist,
    ObjectDoesNotExist,
    OverflowError,
    DataError,
    IntegrityError,
)


class Unloadable(Exception):
    """A file that cannot be loaded, with its name and the reason."""


class Remembering(Deserializer):
    """Asks once who is meant by a natural key: hundreds of figures name the same statement. Within one
    load, and so within one transaction, nobody gets another number."""

    def __init__(self, objects: list[fixtures.Object], known: dict) -> None:
        super().__init__(objects)
        self.known = known

    def _handle_fk_field_node(self, field, field_value):
        key = field.remote_field.model, repr(field_value)
        if key not in self.known:
            self.known[key] = super()._handle_fk_field_node(field, field_value)
        return self.known[key]


@transaction.atomic
def load_folder(folder: Path) -> list[str]:
    """Load what is not there yet; the keys of the documents that are new."""
    if not folder.is_dir():
        raise Unloadable(f"{folder}: 폴더가 없습니다.")
    files = {path: _objects(path) for path in shelf.in_order(folder)}
    new = {path for path, objects in files.items() if _is_new(path, objects)}
    if new:
        known: dict = {}
        for path, objects in files.items():
            whole = path in new or path.name in DERIVED
            _save(path, [each for each in objects if whole or each["model"] in LIVING], known)
    return [path.stem for path in files if path in new]


def _objects(path: Path) -> list[fixtures.Object]:
    try:
        objects = fixtures.load(path.read_text("utf-8"))
        if all(each["model"] in KNOWN and isinstance(each["fields"], dict) for each in objects):
            return objects
    except (ValueError, TypeError, KeyError, OSError, RecursionError):
        pass
    raise Unloadable(f"{path.name}: read_report가 쓴 fixture가 아닙니다.")


def _is_new(path: Path, objects: list[fixtures.Object]) -> bool:
    if path.name in DERIVED:
        return False
    facts = next((x["fields"] for x in objects if x["model"] == "departments.document"), {})
    if not all(isinstance(facts.get(name), str) for name in ("key", "sha256")):
        raise Unloadable(f"{path.name}: 어느 문서의 것인지 적혀 있지 않습니다.")
    known = Document.objects.filter(key=facts["key"]).first()
    if known and known.sha256 != facts["sha256"]:
        raise Unloadable(
            f"{path.name}: 문서 {known.key}이(가) 이미 다른 내용으로 들어 있습니다 "
            f"(저장된 SHA-256 {known.sha256[:12]}…, 파일 {facts['sha256'][:12]}…)."
        )
    return known is None


def _save(path: Path, objects: list[fixtures.Object], known: dict) -> None:
    try:
        for each in Remembering(objects, known):
            each.save()
        connection.check_constraints()  # now, while it is known which file it was
    except REFUSALS as reason:
        raise Unloadable(f"{path.name}: {reason}") from reason
