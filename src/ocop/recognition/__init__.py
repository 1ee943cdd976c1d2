"""The room `recognition`; see README.md."""
