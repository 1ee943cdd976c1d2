"""Split by subject; see the modules."""
