"""Every read of the producer's side, split by subject."""
