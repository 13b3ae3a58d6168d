"""`python -m tests`: every test on SQLite and on PostgreSQL, side by side, and the counts of both.

How pages look is asked once, on SQLite, and what needs no database once, beside PostgreSQL
(tests/plugins/once.py).
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from tests.plugins.once import APART, LOOKS

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
LEFT = {"sqlite": APART, "postgresql": LOOKS}  # to the other


@dataclass(frozen=True)
class Result:
    """Of one database: how many tests passed, how many of them were looks or apart from every
    database, how many did not pass, and whether pytest itself was content."""

    passed: int
    looks: int
    apart: int
    failed: int
    content: bool

    @property
    def on_both(self) -> int:
        return self.passed - self.looks - self.apart


def start(database: str, folder: Path, output) -> subprocess.Popen:
    asked = [f"--database={database}", f"--without={LEFT[database]}"]
    command = [sys.executable, "-m", "pytest", *asked, f"--junitxml={_report(database, folder)}"]
    return subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)


def counted(database: str, folder: Path, content: bool) -> Result:
    """Nothing at all if pytest did not come that far."""
    report = _report(database, folder)
    if not report.exists():
        return Result(0, 0, 0, 0, content)
    suite = ElementTree.parse(report).find("testsuite")
    failed = sum(int(suite.get(kind)) for kind in ["failures", "errors", "skipped"])
    looks, apart = (
        len(suite.findall(f"testcase/properties/property[@name='{kind}']"))
        for kind in (LOOKS, APART)
    )
    return Result(int(suite.get("tests")) - failed, looks, apart, failed, content)


def run(folder: Path) -> dict[str, Result]:
    """Both at once, since each keeps one core busy: one is watched, the other is read afterwards."""
    watched, other = DATABASES
    with Path(folder, "output").open("w+") as kept:
        behind = start(other, folder, kept)
        try:
            print(f"\n{DATABASES[watched]} ({DATABASES[other]} runs beside it)", flush=True)
            content = {watched: start(watched, folder, None).wait() == 0}
            content[other] = behind.wait() == 0
        finally:
            behind.kill()
        kept.seek(0)
        print(f"\n{DATABASES[other]}\n{kept.read()}", flush=True)
    return {name: counted(name, folder, content[name]) for name in DATABASES}


def is_good(results: dict[str, Result]) -> bool:
    """The same tests run on both: a smaller number on one means that some were lost on the way."""
    sides = results.values()
    return (
        all(each.content and not each.failed for each in sides)
        and len({each.on_both for each in sides}) == 1
        and all(each.on_both > 0 for each in sides)
        and sum(each.looks > 0 for each in sides) == 1
        and sum(each.apart > 0 for each in sides) == 1
    )


def main() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        results = run(Path(folder))
    for name, each in results.items():
        looks = f", {each.looks} of them how pages look" if each.looks else ""
        apart = f", {each.apart} of them without a database" if each.apart else ""
        print(f"{DATABASES[name]}: {each.passed} passed{looks}{apart}")
    passed, failed = (
        sum(getattr(each, it) for each in results.values()) for it in ("passed", "failed")
    )
    print(f"{passed} passed, {failed} failed")
    return is_good(results)


def _report(database: str, folder: Path) -> Path:
    return folder / f"{database}.xml"


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
