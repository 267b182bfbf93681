"""A part of a page that depends on nothing but what it is given is rendered once, and kept."""

from collections.abc import Hashable, Sequence
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


class KeptListNode(KeptNode):
    """`{% keep_each "part.html" with a b from rows only %}`: `keep` for each row of values for these names.

    One node instead of a loop with a node for each: a list of questions has dozens on every page.
    """

    def __init__(self, name: str, names: Sequence[str], rows: FilterExpression) -> None:
        super().__init__(name, {})
        self.names = tuple(names)
        self.rows = rows

    def render(self, context: Context) -> SafeString:
        """The parts, one after another."""
        language = get_language()
        parts = []
        for row in self.rows.resolve(context):
            key = (self.name, language, row, tuple(map(type, row)))
            parts.append(_parts.get(key) or _parts.put(key, self._made(context, row)))
        return mark_safe("\n".join(parts))


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


@register.tag
def keep_each(parser: Parser, token: Token) -> KeptListNode:
    """`{% keep_each "part.html" with name name from rows only %}`; a row is a tuple with a value for each."""
    bits = token.split_contents()
    words = bits[2:-3]
    if len(words) < 2 or (words[0], bits[-3], bits[-1]) != ("with", "from", "only"):  # noqa: PLR2004  with and a name
        raise template.TemplateSyntaxError(
            'keep_each is written {% keep_each "part.html" with a b from rows only %}'
        )
    return KeptListNode(bits[1][1:-1], words[1:], parser.compile_filter(bits[-2]))
