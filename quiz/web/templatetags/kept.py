"""A part of a page that depends on nothing but what it is given is rendered once, and kept."""

from collections.abc import Hashable
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from quiz.web.keeping import Keep

register = template.Library()
# A question's option or a place of the map: half a kilobyte each.
_parts: Keep[tuple[Hashable, ...], SafeString] = Keep(10_000)


class KeptNode(Node):
    """`{% keep "part.html" with a=1 only %}`: as `include`, but rendered once for each language and values.

    For parts whose values are texts, numbers, truths and tuples of them, and which show no time and no token.
    """

    def __init__(self, name: str, values: dict[str, FilterExpression]) -> None:
        self.name = name
        self.names = tuple(values)
        self.values = tuple(values.values())

    def render(self, context: Context) -> SafeString:
        """The part; made where no page had it yet with these values."""
        values = tuple([value.resolve(context) for value in self.values])
        # 1 and True are one key, and are not written alike.
        key = (self.name, get_language(), values, tuple(map(type, values)))
        return _parts.of(key, lambda: self._made(context, values))

    def _made(self, context: Context, values: tuple[Any, ...]) -> SafeString:
        engine: Any = context.template and context.template.engine
        part = engine.get_template(self.name)
        given = dict(zip(self.names, values, strict=True))
        told: SafeString = part.render(context.new(given))
        return mark_safe(told.strip())


@register.tag
def keep(parser: Parser, token: Token) -> KeptNode:
    """`{% keep "part.html" only %}` or `{% keep "part.html" with name=value … only %}`."""
    bits = token.split_contents()
    if len(bits) < 3 or bits[-1] != "only" or bits[1][0] not in "'\"":  # noqa: PLR2004  the tag, the part, only
        raise template.TemplateSyntaxError('keep is written {% keep "part.html" with name=value only %}')
    named = bits[3:-1] if bits[2] == "with" else bits[2:-1]
    values = token_kwargs(named, parser, support_legacy=False) if bits[2] == "with" else {}
    if named:
        raise template.TemplateSyntaxError(f"keep cannot read {' '.join(named)}")
    return KeptNode(bits[1][1:-1], values)
