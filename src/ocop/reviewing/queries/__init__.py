"""Every read of the officers' side, split by subject."""
