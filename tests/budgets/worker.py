"""A worker that dies: one request is carried out in a process of its own, which kills itself.

`python -m tests.budgets.worker NAME` is on the database of that name, reads requests from its input,
a line of JSON each, forks a process for each, and says how that ended. `dies_at` is which of the
things said to the database is the last: statements by their number, then COMMIT, before and after.
"""

import json
import os
import signal
import sys
import traceback
from datetime import datetime
from uuid import UUID

READY = "ready"


class Mortal:
    """SIGKILL cannot be caught: nothing is tidied up, no transaction rolled back by the program."""

    def __init__(self, dies_at):
        self.dies_at, self.said = dies_at, 0

    def __call__(self, execute, sql, params, many, context):
        self.says()
        return execute(sql, params, many, context)

    def says(self):
        self.said += 1
        if self.said == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


def carried_out(asked, mortal):
    from django.db import connection

    verb, facts = REQUESTS[asked["verb"]](asked)
    commit = connection._commit

    def mortal_commit():
        mortal.says()
        commit()
        mortal.says()

    connection._commit = mortal_commit
    with connection.execute_wrapper(mortal):
        verb(**facts)


def without_transactions():
    """The guard that is tried: each statement by itself, as if no verb were one transaction."""
    from django.db import transaction
    from django.db.models import QuerySet

    transaction.Atomic.__enter__ = lambda self: None
    transaction.Atomic.__exit__ = lambda self, *wrong: None
    QuerySet.select_for_update = lambda self, **facts: self


def told(asked):
    from budgets.models import Filing
    from departments.models import Person

    facts = {
        "by": Person.objects.get(username=asked["by"]),
        "at": datetime.fromisoformat(asked["at"]),
        "key": UUID(asked["key"]),
    }
    if "filing" in asked:
        facts["filing"] = Filing.objects.get(pk=asked["filing"])
    return facts


def save(asked):
    from budgets import filing as verbs
    from tests.budgets import quarters

    facts = told(asked)
    lines = verbs.lines_of(facts["filing"])
    rows = [quarters.row(line, 100_000, 50_000, asked["spent"]) for line in lines]
    return verbs.hand_in, facts | {"rows": rows, "follows": asked["follows"]}


def upload(asked):
    from budgets import uploads
    from budgets.facing import lines_of

    facts = told(asked)
    heads = "(단위: 원)\r\n사업코드,세부사업,예산현액,원인행위액,집행액\r\n"
    content = heads + "".join(
        f"{line.code},{line.name},100000,50000,{asked['spent']}\r\n"
        for line in lines_of(facts["filing"])
    )
    file = {"name": "집행.csv", "content": content.encode(), "unit": None}
    seen = uploads.preview(filing=facts["filing"], **file).seen
    return uploads.take_in, facts | file | {"seen": seen, "follows": asked["follows"]}


def publish(asked):
    from budgets import filing as verbs
    from budgets.models import ReportingDate

    date = ReportingDate.objects.get(pk=asked["date"])
    return verbs.publish, told(asked) | {"reporting_date": date, "missing": []}


REQUESTS = {"save": save, "upload": upload, "publish": publish}


def child(asked, answers) -> None:
    mortal = Mortal(asked["dies_at"])
    try:
        if asked["unguarded"]:
            without_transactions()
        carried_out(asked, mortal)
        os.write(answers, json.dumps({"said": mortal.said}).encode())
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main() -> None:
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = sys.argv[1]
    print(READY, flush=True)
    for line in sys.stdin:
        reading, writing = os.pipe()
        number = os.fork()  # nothing is connected yet: each child connects by itself
        if not number:
            child(json.loads(line), writing)
        os.close(writing)
        _, ended = os.waitpid(number, 0)
        with os.fdopen(reading) as answers:
            answer = json.loads(answers.read() or "{}")
        code = os.waitstatus_to_exitcode(ended)
        print(json.dumps(answer | {"code": code}), flush=True)


if __name__ == "__main__":
    main()
