"""Addresses of the room `people`."""

from django.urls import path

from .views import assignments, own

app_name = "people"
urlpatterns = [
    path("", own.account, name="account"),
    path("quan-tri/", assignments.assignments, name="assignments"),
    path("quan-tri/<int:pk>/", assignments.person, name="person"),
    path("quan-tri/<int:pk>/khoa-mo/", assignments.switch, name="switch"),
    path("quan-tri/ket-thuc/<int:pk>/", assignments.end_assignment, name="end_assignment"),
]
