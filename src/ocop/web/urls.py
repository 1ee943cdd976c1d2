"""The front door: every address of the system, room by room."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic.base import RedirectView

from .errors import not_served

# Public pages first: most visits are theirs.
urlpatterns: list[URLPattern | URLResolver] = i18n_patterns(
    path("", include("ocop.portal.urls")),
    path("", include("ocop.portal.urls_printed")),
    prefix_default_language=False,
)
urlpatterns += [
    # Nobody makes an address the own one without proving it, or has this system write to strangers.
    path("tai-khoan/email/", not_served),
    re_path("^tai-khoan/confirm-email/", not_served),
    # A link of allauth sets a password past our own way back in.
    re_path("^tai-khoan/password/reset/key/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("tai-khoan/", include("ocop.people.urls_entering")),
    path("tai-khoan/", include("allauth.urls")),
    path("may-nay/", include("ocop.deliveries.urls")),
    path("vai-tro/", include("ocop.people.urls")),
    path("thong-bao/", include("ocop.notices.urls")),
    path("cong-viec/", include("ocop.jobs.urls")),
    path("nhat-ky/", include("ocop.people.urls_ledger")),
    path("chu-the-cua-toi/", include("ocop.producers.urls")),
    path("san-pham-cua-toi/", include("ocop.products.urls")),
    path("ho-so/", include("ocop.dossiers.urls")),
    path("ho-so/", include("ocop.filing.urls")),
    path("ho-so/", include("ocop.reviewing.urls")),
    path("ho-so/bo-tieu-chi/", include("ocop.criteria.urls_confirming")),
    path("to-tu-van/", include("ocop.advisory.urls")),
    path("hoi-dong/", include("ocop.councils.urls")),
    path("cong-nhan/", include("ocop.recognition.urls")),
    path("kiem-tra/", include("ocop.inspections.urls")),
    path("khieu-nai/", include("ocop.complaints.urls")),
    path("de-nghi-5-sao/", include("ocop.ministry.urls")),
    path("dia-ban/", include("ocop.territory.urls")),
    path("dia-ban/", include("ocop.recognition.importing.urls")),
    path("", include("ocop.web.pages")),
    path("", include("ocop.portal.urls_fixed")),
]
urlpatterns += i18n_patterns(path("ho-so/bo-tieu-chi/", include("ocop.criteria.urls")), prefix_default_language=False)

handler400 = "ocop.web.errors.bad_request"
handler403 = "ocop.web.errors.permission_denied"
handler404 = "ocop.web.errors.not_found"
handler500 = "ocop.web.errors.server_error"
