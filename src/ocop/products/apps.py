"""Registers the room `products` with Django."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """The room `products`."""

    name = "ocop.products"
    label = "products"
    verbose_name = "Sản phẩm"
