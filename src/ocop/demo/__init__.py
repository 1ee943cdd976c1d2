"""The demonstration: people, products and dossiers that are invented and say so, on real units and the real law."""
