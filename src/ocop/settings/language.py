"""Vietnamese first; English for the public pages. Message ids are the Vietnamese sentences themselves."""

from .paths import PACKAGE_DIR

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "web" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
# Identifiers stay plain in addresses and attributes; counts for people are printed with {{ n|intcomma }}.
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["ocop.web.formats"]
