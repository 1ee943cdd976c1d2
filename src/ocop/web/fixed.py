"""What a template says to every reader of a language alike is written once for that language.

Most of a page never changes: markup, translated words, addresses without a number, icons, names of static files. Django works out each of
them at each visit. When a template is loaded here, neighbours of that kind become one part; its text is kept for each language (and the
path that the site lies under, which addresses begin with). Whatever reads the context, the request or the signed-in person stays as it is.

The settings name ``Loader`` in place of Django's cached loader. While DEBUG is on templates are read anew, and nothing is kept.
"""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any
from weakref import WeakSet

from django.core.signals import setting_changed
from django.dispatch import receiver
from django.template import Engine, Library, Origin, Template, TemplateDoesNotExist
from django.template.base import FilterExpression, Node, NodeList, TextNode, TokenType, VariableNode
from django.template.context import Context
from django.template.defaulttags import CommentNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ocop.web.looking_up import QuickTemplate
from ocop.web.together import Scope, inside, put_together

Tag = Callable[..., Any]
_LANGUAGE = "language of fixed parts"
_ALIKE: set[Tag] = set()  # simple tags whose answer depends on nothing but what stands in the tag


KEEPING: "WeakSet[Fixed | Drawn]" = WeakSet()


def fixed_tag(register: Library) -> Callable[[Tag], Tag]:
    """Register a simple tag whose answer depends on its arguments alone, so that one with constants is written once."""

    def registered(function: Tag) -> Tag:
        _ALIKE.add(function)
        return register.simple_tag(function)

    return registered


class Fixed(Node):
    """Neighbours that say the same to everyone who reads a language."""

    child_nodelists = ()

    def __init__(self, parts: list[Node]) -> None:
        self.parts = parts
        self.placed = any(isinstance(one, URLNode | StaticNode) for one in parts)
        self.written: dict[tuple[str | None, str], SafeString] = {}
        KEEPING.add(self)

    def render(self, context: Context) -> SafeString:
        """Return the text in the language of now."""
        key = _language_of(context), get_script_prefix() if self.placed else ""
        text = self.written.get(key)
        if text is None:
            text = self.written[key] = SafeString("".join(str(one.render_annotated(context)) for one in self.parts))
        return text

    render_annotated = render  # nothing in it can fail on one page and not on the next


def _language_of(context: Context) -> str | None:
    """The language of the template that is being rendered, found out once; ``join_fixed`` leaves parts in another one alone."""
    known = context.render_context.dicts[-1]
    if _LANGUAGE not in known:
        known[_LANGUAGE] = get_language()
    language: str | None = known[_LANGUAGE]
    return language


class Drawn(Node):
    """``{% drawn owner user.is_authenticated %}…{% enddrawn %}``: a piece of the shell, drawn once for each language and these values.

    The values must be all that the piece depends on. A process keeps the last few hundred of each piece.
    """

    most = 256

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self.written: dict[tuple[Any, ...], SafeString] = {}
        KEEPING.add(self)

    def render(self, context: Context) -> SafeString:
        """Return the piece as it was drawn for these values, or draw it."""
        values = [_plain(one.resolve(context)) for one in self.values]
        # Text that is marked safe is drawn otherwise than the same letters unmarked.
        key = (get_language(), get_script_prefix(), *values, *map(type, values))
        text = self.written.get(key)
        if text is None:
            if len(self.written) >= self.most:
                self.written.clear()
            text = self.written[key] = self.nodelist.render(context)
        return text


def _plain(value: Any) -> Any:
    """A word or a truth as it is; of anything else the words, lest a request live on behind something lazy."""
    return value if type(value) in {str, SafeString, bool, int} else str(value)


@receiver(setting_changed)
def _forget(**_changed: Any) -> None:
    """A test that changes a setting (where static files lie, which addresses there are) begins anew."""
    for one in KEEPING:
        one.written.clear()


class Loader(cached.Loader):
    """Keeps templates like Django's cached loader, each put together with those it extends and its fixed parts joined."""

    def __init__(self, engine: Engine, loaders: list[Any]) -> None:
        super().__init__(engine, loaders)
        self.ready: dict[str, Template | None] = {}  # nothing where there is no such template

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """Return the template; raises ``TemplateDoesNotExist``."""
        if skip is not None:  # a page that cannot be put together looks for what it extends: as Django reads it
            return super().get_template(template_name, skip)
        if template_name not in self.ready:
            self.ready[template_name] = self._made_ready(template_name)
        if (template := self.ready[template_name]) is None:
            raise TemplateDoesNotExist(template_name)
        return template

    def _made_ready(self, name: str) -> Template | None:
        """The whole template before anyone else may see it: threads render while others load."""
        try:
            template = self._read(name)
        except TemplateDoesNotExist:
            return None
        put_together(template, self._read)
        join_fixed(template.nodelist)
        return template

    def _read(self, name: str) -> Template:
        """A template that nobody else holds; raises ``TemplateDoesNotExist``."""
        for origin in self.get_template_sources(name):
            try:
                words = self.get_contents(origin)
            except TemplateDoesNotExist:
                continue
            return QuickTemplate(words, origin, name, self.engine)
        raise TemplateDoesNotExist(name)

    def reset(self) -> None:
        """Forget every template."""
        super().reset()
        self.ready.clear()


def join_fixed(nodes: NodeList) -> None:
    """Put one part in place of neighbours that are fixed, at every depth."""
    for node in nodes:
        for inner in () if isinstance(node, LanguageNode) else inside(node):
            join_fixed(inner)
    nodes[:] = [one for node in nodes for one in _without_scope(node)]
    nodes[:] = [one for fixed, run in groupby(nodes, _is_fixed) for one in (_joined([*run]) if fixed else run)]


def _without_scope(node: Node) -> list[Node]:
    """What was in a block stands among the parts round it, where nothing in it gives a value a name."""
    plain = (TextNode, Fixed, VariableNode)
    if not isinstance(node, Scope) or node.given or not all(isinstance(one, plain) for one in node.nodelist):
        return [node]
    return [*node.nodelist]


def _joined(run: list[Node]) -> list[Node]:
    run = [part for one in run for part in (one.parts if isinstance(one, Fixed) else [one])]
    texts = [one.s for one in run if isinstance(one, TextNode)]
    silent = sum(isinstance(one, LoadNode | CommentNode) for one in run)
    if len(texts) + silent == len(run):
        return [TextNode("".join(texts))] if texts else []
    return [Fixed(run)]


def _is_fixed(node: Node) -> bool:
    rule = _RULES.get(type(node))
    return rule is not None and rule(node)


def _constant(*expressions: FilterExpression) -> bool:
    return all(not one.filters and (not one.is_var or one.var.lookups is None) for one in expressions)


def _plain_words(node: BlockTranslateNode) -> bool:
    more = (node.extra_context, node.plural, node.counter, node.message_context, node.asvar)
    return not any(more) and all(one.token_type == TokenType.TEXT for one in node.singular)


_RULES: Mapping[type[Node], Callable[[Any], bool]] = {
    TextNode: lambda _node: True,
    Fixed: lambda _node: True,
    LoadNode: lambda _node: True,
    CommentNode: lambda _node: True,
    TranslateNode: lambda node: not node.asvar and not node.message_context and _constant(node.filter_expression),
    BlockTranslateNode: _plain_words,
    StaticNode: lambda node: node.varname is None and _constant(node.path),
    URLNode: lambda node: not node.asvar and _constant(node.view_name, *node.args, *node.kwargs.values()),
    SimpleNode: lambda node: (
        node.func in _ALIKE and node.target_var is None and _constant(*node.args, *node.kwargs.values())
    ),
}
