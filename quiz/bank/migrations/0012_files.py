"""From which files a pack was loaded last, so that the same ones do not undo what was edited here since."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bank", "0011_one_language")]

    operations = [migrations.AddField("pack", "files", models.CharField(blank=True, max_length=64))]
