"""A name in a template that leads to a plain value is looked up in few steps.

Django tries at each dot an index, an attribute and a number, and calls what can be called; a page asks a hundred times. Here a key of a
dictionary or an attribute is taken at once, and text is escaped at once. Whatever is not as plain as that (a filter, a name that is
missing, something to call, a lazy value, a list) is left to Django.
"""

from html import escape
from typing import Any

from django.template import Template
from django.template.base import (
    FilterExpression,
    Lexer,
    Node,
    NodeList,
    Parser,
    Token,
    VariableNode,
    render_value_in_context,
)
from django.template.context import Context
from django.utils.safestring import SafeString

MISSING = object()


class Expression(FilterExpression):
    """An expression that knows the steps to its value where nothing but dots stands between them."""

    __slots__ = ("name", "steps")

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        lookups = self.var.lookups if self.is_var and not self.filters and not self.var.translate else None
        self.name: str = lookups[0] if lookups else ""
        self.steps: tuple[str, ...] = lookups[1:] if lookups else ()

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:  # noqa: FBT001, FBT002 - as Django has it
        """Return the value."""
        if self.name:
            value = _plain_value(context, self.name, self.steps)
            if value is not MISSING:
                return value
        return super().resolve(context, ignore_failures)


def _plain_value(context: Context, name: str, steps: tuple[str, ...]) -> Any:
    for names in reversed(context.dicts):
        if name in names:
            value = names[name]
            break
    else:
        return MISSING
    for step in steps:
        if type(value) is dict:
            value = value.get(step, MISSING)
        elif callable(value) or hasattr(type(value), "__getitem__"):
            return MISSING
        else:
            value = getattr(value, step, MISSING)
        if value is MISSING:
            return MISSING
    return MISSING if callable(value) else value


class Said(VariableNode):
    """``{{ name }}``: most are text."""

    def render(self, context: Context) -> SafeString:
        """Return the value as it stands on the page."""
        value = self.filter_expression.resolve(context)
        kind = type(value)
        if kind is SafeString:
            return value  # type: ignore[no-any-return]
        if kind is str and context.autoescape:
            return SafeString(escape(value))
        return render_value_in_context(value, context)  # type: ignore[return-value]

    render_annotated = render


class _Parser(Parser):
    def compile_filter(self, token: str) -> Expression:
        return Expression(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        if isinstance(node, VariableNode):
            node = Said(node.filter_expression)
        super().extend_nodelist(nodelist, node, token)


class QuickTemplate(Template):
    """A template whose names are looked up so; for engines that do not debug."""

    def compile_nodelist(self) -> NodeList:
        """Return the parts of the template."""
        engine = self.engine
        parser = _Parser(
            Lexer(self.source).tokenize(), engine.template_libraries, engine.template_builtins, self.origin
        )
        parts = parser.parse()
        self.extra_data = parser.extra_data
        return parts
