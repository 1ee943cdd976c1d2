"""The living style guide at /ui/: every piece with its states and long Vietnamese names."""
