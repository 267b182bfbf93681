from django.apps import apps

FLOORS = {
    "web": 0,
    "people": 1,
    "bank": 2,
    "classroom": 3,
    "authoring": 3,
    "taking": 4,
    "outlook": 4,
    "insight": 5,
    "exchange": 5,
    "home": 6,
}


def test_foreign_keys_point_down():
    ours = [model for model in apps.get_models() if model.__module__.startswith("quiz.")]
    up = [
        f"{model.__name__}.{field.name}"
        for model in ours
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in ours
        if FLOORS[field.related_model._meta.app_label] > FLOORS[model._meta.app_label]
    ]

    assert ours
    assert up == []
