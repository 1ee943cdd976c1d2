"""Addresses of the room `complaints`."""

from django.urls import path

from .views import complaints, erasing, files

app_name = "complaints"
urlpatterns = [
    path("", complaints.complaints, name="complaints"),
    path("san-pham/", complaints.find, name="find"),
    path("san-pham/<int:pk>/", complaints.record, name="record"),
    path("<int:pk>/", complaints.complaint, name="complaint"),
    path("<int:pk>/tra-loi/", complaints.answer, name="answer"),
    path("<int:pk>/chuyen/", complaints.pass_on, name="pass_on"),
    path("<int:pk>/rut/", complaints.withdraw, name="withdraw"),
    path("<int:pk>/xoa-du-lieu-ca-nhan/", erasing.erase, name="erase"),
    path("<int:pk>/tep/<int:evidence_pk>/", files.paper_file, name="paper_file"),
    path("<int:pk>/tep/<int:evidence_pk>/anh/", files.paper_picture, name="paper_picture"),
    path("<int:pk>/tep/<int:evidence_pk>/xem/", files.paper_viewer, name="paper_viewer"),
    path("<int:pk>/tep/<int:evidence_pk>/trang/", files.paper_leaf, name="paper_leaf"),
]
