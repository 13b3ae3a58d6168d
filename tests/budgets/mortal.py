"""The application for a real server of which a test kills the worker.

A request that says so stops in the middle of what it writes: it tells its process to whoever
listens, and waits for the end. One that says so takes a guard away from its process for good.
"""

import os
import signal

from django.core.wsgi import get_wsgi_application

inner = get_wsgi_application()

from django.db import connection  # noqa: E402 - settings must be there first

connection.settings_dict["NAME"] = os.environ["MORTAL_DATABASE"]
from budgets import filing  # noqa: E402
from tests.budgets.worker import without_transactions  # noqa: E402

STOPS_AT, WITHOUT = "HTTP_X_STOPS_AT", "HTTP_X_WITHOUT"


def without_keys():
    filing.done_before = lambda filing, key: None


TAKES_AWAY = {"transactions": without_transactions, "keys": without_keys}


def application(environ, start_response):
    if guard := environ.get(WITHOUT):
        TAKES_AWAY[guard]()
    if not (place := environ.get(STOPS_AT)):
        return inner(environ, start_response)

    def stops(execute, sql, params, many, context):
        if sql.startswith(place):
            os.write(int(os.environ["MORTAL_TELLS"]), f"{os.getpid()}\n".encode())
            while True:
                signal.pause()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stops):
        return inner(environ, start_response)
