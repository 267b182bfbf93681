from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT, SET_NULL


def to_languages(apps, schema_editor):
    """What instructors had written was in the language of their class, in the order of writing."""
    places = {}
    prompts = apps.get_model("outlook", "Prompt").objects
    for prompt in prompts.select_related("survey__assignment__classroom").order_by("pk"):
        assignment = prompt.survey.assignment
        language = assignment.classroom.language if assignment else "ja"
        key = (prompt.survey_id, prompt.prediction_id)
        places[key] = places.get(key, 0) + 1
        words = {f"text_{language}": prompt.text}
        prompts.filter(pk=prompt.pk).update(position=places[key], **words)


def to_one_text(apps, schema_editor):
    prompts = apps.get_model("outlook", "Prompt").objects
    prompts.filter(text_ja="", text_en="").delete()
    for prompt in prompts.all():
        prompts.filter(pk=prompt.pk).update(text=prompt.text_ja or prompt.text_en)


class Migration(migrations.Migration):

    dependencies = [
        ("bank", "0007_follow_ups"),
        ("outlook", "0005_published_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("prediction", models.ForeignKey(on_delete=PROTECT, related_name="+", to="bank.prediction")),
                ("survey", models.ForeignKey(on_delete=CASCADE, related_name="notes", to="outlook.survey")),
                (
                    "user",
                    models.ForeignKey(null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(fields=("survey", "prediction"), name="one_note_per_prediction"),
        ),
        migrations.AddField("prompt", "text_ja", models.TextField(blank=True)),
        migrations.AddField("prompt", "text_en", models.TextField(blank=True)),
        migrations.AddField("prompt", "position", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("prompt", "is_packs", models.BooleanField(default=False)),
        # Something must stand in it for the way back, where all rows come from above.
        migrations.AlterField("prompt", "text", models.TextField(default="")),
        migrations.RunPython(to_languages, to_one_text),
        migrations.RemoveField("prompt", "text"),
        migrations.AlterModelOptions("prompt", {"ordering": ["position", "pk"]}),
        migrations.AddConstraint(
            "prompt",
            models.UniqueConstraint(
                fields=("survey", "prediction"),
                condition=models.Q(is_packs=True),
                name="one_place_for_the_packs_prompt",
            ),
        ),
        migrations.AddConstraint(
            "prompt",
            models.CheckConstraint(
                condition=models.Q(is_packs=True) | ~models.Q(text_ja="", text_en=""),
                name="an_own_prompt_has_words",
            ),
        ),
    ]
