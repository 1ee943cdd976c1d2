"""The room `producers`; see README.md."""
