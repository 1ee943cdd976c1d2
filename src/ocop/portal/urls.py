"""Public addresses in both languages."""

from django.urls import path

from .views import docs, life, maps, pages, producers, search

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("san-pham/", search.search, name="search"),
    path("san-pham/<slug:slug>-<int:pk>/", pages.product, name="product"),
    path("san-pham/<slug:slug>-<int:pk>/lich-su/", life.product_life, name="product_life"),
    path("ban-do/", maps.places_map, name="map"),
    path("chu-the/", producers.producers, name="producers"),
    path("chu-the/<int:pk>/", producers.producer, name="producer"),
    path("chu-the/<int:pk>/lich-su/", life.producer_life, name="producer_life"),
    path("gioi-thieu/", pages.about, name="about"),
    path("du-lieu-mo/", docs.api_docs, name="api_docs"),
]
