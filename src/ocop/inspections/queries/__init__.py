"""Every read of the room, split by subject: who sees what, work lists, files, what the public is told."""
