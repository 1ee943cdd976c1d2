"""Tools that make and check an installation; nothing of the running system lives here."""
