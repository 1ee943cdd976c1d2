"""Pages of the entrance that are ours in place of allauth's, under its addresses and names."""

from django.urls import path

from .views import recovering, staying

urlpatterns = [
    path("password/reset/", recovering.forgotten, name="account_reset_password"),
    path("phien/", staying.session_state, name="session_state"),
    path("gui-tiep/", staying.typed_before, name="typed_before"),
]
