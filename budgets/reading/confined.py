"""Reads a handed-in file in a process of its own, with little time and memory. Pure.

Whatever a file does to the reader, it does it there: a child that is killed, runs too long or says
too much is a named problem, and the server goes on. `python -m budgets.reading.confined` is the
child: the file on its standard input, the sheets as JSON on its standard output.
"""

import json
import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from budgets.reading.limits import MEBIBYTE, MISFITS, PACKED
from budgets.reading.misfit import Misfit, Unreadable, refuse
from budgets.reading.sheet import Cell, Sheet, read

HOUSE = Path(__file__).resolve().parent.parent.parent
SECONDS, PATIENCE = 20, 40  # of the processor; of the clock, for a machine that is busy
MEMORY, ANSWER = 1024 * MEBIBYTE, 32 * MEBIBYTE
_TOO_MUCH = "읽는 데 시간이나 메모리가 너무 많이 드는 파일입니다."
_WANTED = "필요한 시트만 새 파일로 저장하여 올리십시오."


def sheets_of(
    content: bytes, *, seconds: int = SECONDS, memory: int = MEMORY, patience: float = PATIENCE
) -> list[Sheet]:
    if len(content) > PACKED:
        raise refuse(f"파일이 {len(content):,}바이트입니다.", "파일은 10 MiB까지 받습니다.")
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answer:
        asked.write(content)
        asked.seek(0)
        command = [sys.executable, "-m", __name__, str(seconds), str(memory)]
        child = subprocess.Popen(
            command,
            cwd=HOUSE,
            env={"LC_ALL": "C.UTF-8"},  # no address of a database, no secret
            stdin=asked,
            stdout=answer,  # a file: how much it may write is a limit of the kernel
            stderr=subprocess.DEVNULL,
            close_fds=True,
            start_new_session=True,
        )
        try:
            done = child.wait(patience)
        except subprocess.TimeoutExpired:
            raise refuse(_TOO_MUCH, _WANTED) from None
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        answer.seek(0)
        said = answer.read(ANSWER + 1)
    if done != 0 or len(said) > ANSWER:
        raise refuse(_TOO_MUCH, _WANTED)
    return _sheets(json.loads(said))


def _sheets(said: dict) -> list[Sheet]:
    if "misfits" in said:
        raise Unreadable(*(Misfit(**each) for each in said["misfits"]), count=said["count"])
    return [
        Sheet(
            each["name"],
            [[cell and Cell(*cell) for cell in row] for row in each["rows"]],
            [tuple(place) for place in each["merged"]],
            each["is_text"],
        )
        for each in said["sheets"]
    ]


def confine(seconds: int, memory: int) -> None:
    """Before the file is looked at. What is inherited is not more than this allows already."""
    signal.alarm(PATIENCE + 5)  # whoever started this may be gone
    for limit, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, ANSWER),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))


def main() -> None:
    confine(int(sys.argv[1]), int(sys.argv[2]))
    try:
        said = {"sheets": [_plain(sheet) for sheet in read(sys.stdin.buffer.read())]}
    except Unreadable as unreadable:
        named = [asdict(misfit) for misfit in unreadable.misfits[:MISFITS]]
        said = {"misfits": named, "count": unreadable.count}
    except (MemoryError, RecursionError):
        sys.exit(3)
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=True).encode())


def _plain(sheet: Sheet) -> dict:
    rows = [[cell and (cell.kind, cell.text) for cell in row] for row in sheet.rows]
    return {
        "name": sheet.name,
        "rows": rows,
        "merged": sheet.merged,
        "is_text": sheet.is_text,
    }


if __name__ == "__main__":
    main()
