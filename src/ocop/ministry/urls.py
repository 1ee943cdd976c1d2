"""Addresses of the room `ministry`."""

from django.urls import path

from .views import packages, redoing, rounds, stepping

app_name = "ministry"
urlpatterns = [
    path("", packages.packages, name="packages"),
    path("gui/<int:pk>/", stepping.send, name="send"),
    path("thuc-hien-lai/", redoing.redo_requests, name="redo_requests"),
    path("thuc-hien-lai/moi/", redoing.redo_create, name="redo_create"),
    path("thuc-hien-lai/<int:pk>/", redoing.redo_request, name="redo_request"),
    path("thuc-hien-lai/<int:pk>/tiep-nhan/", redoing.redo_accept, name="redo_accept"),
    path("thuc-hien-lai/<int:pk>/chi-dao/", redoing.redo_order, name="redo_order"),
    path("thuc-hien-lai/<int:pk>/bao-cao/", redoing.redo_report, name="redo_report"),
    path("dot/", rounds.rounds, name="rounds"),
    path("dot/them/", rounds.extra_round, name="extra_round"),
    path("<int:pk>/", packages.package, name="package"),
    path("<int:pk>/van-ban.<slug:form>", packages.paper, name="package_paper"),
    path("<int:pk>/tiep-nhan/", stepping.receive, name="receive"),
    path("<int:pk>/vao-dot/", stepping.accept, name="accept"),
    path("<int:pk>/yeu-cau-hoan-thien/", stepping.ask, name="ask"),
    path("<int:pk>/tra-loi/", stepping.answer, name="answer"),
    path("<int:pk>/anh-khao-sat/<int:evidence_pk>/", packages.survey_photo, name="survey_photo"),
    path("<int:pk>/anh-khao-sat/<int:evidence_pk>/anh/", packages.survey_picture, name="survey_picture"),
    path("<int:pk>/anh-khao-sat/<int:evidence_pk>/xem/", packages.survey_viewer, name="survey_viewer"),
    path("<int:pk>/anh-khao-sat/<int:evidence_pk>/trang/", packages.survey_leaf, name="survey_leaf"),
]
