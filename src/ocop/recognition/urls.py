"""Addresses of the room `recognition`."""

from django.urls import path

from .views import correcting, deciding, papers, results, verification, worklists

app_name = "recognition"
urlpatterns = [
    path("", worklists.queue, name="queue"),
    path("trinh/", worklists.submit, name="submit"),
    path("quyet-dinh/", deciding.decide, name="decide"),
    path("quyet-dinh/<int:pk>/", worklists.decision, name="decision"),
    path("quyet-dinh/<int:pk>/dinh-chinh/", correcting.correct, name="correct"),
    path("du-thao/<slug:choice>.<slug:form>", papers.draft, name="draft_paper"),
    path("quyet-dinh/<int:pk>.<slug:form>", papers.decision, name="decision_paper"),
    path("ho-so/<int:pk>/thong-bao.<slug:form>", papers.notice, name="notice_paper"),
    path("ho-so/<int:pk>/", results.result, name="result"),
    path("giay-chung-nhan/<int:pk>/", results.certificate, name="certificate"),
    path("giay-chung-nhan/<int:pk>.pdf", results.certificate_file, name="certificate_pdf"),
    path("doi-chieu/", verification.verification, name="verification"),
    path("tiem-nang-5-sao/", worklists.ministry_queue, name="ministry_queue"),
]
