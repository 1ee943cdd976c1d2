"""What the pages of the producer's side show, split by subject."""
