"""Public pages, split by subject."""
