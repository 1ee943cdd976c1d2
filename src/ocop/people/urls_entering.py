"""Pages of the entrance that are ours in place of allauth's, under its addresses and names."""

from django.urls import path

from .views import recovering

urlpatterns = [path("password/reset/", recovering.forgotten, name="account_reset_password")]
