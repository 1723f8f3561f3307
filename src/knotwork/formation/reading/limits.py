"""How much is read of a file before it is refused in words, so that a mistaken file costs neither time nor memory."""

MEGABYTE = 1_000_000
SPREADSHEET_BYTES = 10 * MEGABYTE
"""Twenty times what 5,000 people with ten columns take."""
RULES_BYTES = MEGABYTE // 4
PEOPLE = 10_000
COLUMNS = 200
LINE_CHARACTERS = 200_000
LINES = 1_100_000
"""A worksheet has 1,048,576 rows, and some exports write all of them."""
HEADING_WITHIN_LINES = 50
"""The heading must begin within so many lines; above it exports write titles and dates."""
MET_IN_ONE_SET = 40
"""People of one earlier set; more is a wrong column, and all pairs of them would not fit into memory."""
