"""Numbers that arrive as text from a form or an address: ids that were ticked, levels, versions."""

MOST_DIGITS = 18  # of an id; databases keep no more, and Python reads no more than some thousand


def is_number(text: str) -> bool:
    """Whether a text is a whole number of plain digits that a database can keep; ² and thousands of digits are none."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
