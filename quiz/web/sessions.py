"""Sessions in the database, as Django's own; the query that every page of somebody signed in asks is compiled
once, and none lasts longer than so many days from the sign-in, however much it is used.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from quiz.web.prepared import Select, Slot

_LIVE: Select[Session] = Select(
    lambda: Session.objects.filter(
        session_key=Slot("key", Session._meta.get_field("session_key")),  # noqa: SLF001  Django documents it
        expire_date__gt=Slot("now", Session._meta.get_field("expire_date")),  # noqa: SLF001  as above
    )
)


SINCE = "since"
LONGEST = 30 * 24 * 3600


class SessionStore(db.SessionStore):
    """Django's store, read by a prepared query, with an end that use does not put off."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where it is over."""
        held: dict[str, Any] = super().load()
        now = timezone.now().timestamp()
        if now - held.get(SINCE, now) <= LONGEST:
            return held
        self._session_key = None
        return {}

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  Django's signature
        """Save it, with when it began."""
        if SINCE not in self:
            self[SINCE] = timezone.now().timestamp()
        super().save(must_create)

    def cycle_key(self) -> None:
        """Another key for whoever signs in: from then on the days count."""
        super().cycle_key()
        self[SINCE] = timezone.now().timestamp()

    def _get_session_from_db(self) -> Session | None:
        found = _LIVE.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
