"""Address of the confirmation of a sheet: for people at work, hence in Vietnamese only."""

from django.urls import path

from . import views

app_name = "confirming"
urlpatterns = [path("<int:number>/xac-nhan/", views.confirm, name="confirm_sheet")]
