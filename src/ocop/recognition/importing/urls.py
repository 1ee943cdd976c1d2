"""Addresses of the mapping queue, under /dia-ban/."""

from django.urls import path

from ocop.recognition.importing import views

app_name = "importing"
urlpatterns = [
    path("cho-xac-dinh/", views.mapping_queue, name="mapping_queue"),
    path("cho-xac-dinh/<int:pk>/", views.resolve_case, name="resolve_case"),
]
