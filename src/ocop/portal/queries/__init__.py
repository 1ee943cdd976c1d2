"""Every read of the public pages, split by subject."""
