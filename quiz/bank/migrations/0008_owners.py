"""Content belongs to a pack, and a pack to an account or to the site. What was there is the site's."""

from importlib import import_module

from django.conf import settings
from django.db import migrations, models
from django.db.models import deletion

# SQLite rebuilds a table to which a column is added, and refuses while a trigger names it.
_triggers = import_module("quiz.bank.migrations.0006_second_edition")
lift, lay = _triggers.lift, _triggers.lay
CREDITED = [(model, name) for model in ("source", "question") for name in ("credit_ja", "credit_en")]
OF_A_PACK = {
    "source": ("sources", deletion.PROTECT),
    "question": ("questions", deletion.PROTECT),
    "reference": ("references", deletion.CASCADE),
    "term": ("terms", deletion.CASCADE),
    "topic": ("topics", deletion.CASCADE),
}


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0007_follow_ups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(lift, lay),
        migrations.AddField(
            "pack",
            "owner",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=deletion.PROTECT,
                related_name="packs",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        # True for what is there, False for what comes.
        migrations.AddField("pack", "is_public", models.BooleanField(default=True)),
        migrations.AlterField("pack", "is_public", models.BooleanField(default=False)),
        migrations.AddField("pack", "content", models.JSONField(null=True)),
        migrations.AlterField("pack", "digest", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("pack", "loaded_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "Share",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("may_edit", models.BooleanField(default=False)),
                (
                    "pack",
                    models.ForeignKey(on_delete=deletion.CASCADE, related_name="shares", to="bank.pack"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            {
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=["pack", "user"], name="one_share_per_account")
                ],
            },
        ),
        *(
            migrations.AddField(
                model,
                "pack",
                models.ForeignKey(null=True, on_delete=then, related_name=name, to="bank.pack"),
            )
            for model, (name, then) in OF_A_PACK.items()
        ),
        *(
            migrations.AddField(model, name, models.CharField(blank=True, max_length=300))
            for model, name in CREDITED
        ),
        migrations.AddField("quiz", "retired_at", models.DateTimeField(null=True)),
        migrations.AddField("source", "author_ja", models.CharField(blank=True, max_length=200)),
        migrations.AddField("source", "author_en", models.CharField(blank=True, max_length=200)),
        migrations.AddField("source", "url", models.URLField(blank=True, max_length=500)),
        migrations.AddField("source", "licence", models.CharField(blank=True, max_length=200)),
        migrations.AddField("source", "language", models.CharField(blank=True, max_length=20)),
        migrations.RunPython(lay, lift),
    ]
