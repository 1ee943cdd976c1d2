"""Every read of the room, split by subject: who sees what, the work list, files."""
