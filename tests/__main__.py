"""`python -m tests`: every test on SQLite and every test on PostgreSQL, side by side, and the counts of both."""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def start(database: str, folder: Path, output) -> subprocess.Popen:
    report = _report(database, folder)
    command = [sys.executable, "-m", "pytest", f"--database={database}", f"--junitxml={report}"]
    return subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)


def counted(database: str, folder: Path) -> tuple[int, int]:
    """How many tests passed and how many did not; nothing at all if pytest did not come that far."""
    report = _report(database, folder)
    if not report.exists():
        return 0, 0
    suite = ElementTree.parse(report).find("testsuite")
    failed = sum(int(suite.get(kind)) for kind in ["failures", "errors", "skipped"])
    return int(suite.get("tests")) - failed, failed


def run(folder: Path) -> dict[str, tuple[int, int, bool]]:
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
    return {name: (*counted(name, folder), content[name]) for name in DATABASES}


def main():
    with tempfile.TemporaryDirectory() as folder:
        results = run(Path(folder))
    counts = {passed for passed, _, _ in results.values()}
    print(
        " · ".join(
            f"{DATABASES[name]}: {passed} passed" for name, (passed, _, _) in results.items()
        )
    )
    passed, failed, content = (sum(column) for column in zip(*results.values(), strict=True))
    print(f"{passed} passed, {failed} failed")
    # The same tests run on both: a smaller number on one means that some were lost on the way.
    return content == len(DATABASES) and not failed and len(counts) == 1 and counts != {0}


def _report(database: str, folder: Path) -> Path:
    return folder / f"{database}.xml"


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
