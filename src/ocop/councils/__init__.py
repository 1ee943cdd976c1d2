"""The room `councils`; see README.md."""
