"""A producer registers a product once in a criteria set, and a product code is given once."""

from django.db import migrations, models

from ocop.ledger.upgrading import refuse_equal_rows


class Migration(migrations.Migration):
    """Two constraints; equal rows of an earlier release stop the upgrade before anything is changed."""

    dependencies = [("products", "0003_product_photo")]
    operations = [
        migrations.RunPython(
            refuse_equal_rows(
                "products", "Product", "producer", "set_number", "name",
                where=models.Q(set_number__isnull=False), what="sản phẩm cùng tên của một chủ thể",
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            refuse_equal_rows(
                "products", "Product", "product_code", where=~models.Q(product_code=""), what="mã số sản phẩm"
            ),
            migrations.RunPython.noop,
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                condition=models.Q(("set_number__isnull", False)),
                fields=("producer", "set_number", "name"),
                name="product_is_registered_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                condition=models.Q(("product_code", ""), _negated=True),
                fields=("product_code",),
                name="product_code_is_given_once",
            ),
        ),
    ]  # fmt: skip
