"""Addresses of the room `dossiers`: the files and forms of a dossier; its pages stand in `filing` and `reviewing`."""

from django.urls import path

from . import views

app_name = "dossiers"
urlpatterns = [
    path("<int:pk>/minh-chung/<int:evidence_pk>/", views.evidence_file, name="evidence_file"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/anh/", views.evidence_picture, name="evidence_picture"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/xem/", views.evidence_viewer, name="evidence_viewer"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/trang/", views.evidence_leaf, name="evidence_leaf"),
    path("<int:pk>/giay-to/<slug:kind>.<slug:form>", views.form_paper, name="form_paper"),
]
