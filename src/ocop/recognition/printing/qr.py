"""The QR code of a certificate: a plain link to the page that says its state; it proves nothing by itself."""

import re
from functools import lru_cache

import zxingcpp
from django.conf import settings

PATH = re.compile(r'<path d="(?P<modules>[^"]+)"')
SIZE = re.compile(r'<svg width="(?P<side>\d+)"')


def scan_address(token: str) -> str:
    """Return the address in the QR code."""
    return f"{settings.OCOP_SITE_URL.rstrip('/')}/q/{token}"


@lru_cache(maxsize=1024)
def qr_svg(text: str) -> str:
    """Return the code of a text as SVG, quiet zone included; level Q survives a photocopy."""
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q").to_svg(add_quiet_zones=True)
    path, size = PATH.search(drawn), SIZE.search(drawn)
    if path is None or size is None:
        raise ValueError("the QR writer changed the shape of its drawing")
    side = size["side"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{int(side) * 8}" height="{int(side) * 8}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path["modules"]}"/></svg>'
    )
