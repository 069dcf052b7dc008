"""How large a spreadsheet may be: far more than a region needs, and far less than a server can bear."""

MOST_BYTES = 10_000_000
TOO_LARGE = "Dit bestand is groter dan 10 MB. Haal eruit wat niet nodig is, zoals plaatjes en oude tabbladen."
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_LETTERS = 500  # in one cell
MOST_UNPACKED = 80_000_000  # bytes of an xlsx, once unpacked
MOST_TEXTS = 30_000_000  # bytes of its list of texts, which is held in memory
MOST_PARTS = 1000  # files inside an xlsx
