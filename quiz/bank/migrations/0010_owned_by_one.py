"""From now on everything has its pack, and a key names one thing in its pack, not on the whole site."""

from importlib import import_module

from django.db import migrations, models

_owners = import_module("quiz.bank.migrations.0008_owners")
KEYED = {"reference": ("key", models.SlugField(max_length=80)), "term": ("key", models.SlugField()), "topic": ("key", models.SlugField())}


class Migration(migrations.Migration):
    dependencies = [("bank", "0009_owned")]

    operations = [
        migrations.RunPython(_owners.lift, _owners.lay),
        *(
            migrations.AlterField(
                model, "pack", models.ForeignKey(on_delete=then, related_name=name, to="bank.pack")
            )
            for model, (name, then) in _owners.OF_A_PACK.items()
        ),
        *(migrations.AlterField(model, name, field) for model, (name, field) in KEYED.items()),
        *(
            migrations.AddConstraint(
                model, models.UniqueConstraint(fields=["pack", "key"], name=f"one_{model}_per_key")
            )
            for model in KEYED
        ),
        migrations.RemoveConstraint("question", "one_question_per_version"),
        migrations.AddConstraint(
            "question",
            models.UniqueConstraint(fields=["pack", "code", "version"], name="one_question_per_version"),
        ),
        migrations.AlterModelOptions("term", options={"ordering": ["pack", "position"]}),
        migrations.RunPython(_owners.lay, _owners.lift),
    ]
