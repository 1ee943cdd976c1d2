"""Every write about products, by subject: ``registering`` (the product itself) and ``picturing`` (its photos)."""
