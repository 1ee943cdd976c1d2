"""Public addresses without a language in them: printed in QR codes, or read by machines."""

from django.urls import path, re_path

from .api.register import api
from .views import machines, pictures, scan

urlpatterns = [
    re_path(r"^q/(?P<token>[A-Za-z0-9_-]{1,40})\.svg$", scan.scan_qr, name="scan_qr"),
    re_path(r"^q/(?P<token>[^/]+)$", scan.scan, name="scan"),
    path("anh/<int:pk>-<int:width>.<slug:ending>", pictures.photo, name="photo"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-trang.xml", machines.sitemap_site, name="sitemap_site"),
    path("sitemap-<int:part>.xml", machines.sitemap_part, name="sitemap_part"),
    path("api/v1/", api.urls),
]
