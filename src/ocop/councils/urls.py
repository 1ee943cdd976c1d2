"""Addresses of the room `councils`: setting a council up, then the order of a scoring day."""

from django.urls import path

from .views import board, meetings, papers, reporting, results, scoring, sealing, seating, setting_up

app_name = "councils"
urlpatterns = [
    path("", meetings.meetings, name="meetings"),
    path("danh-sach/", setting_up.councils, name="councils"),
    path("danh-sach/moi/", setting_up.council_create, name="council_create"),
    path("danh-sach/<int:pk>/", setting_up.council, name="council"),
    path("danh-sach/<int:pk>/quy-che/", setting_up.adopt, name="adopt"),
    path("danh-sach/<int:pk>/them-nguoi/", seating.seat_create, name="seat_create"),
    path("quy-che/moi/", setting_up.rules_create, name="rules_create"),
    path("quy-che/<int:pk>/", setting_up.rules, name="rules"),
    path("ghe/<int:pk>/ket-thuc/", seating.seat_end, name="seat_end"),
    path("ghe/<int:pk>/bo/", seating.seat_remove, name="seat_remove"),
    path("phieu-cua-toi/", scoring.my_sheets, name="my_sheets"),
    path("phien-hop/moi/", meetings.meeting_create, name="meeting_create"),
    path("phien-hop/<int:pk>/", board.meeting, name="meeting"),
    path("phien-hop/<int:pk>/chuong-trinh/", meetings.agenda, name="agenda"),
    path("phien-hop/<int:pk>/diem-danh/", meetings.attendance, name="attendance"),
    path("phien-hop/<int:pk>/bao-cao/", reporting.report, name="report"),
    path("phien-hop/<int:pk>/giay-to/<slug:kind>.<slug:form>", papers.paper, name="meeting_paper"),
    path("san-pham/<int:pk>/", board.item, name="item"),
    path("san-pham/<int:pk>/chuong-trinh/", meetings.agenda_move, name="agenda_move"),
    path("san-pham/<int:pk>/minh-chung/<int:evidence_pk>/", board.item_evidence, name="item_evidence"),
    path("san-pham/<int:pk>/minh-chung/<int:evidence_pk>/anh/", board.item_picture, name="item_picture"),
    path("san-pham/<int:pk>/minh-chung/<int:evidence_pk>/xem/", board.item_viewer, name="item_viewer"),
    path("san-pham/<int:pk>/minh-chung/<int:evidence_pk>/trang/", board.item_leaf, name="item_leaf"),
    path("san-pham/<int:pk>/mo-cham/", board.open_item, name="open_item"),
    path("san-pham/<int:pk>/khong-tham-gia/", board.recusal, name="recusal"),
    path("san-pham/<int:pk>/cham/", scoring.score, name="score"),
    path("san-pham/<int:pk>/cham/luu/", scoring.save_criterion, name="save_criterion"),
    path("san-pham/<int:pk>/gui-phieu/", sealing.seal, name="seal"),
    path("san-pham/<int:pk>/bien-nhan/", sealing.sheet_receipt, name="sheet_receipt"),
    path("san-pham/<int:pk>/dong-cham/", board.close_item, name="close_item"),
    path("san-pham/<int:pk>/hoan/", board.postpone, name="postpone"),
    path("san-pham/<int:pk>/ket-qua/", results.result, name="result"),
    path("san-pham/<int:pk>/ket-qua/muc-thong-nhat/", results.agreed, name="agreed"),
    path("san-pham/<int:pk>/ket-qua/cham-lai/", results.rescore, name="rescore"),
    path("san-pham/<int:pk>/ket-qua/khong-ap-dung/", results.waive, name="waive"),
    path("san-pham/<int:pk>/ket-qua/loai/", results.reject, name="reject"),
    path("san-pham/<int:pk>/ket-qua/chot/", results.finalise, name="finalise"),
]
