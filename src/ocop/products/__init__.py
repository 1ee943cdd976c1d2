"""The room `products`; see README.md."""
