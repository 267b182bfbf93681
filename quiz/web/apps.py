"""The one app with a start of its own: it registers the look at the database."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from quiz.web.database import check_durability


class WebConfig(AppConfig):
    """What every page uses."""

    name = "quiz.web"

    def ready(self) -> None:
        """Make `check --database` and `migrate` look at how the database writes."""
        register(check_durability, Tags.database)
