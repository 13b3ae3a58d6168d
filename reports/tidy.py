"""Tidy CSV for whoever reads a command's output: UTF-8, a header, and no fuss when `head` leaves."""

import csv
import os
import sys
from collections.abc import Iterable


def print_csv(out, header: Iterable[str], rows: Iterable[Iterable]) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    writer = csv.writer(out, lineterminator="\n")
    try:
        writer.writerow(header)
        writer.writerows(rows)
        out.flush()
    except BrokenPipeError:
        # The reader has seen enough; nothing may be flushed to it at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
