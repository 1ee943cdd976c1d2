"""Addresses of the room `deliveries`."""

from django.urls import URLPattern, path

from . import views

app_name = "deliveries"
urlpatterns: list[URLPattern] = [
    path("", views.unsent, name="unsent"),
    path("nhip/", views.beat, name="beat"),
]
