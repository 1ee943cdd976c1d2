"""The criteria sheets on screen and their confirmation; see the README."""
