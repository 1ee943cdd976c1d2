"""From latitude and longitude to the place in the drawing of the country."""

from math import cos, radians

WEST, EAST, SOUTH, NORTH = 101.4, 117.2, 7.2, 24.0
SCALE = 10.0  # drawing units per degree of latitude
SHRINK = cos(radians(16))  # a degree of longitude is shorter; 16° N is the middle of the country
WIDTH = round((EAST - WEST) * SHRINK * SCALE, 1)
HEIGHT = round((NORTH - SOUTH) * SCALE, 1)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return x, y to a tenth of a unit."""
    return round((longitude - WEST) * SHRINK * SCALE, 1), round((NORTH - latitude) * SCALE, 1)
