"""Writes that both sides share: a step of a dossier to its next state."""
