"""Addresses of the mapping queue and of what was brought in, under /dia-ban/."""

from django.urls import path

from ocop.recognition.importing import views, views_erasing, views_undoing, views_uploads

app_name = "importing"
urlpatterns = [
    path("nhap-danh-sach/", views_uploads.uploads, name="uploads"),
    path("nhap-danh-sach/<int:pk>/", views_uploads.upload, name="upload"),
    path("nhap-danh-sach/<int:pk>/cot/", views_uploads.columns, name="columns"),
    path("nhap-danh-sach/<int:pk>/tra-loi/", views_uploads.answer, name="answer"),
    path("nhap-danh-sach/<int:pk>/nhap/", views_uploads.apply, name="apply"),
    path("cho-xac-dinh/", views.mapping_queue, name="mapping_queue"),
    path("luot-nhap/<int:pk>/xoa-loi-ghi/", views_erasing.erase, name="erase"),
    path("luot-nhap/<int:pk>/hoan-tac/", views_undoing.undo, name="undo"),
    path("cho-xac-dinh/da-tra-loi/", views.answers, name="answers"),
    path("cho-xac-dinh/<int:pk>/rut-lai/", views.take_back, name="take_back"),
    path("cho-xac-dinh/<int:pk>/", views.resolve_case, name="resolve_case"),
]
