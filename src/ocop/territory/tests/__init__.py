"""Tests of the room `territory`."""
