"""Addresses of the room `inspections`."""

from django.urls import path

from .views import cases, files, inspections, preparing

app_name = "inspections"
urlpatterns = [
    path("", inspections.inspections, name="inspections"),
    path("san-pham/<int:pk>/ke-hoach/", inspections.plan, name="plan"),
    path("lan/<int:pk>/", inspections.inspection, name="inspection"),
    path("lan/<int:pk>/bat-dau/", inspections.start, name="start_inspection"),
    path("lan/<int:pk>/ghi-nhan/", inspections.findings, name="findings"),
    path("lan/<int:pk>/giai-trinh/", inspections.respond, name="respond"),
    path("lan/<int:pk>/ket-luan/", inspections.conclude, name="conclude"),
    path("lan/<int:pk>/khac-phuc/", inspections.follow_up, name="follow_up"),
    path("lan/<int:pk>/anh-chup/<int:evidence_pk>/", inspections.photo_file, name="photo_file"),
    path("lan/<int:pk>/anh-chup/<int:evidence_pk>/anh/", inspections.photo_picture, name="photo_picture"),
    path("lan/<int:pk>/anh-chup/<int:evidence_pk>/xem/", inspections.photo_viewer, name="photo_viewer"),
    path("lan/<int:pk>/anh-chup/<int:evidence_pk>/trang/", inspections.photo_leaf, name="photo_leaf"),
    path("san-pham/", cases.find, name="find"),
    path("thu-hoi/", cases.case_list, name="cases"),
    path("thu-hoi/giay/<int:pk>/", preparing.open_new, name="open"),
    path("thu-hoi/giay/<int:pk>/ngung-san-xuat/", preparing.stopped, name="stopped"),
    path("thu-hoi/<int:pk>/", cases.case, name="case"),
    path("thu-hoi/<int:pk>/xac-minh/", preparing.start, name="start"),
    path("thu-hoi/<int:pk>/yeu-cau-giai-trinh/", preparing.ask, name="ask"),
    path("thu-hoi/<int:pk>/giai-trinh/", preparing.explain, name="explain"),
    path("thu-hoi/<int:pk>/trinh/", preparing.submit, name="submit"),
    path("thu-hoi/<int:pk>/khong-thu-hoi/", cases.dismiss, name="dismiss"),
    path("thu-hoi/<int:pk>/quyet-dinh/", cases.decide, name="decide"),
    path("thu-hoi/<int:pk>/quyet-dinh.<slug:form>", files.paper, name="paper"),
    path("thu-hoi/<int:pk>/tep/<int:evidence_pk>/", files.case_file, name="case_file"),
    path("thu-hoi/<int:pk>/tep/<int:evidence_pk>/anh/", files.case_picture, name="case_picture"),
    path("thu-hoi/<int:pk>/tep/<int:evidence_pk>/xem/", files.case_viewer, name="case_viewer"),
    path("thu-hoi/<int:pk>/tep/<int:evidence_pk>/trang/", files.case_leaf, name="case_leaf"),
]
