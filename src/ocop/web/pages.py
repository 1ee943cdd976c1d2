"""Addresses of the shell: home per role, the style guide."""

from django.urls import URLPattern

app_name = "web"
urlpatterns: list[URLPattern] = []
