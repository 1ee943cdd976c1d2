"""Migrations of the room `jobs`."""
