"""The officers' side of a dossier, from receipt to a round; see the README."""
