"""Amounts as officers write them: what stands in a copied cell, and how many won are meant."""

FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")

WRITTEN = (
    lambda won: f"{won:,}",
    lambda won: f"{won:,}원",
    lambda won: f" {won:,} ",
    str,
    lambda won: f"{won:,}".translate(FULL_WIDTH),
    lambda won: f"{won // 10_000:,}만원",
    lambda won: f"{won // 1_000:,}천원",
    lambda won: f"{won // 100_000_000}억 {won % 100_000_000 // 10_000:,}만원",
    lambda won: f"{won}.00",
    lambda won: f"{won // 10_000}만",
)
LESS = (
    lambda won: f"△{won:,}",
    lambda won: f"▲{won:,}",
    lambda won: f"−{won:,}",
    lambda won: f"({won:,})",
    lambda won: f"-{won:,}",
)

Row = tuple[tuple[str, int | None], ...]  # each cell as it is written, and what it means


def forty() -> list[Row]:
    """예산현액 3억 1만 and on by 1만, half of it 원인행위액, a third 집행액; five lines were paid back, one has
    a dash and one a blank for 집행액."""
    return [_row(at) for at in range(1, 41)]


def _row(at: int) -> Row:
    budget, committed, spent = 300_000_000 + at * 10_000, 150_000_000 + at * 10_000, at * 1_000_000
    ways = [WRITTEN[(at + step) % len(WRITTEN)] for step in (0, 3, 6)]
    cells = [(way(won), won) for way, won in zip(ways, (budget, committed, spent), strict=True)]
    if at % 8 == 0:
        cells[2] = (LESS[at // 8 - 1](spent), -spent)
    elif at == 21:
        cells[2] = (" -   ", None)
    elif at == 22:
        cells[2] = ("", None)
    return tuple(cells)


def as_tsv(rows: list[Row]) -> str:
    return "".join("\t".join(text for text, _ in row) + "\r\n" for row in rows)


def as_html(rows: list[Row]) -> str:
    """As Excel puts it beside the text."""
    cells = ["".join(f"<td class=xl65 align=right>{text}</td>" for text, _ in row) for row in rows]
    table = "".join(f"<tr height=22 style='height:16.5pt'>{each}</tr>" for each in cells)
    return f"<html><body><table border=0 cellpadding=0>{table}</table></body></html>"
