"""The room `portal`; see README.md."""
