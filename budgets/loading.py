"""Fixtures into the database: all or nothing, and doing it twice has one effect."""

from collections.abc import Sequence
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from budgets.reading import fixtures, shelf
from departments.models import Document


class Conflict(Exception):
    """A document is there already, with another text."""


@transaction.atomic
def load_folder(folder: Path) -> list[str]:
    """Load what is not there yet; the keys of the documents that are new."""
    files = shelf.in_order(folder)
    new = [path for path in files if _is_new(path)]
    documents = [path.stem for path in new if path.name not in (shelf.ORGANISATION, shelf.LINEAGE)]
    if documents:
        # The derived files come along whenever a document does: they were written with it.
        derived = [path for path in files if path.name in (shelf.ORGANISATION, shelf.LINEAGE)]
        _load(sorted({*new, *derived}))
    return documents


def _is_new(path: Path) -> bool:
    if path.name in (shelf.ORGANISATION, shelf.LINEAGE):
        return False
    objects = fixtures.load(path.read_text("utf-8"))
    facts = next(each["fields"] for each in objects if each["model"] == "departments.document")
    known = Document.objects.filter(key=facts["key"]).first()
    if known and known.sha256 != facts["sha256"]:
        raise Conflict(
            f"{path.name}: 문서 {known.key}이(가) 이미 다른 내용으로 들어 있습니다 "
            f"(저장된 SHA-256 {known.sha256[:12]}…, 파일 {facts['sha256'][:12]}…)."
        )
    return known is None


def _load(paths: Sequence[Path]) -> None:
    # loaddata takes an empty list for a broken file, and a single report has no lineage.
    filled = [str(path) for path in paths if fixtures.load(path.read_text("utf-8"))]
    call_command("loaddata", *filled, verbosity=0)
