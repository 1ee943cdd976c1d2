"""The address in a printed code, in both languages: its name belongs to the whole house."""

from django.urls import re_path

from .views import scan

urlpatterns = [re_path(r"^q/(?P<token>[A-Za-z0-9_-]{1,40})\Z", scan.scan, name="scan")]
