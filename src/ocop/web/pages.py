"""Addresses of the shell: home per role, the style guide."""

from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("trang-chu/", views.home_of_role, name="home"),
    path("ui/", views.guide, name="guide"),
    path("ui/<slug:name>/", views.guide_page, name="guide_page"),
]
