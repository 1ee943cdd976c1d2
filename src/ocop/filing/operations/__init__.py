"""Every write of the producer's side, split by subject."""
