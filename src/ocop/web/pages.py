"""Addresses of the shell: home per role, stars that run out, the style guide."""

from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("trang-chu/", views.home_of_role, name="home"),
    path("sap-het-han/", views.radar, name="radar"),
    path("sap-het-han/nhac/", views.call_producers, name="call_producers"),
    path("sap-het-han/thu.<slug:form>", views.radar_letters, name="radar_letters"),
    path("ui/", views.guide, name="guide"),
    path("ui/<slug:name>/", views.guide_page, name="guide_page"),
]
