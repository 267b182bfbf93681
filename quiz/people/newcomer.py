"""Who somebody will be, told in the form in which they say it: pressed twice, it makes one reader."""

from uuid import UUID, uuid4

from django.core import signing

SALT = "quiz.people.newcomer"
# As long as a form may stand open in a lesson.
AGE = 24 * 3600


def new_newcomer() -> str:
    """A signed number for a reader who does not exist yet."""
    return signing.dumps(uuid4().hex, salt=SALT)


def read_newcomer(told: str) -> UUID | None:
    """The number in the form; None where there is none, or one that this site did not make."""
    try:
        return UUID(signing.loads(told, salt=SALT, max_age=AGE))
    except (signing.BadSignature, ValueError, TypeError):
        return None
