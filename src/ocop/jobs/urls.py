"""Addresses of the room `jobs`."""

from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("<int:pk>/", views.job, name="job"),
    path("<int:pk>/tep/", views.job_file, name="file"),
    path("<int:pk>/huy/", views.cancel, name="cancel"),
    path("<int:pk>/chay-lai/", views.retry, name="retry"),
]
