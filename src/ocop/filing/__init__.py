"""The producer's side of a dossier, from the first draft to its submission; see the README."""
