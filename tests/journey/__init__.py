"""The whole journey in a real browser, from a producer's first form to the star on a public page."""
