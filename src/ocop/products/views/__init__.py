"""Pages of products: ``products`` (the product itself) and ``pictures`` (its photos)."""
