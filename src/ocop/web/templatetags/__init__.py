"""Template tags the components are made with."""
