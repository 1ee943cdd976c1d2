"""Addresses of the room `people`."""

from django.urls import path

from .views import assignments, bodies, contacts, deputies, erasing, invitations, own, recovering

app_name = "people"
urlpatterns = [
    path("", own.account, name="account"),
    path("thu-dien-tu/", contacts.email, name="email"),
    path("thu-dien-tu/<str:key>/<str:token>/", contacts.email_verify, name="verify_email"),
    path("dien-thoai/", contacts.phone, name="phone"),
    path("dat-lai/<str:key>/<str:token>/", recovering.set_password, name="recover"),
    path("giup-dang-nhap/<int:pk>/", recovering.help_in, name="help"),
    path("giup-dang-nhap/nguoi-thu-hai/<str:token>/", recovering.second, name="mending"),
    path("quan-tri/", assignments.assignments, name="assignments"),
    path("quan-tri/moi/", invitations.invite, name="invite"),
    path("loi-moi/<int:pk>/", invitations.invitation, name="invitation"),
    path("loi-moi/<int:pk>/duong-dan/", invitations.invitation_link, name="invitation_link"),
    path("loi-moi/<int:pk>/xac-nhan/", invitations.invitation_confirm, name="invitation_confirm"),
    path("loi-moi/<str:key>/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("quan-tri/<int:pk>/", assignments.person, name="person"),
    path("quan-tri/<int:pk>/khoa-mo/", assignments.switch, name="switch"),
    path("quan-tri/<int:pk>/xoa-du-lieu-ca-nhan/", erasing.erase_account_data, name="erase_account"),
    path("co-quan/", bodies.bodies, name="bodies"),
    path("co-quan/moi/", bodies.body_create, name="body_create"),
    path("co-quan/<int:pk>/", bodies.body, name="body"),
    path("co-quan/<int:pk>/doi-ten/", bodies.body_rename, name="body_rename"),
    path("co-quan/<int:pk>/ten/<int:name_pk>/sua/", bodies.body_correct, name="body_correct"),
    path("co-quan/<int:pk>/dau-van-ban/", bodies.body_letterhead, name="body_letterhead"),
    path("co-quan/<int:pk>/ke-thua/", bodies.body_succession, name="body_succession"),
    path("ky-thay/", deputies.deputies, name="deputies"),
    path("ky-thay/moi/", deputies.deputy_create, name="deputy_create"),
    path("ky-thay/<int:pk>/", deputies.deputy, name="deputy"),
    path("ky-thay/<int:pk>/ket-thuc/", deputies.deputy_end, name="deputy_end"),
    path("ky-thay/<int:pk>/tam-dung/", deputies.deputy_pause, name="deputy_pause"),
    path("quan-tri/ket-thuc/<int:pk>/", assignments.end_assignment, name="end_assignment"),
]
