"""What goes to the error output: warnings of the system, and every unexpected fault with its traceback.

Django itself is silent outside debug mode, where a fault would go by mail to administrators that nobody named.
"""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"few_lines_of_strangers": {"()": "ocop.web.log_lines.FewLinesOfStrangers"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["few_lines_of_strangers"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that does not exist is no fault
    },
}
