"""Public addresses without a language in them: read by machines, or misspelt on the way from a printed code to here."""

from django.urls import path, re_path

from .api.register import api
from .views import machines, opendata, pictures, scan

urlpatterns = [
    re_path(r"^q/(?P<token>[A-Za-z0-9_-]{1,40})\.svg\Z", scan.scan_qr, name="scan_qr"),
    re_path(r"^(?:/*)(?:[eE][nN]/+)?[qQ]/+(?P<printed>[\s\S]+)\Z", scan.scan_as_printed, name="scan_as_printed"),
    path("anh/<int:pk>-<int:width>.<slug:ending>", pictures.photo, name="photo"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-trang.xml", machines.sitemap_site, name="sitemap_site"),
    path("sitemap-<int:part>.xml", machines.sitemap_part, name="sitemap_part"),
    path("du-lieu-mo/so-san-pham.schema.json", opendata.register_schema, name="register_schema"),
    re_path(r"^du-lieu-mo/so-san-pham\.(?P<form>csv|xlsx|json)\Z", opendata.register_file, name="register_file"),
    re_path(
        r"^du-lieu-mo/bang/(?P<name>[A-Za-z_]{1,40})\.(?P<form>csv|xlsx)\Z",
        opendata.ministry_table,
        name="ministry_table",
    ),
    path("api/v1/", api.urls),
]
