"""`python -m tests`: every test on SQLite, then every test on PostgreSQL, and the counts of both."""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def run(database):
    """How many tests passed and how many did not, and whether pytest itself was content."""
    print(f"\n{DATABASES[database]}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", f"--database={database}", f"--junitxml={report}"]
        content = subprocess.run(command, check=False).returncode == 0
        if not report.exists():
            return 0, 0, False
        suite = ElementTree.parse(report).find("testsuite")
    failed = sum(int(suite.get(kind)) for kind in ["failures", "errors", "skipped"])
    return int(suite.get("tests")) - failed, failed, content


def main():
    results = {database: run(database) for database in DATABASES}
    counts = {passed for passed, _, _ in results.values()}
    print()
    print(
        " · ".join(
            f"{DATABASES[name]}: {passed} passed" for name, (passed, _, _) in results.items()
        )
    )
    passed, failed, content = (sum(column) for column in zip(*results.values(), strict=True))
    print(f"{passed} passed, {failed} failed")
    # The same tests run on both: a smaller number on one means that some were lost on the way.
    return content == len(DATABASES) and not failed and len(counts) == 1 and counts != {0}


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
