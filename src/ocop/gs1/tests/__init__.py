"""Tests of GS1 identifiers."""
