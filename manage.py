#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seoulcomm.settings")
    if not {"SECRET_KEY", "DEBUG"} & os.environ.keys():
        # Nothing was set up: this is the demonstration. The server's door (wsgi) does not do so.
        os.environ.setdefault("DEMO", "on")
    execute_from_command_line(sys.argv)
