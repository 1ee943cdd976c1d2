"""Every write of this room, one file for each subject."""
