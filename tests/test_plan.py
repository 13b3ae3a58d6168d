"""The plan of the house: which rooms there are, and which way the arrows between them point."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
PACKAGES = ["departments", "budgets", "reports"]  # each may import those before it

PURE = [
    "departments.text",
    "departments.cells",
    "departments.latin",
    "departments.words",
    "departments.spreadsheet",
    "departments.triggers",
    "budgets.amounts",
    "budgets.measures",
    "budgets.checks",
    "budgets.rows",
    "budgets.rules",
    "budgets.guards",
    "budgets.guards_entered",
    "budgets.guards_structure",
    "budgets.guards_told",
    "budgets.cautions",
    "budgets.pointing",
    "budgets.typed",
    "budgets.sheet",
    "budgets.head_sheet",
    "budgets.head_file",
    "budgets.task_sheet",
    "budgets.task_file",
    "budgets.typed_rows",
    "budgets.rows_file",
    "budgets.entry_sheet",
    "budgets.lapsing_file",
    "budgets.revenue_file",
    "budgets.tally_file",
    "budgets.reading.confined",
    "budgets.reading.handed",
    "budgets.reading.shelf",
    "budgets.reading.report",
    "reports.reconcile",
    "reports.percent",
    "reports.cuts",
    "reports.execution_columns",
    "reports.rounding",
    "reports.file_names",
    "reports.excel_forms",
    "reports.terms",
    "reports.term_anchors",
]

TOP_LEVEL = {
    "manage.py",
    "seoulcomm",
    "departments",
    "budgets",
    "reports",
    "fixtures",
    "templates",
    "static",
    "tests",
    "bench",
    "docs",
    "requirements.txt",
    "requirements-dev.txt",
    "pyproject.toml",
    "Makefile",
    "README.md",
    "CHANGELOG.md",
    ".ci",
    ".gitignore",
}


def modules(package):
    return sorted((HOUSE / package).rglob("*.py"))


def imported(path):
    """The top names that a module imports, wherever in it, and those of text that names models."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: 'from .' hides which room a name comes from"
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_one_way(package):
    later = {*PACKAGES[PACKAGES.index(package) + 1 :], "seoulcomm", "tests"}
    wrong = {
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in modules(package)
        for name in imported(path)
        if name in later
    }
    assert not wrong


@pytest.mark.parametrize("package", PACKAGES)
def test_a_model_is_named_by_text_only_from_its_own_side(package):
    """A foreign key given as "budgets.Book" is an import too."""
    later = [f'"{name}.' for name in PACKAGES[PACKAGES.index(package) + 1 :]]
    wrong = [
        f"{path.relative_to(HOUSE)} names {name}"
        for path in modules(package)
        if "models" in path.parts or path.name == "models.py"
        for name in later
        if name in path.read_text("utf-8")
    ]
    assert not wrong


def test_the_plan_would_see_an_arrow_that_points_the_wrong_way(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("def late():\n    from reports.claims import checked_claims\n")
    assert "reports" in set(imported(wrong))


def said_to_be_pure():
    """By their own first words."""
    for package in PACKAGES:
        for path in modules(package):
            words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            if re.search(r"\bPure\.", words):
                yield ".".join(path.relative_to(HOUSE).with_suffix("").parts)


def test_pure_modules_run_where_there_is_no_django():
    own = sorted({*PURE, *said_to_be_pure()})
    assert len(own) > len(PURE)
    code = "import sys; sys.modules['django'] = None\n" + "\n".join(f"import {m}" for m in own)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_module_of_reading_is_pure():
    touching = [path.name for path in modules("budgets/reading") if "django" in set(imported(path))]
    assert touching == []


def test_the_top_level_holds_nothing_without_need():
    ignored = {line.strip("/") for line in (HOUSE / ".gitignore").read_text("utf-8").split()}
    there = {path.name for path in HOUSE.iterdir()} - {".git"}
    assert {name for name in there if not any(Path(name).match(i) for i in ignored)} <= TOP_LEVEL


def test_nothing_needs_the_folder_that_the_reports_came_from():
    elsewhere = "../" + "shared"
    naming = [
        str(path.relative_to(HOUSE))
        for package in [*PACKAGES, "seoulcomm", "tests"]
        for path in modules(package)
        if elsewhere in path.read_text("utf-8")
    ]
    assert naming == []
