"""Addresses of the room `notices`."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("da-doc/", views.read_all, name="read_all"),
    path("cach-nhan/", views.choices, name="choices"),
]
