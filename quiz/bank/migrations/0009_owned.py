"""Everything there is goes to the pack that it came by; where that is not written down, to the first."""

from django.db import migrations


def give(apps, schema_editor):
    models = {name: apps.get_model("bank", name) for name in ("Pack", "Source", "Question", "Topic", "Reference", "Term")}
    packs = {pack.slug: pack for pack in models["Pack"].objects.order_by("pk")}
    for slug in models["Source"].objects.order_by("pk").values_list("slug", flat=True).distinct():
        if slug not in packs:
            packs[slug] = models["Pack"].objects.create(slug=slug, is_public=True)
        models["Source"].objects.filter(slug=slug).update(pack=packs[slug])
        within = models["Question"].objects.filter(pack=None, places__quiz__source__slug=slug)
        models["Question"].objects.filter(pk__in=list(within.values_list("pk", flat=True))).update(pack=packs[slug])
    if not packs:
        return
    first = next(iter(packs.values()))
    for topic in models["Topic"].objects.all():
        used = models["Question"].objects.filter(topic=topic).exclude(pack=None).order_by("pk").first()
        models["Topic"].objects.filter(pk=topic.pk).update(pack=used.pack if used else first)
    for name in ("Question", "Reference", "Term"):
        models[name].objects.filter(pack=None).update(pack=first)


class Migration(migrations.Migration):
    dependencies = [("bank", "0008_owners")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
