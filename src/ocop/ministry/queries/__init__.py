"""Reads of the room: who sees which package, what a package consists of, work lists."""
