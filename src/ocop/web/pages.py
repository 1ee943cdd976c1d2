"""Addresses of the shell: home per role, stars that run out, the style guide."""

from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("trang-chu/", views.home_of_role, name="home"),
    path("sap-het-han/", views.radar, name="radar"),
    path("ui/", views.guide, name="guide"),
    path("ui/<slug:name>/", views.guide_page, name="guide_page"),
]
