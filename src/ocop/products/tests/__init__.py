"""Tests of products and the choice of a criteria set."""
