"""Commands of the room `territory`."""
