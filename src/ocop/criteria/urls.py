"""Addresses of the criteria sheets: public, hence in both languages."""

from django.urls import path

from .views import sheets

app_name = "sheets"
urlpatterns = [
    path("", sheets.catalogue, name="list"),
    path("<int:number>/", sheets.sheet, name="sheet"),
]
