"""Addresses of the room `advisory`."""

from django.urls import path

from .views import finding_out, groups, reporting, reviews, visits

app_name = "advisory"
urlpatterns = [
    path("", reviews.reviews, name="reviews"),
    path("to/", groups.groups, name="groups"),
    path("to/moi/", groups.group_create, name="group_create"),
    path("to/<int:pk>/", groups.group, name="group"),
    path("to/<int:pk>/thanh-vien/<int:member_pk>/ket-thuc/", groups.member_release, name="member_release"),
    path("ho-so/<int:pk>/", reviews.review, name="review"),
    path("ho-so/<int:pk>/bat-dau/", reviews.start, name="start"),
    path("ho-so/<int:pk>/minh-chung/<int:evidence_pk>/", reviews.review_evidence, name="review_evidence"),
    path("ho-so/<int:pk>/minh-chung/<int:evidence_pk>/anh/", reviews.review_picture, name="review_picture"),
    path("ho-so/<int:pk>/minh-chung/<int:evidence_pk>/xem/", reviews.review_viewer, name="review_viewer"),
    path("ho-so/<int:pk>/minh-chung/<int:evidence_pk>/trang/", reviews.review_leaf, name="review_leaf"),
    path("ho-so/<int:pk>/anh-khao-sat/<int:evidence_pk>/", reviews.survey_photo, name="survey_photo"),
    path("ho-so/<int:pk>/anh-khao-sat/<int:evidence_pk>/anh/", reviews.survey_picture, name="survey_picture"),
    path("ho-so/<int:pk>/anh-khao-sat/<int:evidence_pk>/xem/", reviews.survey_viewer, name="survey_viewer"),
    path("ho-so/<int:pk>/anh-khao-sat/<int:evidence_pk>/trang/", reviews.survey_leaf, name="survey_leaf"),
    path("ho-so/<int:pk>/bao-cao/", reporting.report, name="report"),
    path("ho-so/<int:pk>/ky/", reporting.sign, name="sign"),
    path("ho-so/<int:pk>/yeu-cau-hoan-thien/", finding_out.supplement, name="supplement"),
    path("ho-so/<int:pk>/khao-sat/", visits.survey, name="survey"),
    path("ho-so/<int:pk>/khao-sat/<int:survey_pk>/", visits.survey_edit, name="survey_edit"),
    path("ho-so/<int:pk>/kiem-nghiem/", finding_out.test_request, name="test_request"),
    path("ho-so/<int:pk>/kiem-nghiem/<int:test_pk>/", finding_out.test_result, name="test_result"),
]
