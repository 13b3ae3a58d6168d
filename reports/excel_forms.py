"""How Excel shows the numbers of a workbook: the minus as △ and red, zero as 0. Pure."""

AMOUNT = '#,##0;[Red]"△"#,##0;0'
RATE = '0.0%;[Red]"△"0.0%'
POINTS = '0.0"%p";[Red]"△"0.0"%p"'


def quoted(sheet: str) -> str:
    """A sheet's name as formulas say it."""
    return "'" + sheet.replace("'", "''") + "'"
