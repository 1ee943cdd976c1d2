"""The public register for other programs: read-only, the same rows people see."""
