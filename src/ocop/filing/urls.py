"""Addresses of the room `filing`: the producer's side."""

from django.urls import path

from .views import assessment, changing_set, dossier, erasing, evidence, starting

app_name = "filing"
urlpatterns = [
    path("", dossier.dossier_list, name="list"),
    path("chu-the/<int:producer_pk>/xoa-du-lieu-ca-nhan/", erasing.erase, name="erase"),
    path("moi/<int:product_pk>/", starting.start, name="start"),
    path("<int:pk>/", dossier.detail, name="detail"),
    path("<int:pk>/phieu-dang-ky/", dossier.registration, name="registration"),
    path("<int:pk>/thong-tin-chung/", dossier.general, name="general"),
    path("<int:pk>/thong-tin-chung/<slug:slug>/", dossier.general_group, name="general_group"),
    path("<int:pk>/tu-danh-gia/", assessment.assessment, name="assessment"),
    path("<int:pk>/tu-danh-gia/<str:code>/", assessment.criterion, name="criterion"),
    path("<int:pk>/minh-chung/", evidence.evidence_upload, name="evidence_upload"),
    path("<int:pk>/minh-chung/<int:evidence_pk>/bo/", evidence.evidence_remove, name="evidence_remove"),
    path("<int:pk>/kiem-tra/", dossier.check, name="check"),
    path("<int:pk>/da-nop/", dossier.submitted, name="submitted"),
    path("<int:pk>/hoan-thien/", dossier.supplement, name="supplement"),
    path("<int:pk>/rut/", dossier.withdraw, name="withdraw"),
    path("<int:pk>/bo-tieu-chi-moi/", dossier.adopt, name="adopt_law"),
    path("<int:pk>/loai-ho-so/", starting.kind, name="kind"),
    path("<int:pk>/doi-bo/", changing_set.change, name="change_set"),
    path("<int:pk>/bo-nhap/", dossier.discard, name="discard"),
]
