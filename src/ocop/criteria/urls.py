"""Addresses of the criteria sheets: public, hence in both languages."""

from django.urls import path

from . import views

app_name = "criteria"
urlpatterns = [
    path("", views.catalogue, name="list"),
    path("<int:number>/", views.sheet, name="sheet"),
]
