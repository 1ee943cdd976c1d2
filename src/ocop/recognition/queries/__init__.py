"""Every read of the room, split by subject."""
