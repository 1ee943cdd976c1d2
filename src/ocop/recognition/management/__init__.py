"""Commands of the room recognition."""
