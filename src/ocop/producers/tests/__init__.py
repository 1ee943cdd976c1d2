"""Tests of producers, their representatives and delegates."""
