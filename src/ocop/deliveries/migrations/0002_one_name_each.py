"""A record taken in from a device is a ``DeviceDelivery``: two rooms called different things by one name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0001_initial")]

    operations = [migrations.RenameModel("Delivery", "DeviceDelivery")]
