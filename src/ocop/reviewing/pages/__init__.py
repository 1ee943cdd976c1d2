"""What the pages of the officers' side show, split by subject."""
