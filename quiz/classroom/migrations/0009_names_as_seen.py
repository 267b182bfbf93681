"""Names are cleaned of what nobody sees; those that look alike are the same name and are numbered apart."""

from collections import defaultdict

from django.db import migrations, models

from quiz.domain.names import clean_name, looks, name_key

NOBODY_SEES = "?"


def cleaned(name, most):
    """A name by the rules of today, as long as its column lets it be; of one that nobody sees a mark stays."""
    return clean_name(clean_name(name)[:most]) or NOBODY_SEES


def clean_classes(apps, _schema_editor):
    """The names of classes, as their form cleans them."""
    for row in apps.get_model("classroom", "Classroom").objects.iterator(chunk_size=500):
        row.name = cleaned(row.name, 400)
        row.save(update_fields=["name"])


def number_by_looks(apps, _schema_editor):
    """Give each membership its looks; whoever joined first keeps the number, the next free one goes to others."""
    used, second = defaultdict(set), []
    rows = list(apps.get_model("classroom", "Membership").objects.order_by("classroom_id", "pk"))
    for row in rows:
        # Nameless ones are of readers who erased everything.
        row.name = row.name and cleaned(row.name, 240)
        row.key, row.looks = name_key(row.name), looks(row.name)
        taken = used[row.classroom_id, row.looks]
        if row.number in taken:
            second.append(row)
        taken.add(row.number)
    # Afterwards, so that nobody who is told apart already gets another number.
    for row in second:
        taken = used[row.classroom_id, row.looks]
        row.number = max(taken) + 1
        taken.add(row.number)
    # Each once: PostgreSQL alters no table in which a row was written twice in the same transaction.
    for row in rows:
        row.save(update_fields=["name", "key", "looks", "number"])


class Migration(migrations.Migration):

    dependencies = [
        ('classroom', '0008_no_misses'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='membership',
            name='one_name_and_number_per_class',
        ),
        migrations.AddField(
            model_name='membership',
            name='looks',
            field=models.CharField(blank=True, default='', max_length=120),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='membership',
            name='name',
            field=models.CharField(blank=True, max_length=240),
        ),
        migrations.AlterField(
            model_name='classroom',
            name='name',
            field=models.CharField(max_length=400, verbose_name='name'),
        ),
        migrations.RunPython(clean_classes, migrations.RunPython.noop),
        migrations.RunPython(number_by_looks, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('classroom', 'looks', 'number'), name='one_name_and_number_per_class'),
        ),
    ]
