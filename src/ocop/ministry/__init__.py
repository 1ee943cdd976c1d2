"""The room `ministry`; see README.md."""
