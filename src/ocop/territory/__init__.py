"""The room `territory`; see README.md."""
