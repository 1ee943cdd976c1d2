"""Addresses of the room `producers`."""

from django.urls import URLPattern

app_name = "producers"
urlpatterns: list[URLPattern] = []
