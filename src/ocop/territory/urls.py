"""Addresses of the room `territory`; the mapping queue stands in `recognition.importing`."""

from django.urls import path, register_converter

from ocop.territory import views


class UnitCode:
    """Two to five digits, leading zeros kept."""

    regex = "[0-9]{2,5}"

    def to_python(self, value: str) -> str:
        """Keep the text."""
        return value

    def to_url(self, value: str) -> str:
        """Keep the text."""
        return value


register_converter(UnitCode, "unitcode")

app_name = "territory"
urlpatterns = [
    path("", views.list_of_units, name="list"),
    path("tinh/<unitcode:code>/", views.unit, {"level": "province"}, name="province"),
    path("xa/<unitcode:code>/", views.unit, {"level": "commune"}, name="commune"),
    path("cac-xa/", views.communes, name="communes"),
]
