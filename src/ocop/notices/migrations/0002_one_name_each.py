"""A notice on its way out is a ``NoticeDelivery``: two rooms called different things by one name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_first")]

    operations = [migrations.RenameModel("Delivery", "NoticeDelivery")]
