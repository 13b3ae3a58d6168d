"""What every process of a measurement knows: the settings of an installation, and what is asked for."""

import os
import tempfile
from datetime import date
from pathlib import Path

LAST_YEAR = 2030
LAST_DAY = date(LAST_YEAR, 12, 1)
OFFICE, CITY = "제00실", "전체"


def environment(database: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database,
        "DEBUG": "off",
        "HTTPS": "off",
        "SECRET_KEY": "only for measuring" * 4,
        "DJANGO_SETTINGS_MODULE": "seoulcomm.settings",
        "STATIC_ROOT": str(Path(tempfile.gettempdir()) / "seoulcomm-bench-static"),
    }
