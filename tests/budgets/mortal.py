"""The application for a real server of which a test kills the worker.

A request that says so stops in the middle of what it writes: it tells its process to whoever
listens, and waits for the end.
"""

import os
import signal

from django.core.wsgi import get_wsgi_application

inner = get_wsgi_application()

from django.db import connection  # noqa: E402 - settings must be there first

connection.settings_dict["NAME"] = os.environ["MORTAL_DATABASE"]
STOPS_AT = "HTTP_X_STOPS_AT"


def application(environ, start_response):
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
