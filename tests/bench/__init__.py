"""Measures the numbers this project promises; ``make bench`` prints them as JSON."""
