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
