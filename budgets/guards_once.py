"""That rows of a table are written once: neither changed, nor removed, nor put in another's place."""

from departments.triggers import Guard, never_changes


def is_there(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} was WHERE was.id = NEW.id)"


def written_once(table: str, message: str) -> list[Guard]:
    """REPLACE by a tool that does not switch on recursive triggers would walk past the others."""
    name = f"{table.split('_', 1)[1]}_not_replaced"
    return [
        *never_changes(table, message),
        Guard(name, table, "INSERT", message, is_there(table), only="sqlite"),
    ]
