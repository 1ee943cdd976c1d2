"""Addresses of the room `products`."""

from django.urls import path

from .views import pictures, renaming
from .views import products as views

app_name = "products"
urlpatterns = [
    path("", views.product_list, name="list"),
    path("moi/<int:producer_pk>/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/doi-ten/", renaming.rename, name="rename"),
    path("<int:pk>/anh/", pictures.photos, name="photos"),
    path("<int:pk>/anh/<int:photo_pk>/", pictures.change, name="photo_change"),
    path("<int:pk>/anh/<int:photo_pk>-<int:width>.<slug:ending>", pictures.photo, name="photo"),
]
