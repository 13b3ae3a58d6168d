"""Where in a document something stands, in the one wording of every page. Pure."""


def line_words(place: int | str, until: int | None = None) -> str:
    """A line, or the first and the last of several."""
    return f"{place}번째 줄" if until in (None, place) else f"{place}–{until}번째 줄"


def place_words(document: str, place: int | str, until: int | None = None) -> str:
    """`document`: its key."""
    return f"{document} 문서 {line_words(place, until)}"
