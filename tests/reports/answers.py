"""What a report's json answered, row by row; and what a page says."""

import re


def rows(table):
    """Each row by its column keys."""
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def row(table, name, mark="line"):
    (found,) = [each for each in rows(table) if each["name"] == name and each["mark"] == mark]
    return found


def facts(found, *keys):
    return [found[key] for key in keys]


def said(page):
    """A page without its links to terms: the sentences as they are read."""
    return re.sub(r'<a href="/terms#[^"]+">(.*?)</a>', r"\1", page)


def without_marks(page):
    """A page without what its cells say was printed in their place."""
    return re.sub(r'<span class="mark">.*?</span>', "", page)


def assert_adds_up(found, key):
    """Every row is the sum of those right under it, and the whole that of the lines."""
    for at, each in enumerate(found):
        below = []
        for other in found[at + 1 :]:
            if other["level"] <= each["level"]:
                break
            if other["level"] == each["level"] + 1 and isinstance(other[key], int):
                below.append(other[key])
        if below and isinstance(each[key], int):
            assert each[key] == sum(below), (each["name"], key)
    lines = [x[key] for x in found if x["mark"] == "line" and isinstance(x[key], int)]
    if isinstance(found[0][key], int):
        assert found[0][key] == sum(lines), key
