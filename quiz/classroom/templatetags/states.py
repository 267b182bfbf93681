"""The state of an assignment beside its title."""

import re
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from quiz.classroom.states import SIGNS, WORDS, detail
from quiz.domain.windows import Window

register = template.Library()
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d)")


@register.filter
def phase_now(window: Window) -> str:
    """Where a window stands now."""
    return window.phase(timezone.now())


@register.inclusion_tag("classroom/_state.html")
def state(window: Window | None, survey: Any = None) -> dict[str, Any]:
    """Sign, word and times of a window; of an outlook also its stage."""
    if not window:
        return {}
    now = timezone.now()
    phase = window.phase(now)
    return {
        "phase": phase,
        "sign": SIGNS[phase],
        "word": WORDS[phase],
        "detail": _whole(detail(window, now)),
        "stage": survey.stage(now) if survey else None,
    }


def _whole(words: str) -> SafeString:
    """The words with their moments kept whole: at the end of a line a date would break at its hyphens."""
    pieces = MOMENT.split(words)
    pairs = zip(pieces[::2], pieces[1::2], strict=False)
    return format_html(
        "{}{}", format_html_join("", '{}<span class="text-nowrap">{}</span>', pairs), pieces[-1]
    )
