"""The room `dossiers`; see README.md."""
