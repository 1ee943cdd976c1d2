"""Tests of the import of earlier recognitions."""
