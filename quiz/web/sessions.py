"""Sessions in the database, as Django's own; the query that every page of somebody signed in asks is compiled
once.
"""

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


class SessionStore(db.SessionStore):
    """Django's store, read by a prepared query."""

    def _get_session_from_db(self) -> Session | None:
        found = _LIVE.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
