"""Every read of the record that both sides, councils and the public office share, split by subject."""
