"""Notices: who waits for an act hears of it once, in the system and by the channels the person and the installation allow."""
