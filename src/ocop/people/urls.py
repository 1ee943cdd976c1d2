"""Addresses of the room `people`."""

from django.urls import path

from .views import assignments, invitations, own

app_name = "people"
urlpatterns = [
    path("", own.account, name="account"),
    path("quan-tri/", assignments.assignments, name="assignments"),
    path("quan-tri/moi/", invitations.invite, name="invite"),
    path("loi-moi/<int:pk>/", invitations.invitation, name="invitation"),
    path("loi-moi/<int:pk>/duong-dan/", invitations.invitation_link, name="invitation_link"),
    path("loi-moi/<str:key>/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("quan-tri/<int:pk>/", assignments.person, name="person"),
    path("quan-tri/<int:pk>/khoa-mo/", assignments.switch, name="switch"),
    path("quan-tri/ket-thuc/<int:pk>/", assignments.end_assignment, name="end_assignment"),
]
