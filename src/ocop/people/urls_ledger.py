"""Address of the ledger's page; it stands in this room because the room `ledger` below knows no roles."""

from django.urls import path

from .views import audit

app_name = "ledger"
urlpatterns = [path("", audit.entries, name="entries")]
