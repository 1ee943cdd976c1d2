"""Sign-ins and tries are our own tables; what django-axes kept of sign-ins moves, and its tables go with the package."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OF_AXES = ("axes_accessattemptexpiration", "axes_accessattempt", "axes_accessfailurelog", "axes_accesslog")
MOVE = """INSERT INTO people_signinrecord (account_id, signed_in_at, signed_out_at, address)
    SELECT account.id, old.attempt_time, old.logout_time, old.ip_address
    FROM axes_accesslog old JOIN people_useraccount account ON account.username = old.username"""


def move_sign_ins(apps, schema_editor):
    tables = schema_editor.connection.introspection.table_names()
    with schema_editor.connection.cursor() as cursor:
        if "axes_accesslog" in tables:
            cursor.execute(MOVE)
        for table in OF_AXES:
            if table in tables:
                cursor.execute(f"DROP TABLE {table}")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'axes'")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_user_name_is_one"),
    ]

    operations = [
        migrations.CreateModel(
            name="TryCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("tries", models.PositiveIntegerField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignInRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signed_in_at", models.DateTimeField(db_index=True)),
                ("signed_out_at", models.DateTimeField(blank=True, null=True)),
                ("address", models.GenericIPAddressField(blank=True, null=True)),
                ("port", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunPython(move_sign_ins, migrations.RunPython.noop),
    ]
