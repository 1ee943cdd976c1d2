"""Pages of the room, split by subject."""
