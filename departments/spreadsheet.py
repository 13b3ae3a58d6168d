"""What a spreadsheet makes of a CSV, and what keeps it from making something else of it. Pure."""

BOM = "\ufeff"  # without it Excel takes the Korean for something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """A name that begins like a formula gets an apostrophe, as a spreadsheet would; a dash alone is none."""
    return f"'{text}" if text.startswith(_FORMULA) and text != "-" else text
