"""The state of an assignment beside its title."""

from typing import Any

from django import template
from django.utils import timezone

from quiz.classroom.states import SIGNS, WORDS, detail
from quiz.domain.windows import Window

register = template.Library()


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
        "detail": detail(window, now),
        "stage": survey.stage(now) if survey else None,
    }
