"""Addresses of the producer's side; see urls.py."""

from django.urls import URLPattern, path

from .views import assessment, evidence, filing

urlpatterns: list[URLPattern] = [
    path("", filing.dossier_list, name="list"),
    path("moi/<int:product_pk>/", filing.start, name="start"),
    path("<int:pk>/", filing.detail, name="detail"),
    path("<int:pk>/phieu-dang-ky/", filing.registration, name="registration"),
    path("<int:pk>/thong-tin-chung/", filing.general, name="general"),
    path("<int:pk>/thong-tin-chung/<slug:slug>/", filing.general_group, name="general_group"),
    path("<int:pk>/tu-danh-gia/", assessment.assessment, name="assessment"),
    path("<int:pk>/tu-danh-gia/<str:code>/", assessment.criterion, name="criterion"),
    path("<int:pk>/minh-chung/", evidence.evidence_upload, name="evidence_upload"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/", evidence.evidence_file, name="evidence_file"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/anh/", evidence.evidence_picture, name="evidence_picture"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/bo/", evidence.evidence_remove, name="evidence_remove"),
    path("<int:pk>/kiem-tra/", filing.check, name="check"),
    path("<int:pk>/da-nop/", filing.submitted, name="submitted"),
    path("<int:pk>/hoan-thien/", filing.supplement, name="supplement"),
    path("<int:pk>/rut/", filing.withdraw, name="withdraw"),
    path("<int:pk>/bo-nhap/", filing.discard, name="discard"),
]
