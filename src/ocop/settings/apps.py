"""Installed rooms, in the order of the floors, and the middleware every request passes."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "ocop.web.apps.StaticFiles",
    "django.contrib.humanize",
    "ocop.web.apps.WebConfig",  # before allauth: its pages wear our look
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton.apps.SimpleAppConfig",  # the settings name the loaders themselves
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "lucide",
    "ocop.territory",
    "ocop.ledger",
    "ocop.people",
    "ocop.jobs",
    "ocop.deliveries",
    "ocop.notices",
    "ocop.producers",
    "ocop.products",
    "ocop.dossiers",
    "ocop.filing",
    "ocop.reviewing",
    "ocop.criteria",
    "ocop.advisory",
    "ocop.councils",
    "ocop.recognition",
    "ocop.inspections",
    "ocop.complaints",
    "ocop.ministry",
    "ocop.portal",
    "ocop.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ocop.web.compressing.LargeTextsCompressed",
    "csp.middleware.CSPMiddleware",
    "ocop.portal.api.sharing.SharedWithOtherSites",
    "ocop.web.door.Door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ocop.people.demonstration.SignedInAccount",
    "ocop.people.entering.waiting.TypedWaits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ocop.people.second_factor.StaffSecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
    "ocop.people.entering.other_forms.FormLimits",
]

ROOT_URLCONF = "ocop.web.urls"
WSGI_APPLICATION = "ocop.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
