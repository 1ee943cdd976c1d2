"""The shared ground of pages: what the pages of every room have in common; see the README."""
