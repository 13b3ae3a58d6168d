"""Which printed name is a misreading, from the names and the documents they stand in."""

from budgets.reading.names import key_of


def misreadings(names: dict[str, set[str]]) -> dict[str, str]:
    """Printed name -> corrected reading, from names and the documents they stand in.

    A name that one document alone has, one letter of one syllable away from a name that several
    have, was misread when the page was made into text. Both stay: the printed one as the name.
    """
    squeezed_names: dict[str, list[str]] = {}
    documents: dict[str, set[str]] = {}
    for name, where in names.items():
        key = key_of(name)
        squeezed_names.setdefault(key, []).append(name)
        documents.setdefault(key, set()).update(where)
    found = {}
    for key, printed in squeezed_names.items():
        right = [
            other
            for other in squeezed_names
            if len(documents[key]) == 1
            and len(documents[other] - documents[key]) > 1
            and _one_letter_apart(key, other)
        ]
        if len(right) == 1:
            found |= dict.fromkeys(printed, squeezed_names[right[0]][-1])
    return found


def _one_letter_apart(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return (
        len(apart) == 1 and sum(x != y for x, y in zip(*map(_letters, apart[0]), strict=True)) == 1
    )


def _letters(syllable: str) -> tuple[int, ...]:
    """A Hangul syllable as first, middle and last letter; anything else is unlike everything."""
    code = ord(syllable) - 0xAC00
    return (code // 588, code % 588 // 28, code % 28) if 0 <= code < 11172 else (-1, -code, code)
