"""Numbers by which a producer is known to the state, and how two of them are compared."""

import re

NO_SIGN = re.compile(r"[\W_]+")


def registration_key_of(number: str) -> str | None:
    """Return a registration number as it is compared: capital letters and digits only; None where there is no number."""
    return NO_SIGN.sub("", number).upper() or None
