"""What a report's json answered, row by row."""


def rows(table):
    """Each row by its column keys."""
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def row(table, name, mark="line"):
    (found,) = [each for each in rows(table) if each["name"] == name and each["mark"] == mark]
    return found


def facts(found, *keys):
    return [found[key] for key in keys]
