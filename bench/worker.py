"""A process with one database: makes the city, or does jobs as they are asked for on its input.

DATABASE_URL=… python -m bench.worker build YEARS
DATABASE_URL=… python -m bench.worker        (then a job's name a line; answers seconds)
"""

import gc
import math
import sys
import time
from collections.abc import Callable

import django

TURNS = 0.3  # seconds


def main() -> None:
    django.setup()
    if sys.argv[1:2] == ["build"]:
        _build(int(sys.argv[2]))
    else:
        _serve()


def _build(years: int) -> None:
    from django.core.management import call_command

    from bench.city import Size, build

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    build(Size(years=years))


def _serve() -> None:
    from bench.jobs import JOBS, check

    for line in sys.stdin:
        name = line.strip()
        if name == "check":
            check()
            print("ok", flush=True)
            continue
        gc.collect()
        print(_least(JOBS[name]), flush=True)


def _least(job: Callable[[], object]) -> float:
    """Of as many turns as fit: a job of a few milliseconds says nothing when it is timed once."""
    least, until = math.inf, time.perf_counter() + TURNS
    while (start := time.perf_counter()) < until:
        job()
        least = min(least, time.perf_counter() - start)
    return least


if __name__ == "__main__":
    main()
