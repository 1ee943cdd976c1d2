"""Addresses of the room `reviewing`: the officers' side."""

from django.urls import path

from .views import commune, proposing, province, renewing

app_name = "reviewing"
urlpatterns = [
    path("xa/", commune.queue, name="commune_queue"),
    path("<int:pk>/xem-xet/", commune.review, name="review"),
    path("<int:pk>/tiep-nhan/", commune.receive, name="receive"),
    path("<int:pk>/yeu-cau-hoan-thien/", commune.supplement, name="request_supplement"),
    path("<int:pk>/tra-lai/", commune.give_back, name="return_dossier"),
    path("<int:pk>/mau-03/", proposing.assessment, name="commune_assessment"),
    path("<int:pk>/mau-03.<slug:form>", proposing.report_paper, name="commune_report_paper"),
    path("<int:pk>/mau-03/chuyen-lai/", proposing.send_back, name="send_back"),
    path("<int:pk>/de-nghi/", proposing.propose, name="propose"),
    path("<int:pk>/bao-cao-co-quan/", renewing.office_report, name="office_report"),
    path("<int:pk>/bao-cao-co-quan.<slug:form>", renewing.office_report_file, name="office_report_paper"),
    path("tinh/", province.queue, name="province_queue"),
    path("tinh/vao-dot/", province.accept, name="accept_into_round"),
    path("tinh/tiep-nhan/", province.receive_several, name="receive_at_province"),
    path("<int:pk>/tinh-tiep-nhan/", province.receive_one, name="receive_one_at_province"),
    path("dot/", province.rounds, name="rounds"),
    path("dot/lap/", province.plan, name="plan_rounds"),
    path("dot/them/", province.extra_round, name="extra_round"),
]
