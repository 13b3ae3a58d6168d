"""The one stylesheet: a block that nobody closes takes all that follows into it, without a word."""

from pathlib import Path

SHEET = Path(__file__).parents[2] / "static/css/seoulcomm.css"


def test_every_section_begins_where_no_block_is_open():
    depth, within = 0, []
    for place, line in enumerate(SHEET.read_text("utf-8").splitlines(), start=1):
        if line.startswith("/*") and depth:
            within.append(f"{place}: {line}")
        depth += line.count("{") - line.count("}")
    assert (within, depth) == ([], 0)
