"""The room `advisory`; see README.md."""
