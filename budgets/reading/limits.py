"""How large a file may be, before anything of it is parsed. An officer's sheet is far below all."""

MEBIBYTE = 1024 * 1024
PACKED = 10 * MEBIBYTE
UNPACKED = 50 * MEBIBYTE
PARTS = 200
SHEETS = 20
ROWS = 5_000
COLUMNS = 64
MISFITS = 500  # that are named, of however many there are
LONGEST = 2_000  # letters in a cell; a remark has 300
