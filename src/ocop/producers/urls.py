"""Addresses of the room `producers`."""

from django.urls import path

from . import views

app_name = "producers"
urlpatterns = [
    path("", views.producer_list, name="list"),
    path("dang-ky/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/uy-quyen/", views.delegations, name="delegations"),
    path("<int:pk>/uy-quyen/<int:delegation_pk>/ket-thuc/", views.finish_delegation, name="finish_delegation"),
]
