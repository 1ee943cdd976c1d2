"""A real worker in a process of its own, on the database of the test that starts it: ``python -m … NAME [--once]``."""

import os
import sys


def main(database: str, *options: str) -> None:
    """Prepare Django for the test's database and hand over to ``ocop worker``."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ocop.settings.testing"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    import django

    django.setup()
    from ocop.cli.app import app
    from ocop.jobs.tests import counting

    assert counting
    app(["worker", "--json", "--interval", "0.1", *options])


if __name__ == "__main__":
    main(*sys.argv[1:])
