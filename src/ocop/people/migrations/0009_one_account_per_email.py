"""An e-mail belongs to one account, however it is written; equal ones of an earlier release stop the upgrade with their ids."""

from typing import Any

import django.db.models.functions.text
from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Lower

from ocop.ledger.upgrading import equal_rows


def refuse_equal_emails(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Stop before anything is changed where two accounts share an e-mail."""
    accounts = apps.get_model("people", "UserAccount").objects.exclude(email="").annotate(lower=Lower("email"))
    if groups := equal_rows(accounts, "lower"):
        named = "; ".join(", ".join(str(pk) for pk in group) for group in groups)
        raise CommandError(
            f"Chưa nâng cấp được: các tài khoản sau dùng chung thư điện tử (số tài khoản: {named}). Chưa có gì thay đổi. "
            "Hãy xóa thư điện tử ở tài khoản không dùng nữa rồi nâng cấp lại."
        )


class Migration(migrations.Migration):
    """One more constraint."""

    dependencies = [("people", "0008_bodies_out_of_text")]
    operations = [
        migrations.RunPython(refuse_equal_emails, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="useraccount",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="email_belongs_to_one_account",
            ),
        ),
    ]
