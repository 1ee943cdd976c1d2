"""Public addresses in both languages."""

from django.urls import path

from .views import docs, pages, producers, search

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("san-pham/", search.search, name="search"),
    path("san-pham/<slug:slug>-<int:pk>/", pages.product, name="product"),
    path("chu-the/", producers.producers, name="producers"),
    path("chu-the/<int:pk>/", producers.producer, name="producer"),
    path("gioi-thieu/", pages.about, name="about"),
    path("du-lieu-mo/", docs.api_docs, name="api_docs"),
]
