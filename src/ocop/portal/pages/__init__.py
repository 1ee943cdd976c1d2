"""What the public pages show, split by subject."""
