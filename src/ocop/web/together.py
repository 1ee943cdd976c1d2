"""A page, the templates that it extends and those that it includes, put together when it is loaded.

Django finds out at each visit which template a page extends, which blocks it fills and what it includes. None of that changes while a
process runs: here blocks and included templates are put where they belong once, so that a page is one list of parts. What is put together
says the same as before: a block or an included template still forgets at its end what was named in it, and ``{{ block.super }}`` is the
block of the template above.

What a template names in a variable is left as Django reads it; so is one that extends its own namesake or includes itself.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.template import Template, TemplateDoesNotExist
from django.template.base import FilterExpression, Node, NodeList, VariableNode
from django.template.context import Context
from django.template.defaulttags import CycleNode, IfChangedNode, IfNode, ResetCycleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.utils.safestring import SafeString

SUPER = "block.super"
ON_THEIR_OWN = (
    BlockNode,
    ExtendsNode,
    CycleNode,
    IfChangedNode,
    ResetCycleNode,
)  # begin anew in each included template
Read = Callable[[str], Template]
Blocks = dict[str, list[BlockNode]]  # by name, that of the page first


class Scope(Node):
    """What stood in a block or in an included template: names given inside end with it."""

    def __init__(self, nodelist: NodeList, given: dict[str, FilterExpression] | None = None) -> None:
        self.nodelist = nodelist
        self.given = given or {}

    def render(self, context: Context) -> SafeString:
        """Return the parts within."""
        values = {name: one.resolve(context) for name, one in self.given.items()}
        with context.push(**values):
            return self.nodelist.render(context)


def put_together(template: Template, read: Read, *, within: tuple[str | None, ...] = ()) -> None:
    """Put a template into those it extends, and those it includes into it; ``read`` gives one that nobody else holds."""
    chain = _chain(template, read)
    if len(chain) > 1 and all(map(_says_super_plainly, chain)):
        _fill_blocks(template, chain)
    _take_in(template.nodelist, read, (*within, template.name))


def _fill_blocks(template: Template, chain: list[Template]) -> None:
    blocks: Blocks = {}
    for one in chain:
        for block in one.nodelist.get_nodes_by_type(BlockNode):
            if isinstance(block, BlockNode):
                blocks.setdefault(block.name, []).append(block)
    template.nodelist = chain[-1].nodelist
    _place(template.nodelist, blocks, "", 0)


def inside(node: Node) -> Iterator[NodeList]:
    """Return the lists of parts within a part."""
    if isinstance(node, IfNode):
        yield from (inner for _condition, inner in node.conditions_nodelists)
        return
    yield from (inner for name in node.child_nodelists if isinstance(inner := getattr(node, name, None), NodeList))


def _take_in(nodes: NodeList, read: Read, within: tuple[str | None, ...]) -> None:
    """Put included templates in their place, at every depth; ``within`` names those that are being put together."""
    for place, node in enumerate(nodes):
        for inner in inside(node):
            _take_in(inner, read, within)
        if isinstance(node, IncludeNode):
            nodes[place] = _included(node, read, within)


def _included(node: IncludeNode, read: Read, within: tuple[str | None, ...]) -> Node:
    name = node.template.var
    known = isinstance(name, str) and not node.template.filters and not node.isolated_context
    if not known or name.startswith(".") or name in within:
        return node
    try:
        template = read(name)
    except TemplateDoesNotExist:
        return node
    put_together(template, read, within=within)
    if any(map(template.nodelist.get_nodes_by_type, ON_THEIR_OWN)):
        return node
    return Scope(template.nodelist, node.extra_context)


def _chain(template: Template, read: Read) -> list[Template]:
    """The template and those above it; nothing where they are not known now."""
    chain, names = [template], {template.name}
    while isinstance(first := next(iter(chain[-1].nodelist), None), ExtendsNode):
        parent: Any = first.parent_name
        if parent.is_var or parent.filters or parent.var in names:
            return []
        names.add(parent.var)
        try:
            chain.append(read(parent.var))
        except TemplateDoesNotExist:
            return []
    return [] if chain[-1].nodelist.get_nodes_by_type(ExtendsNode) else chain  # words before its ``extends``


def _says_super_plainly(template: Template) -> bool:
    return template.source.count(SUPER) == sum(map(_is_super, template.nodelist.get_nodes_by_type(VariableNode)))


def _is_super(node: Node) -> bool:
    return isinstance(node, VariableNode) and node.filter_expression.token == SUPER


def _place(nodes: NodeList, blocks: Blocks, name: str, level: int) -> None:
    """Put what blocks hold in their place, at every depth; ``name`` and ``level`` say in which block these parts stand."""
    placed: list[Node] = []
    for node in nodes:
        if isinstance(node, BlockNode):
            placed += _content(blocks, node.name, 0)
        elif _is_super(node):
            placed += _content(blocks, name, level + 1)
        else:
            for inner in inside(node):
                _place(inner, blocks, name, level)
            placed.append(node)
    nodes[:] = placed


def _content(blocks: Blocks, name: str, level: int) -> list[Node]:
    if level >= len(blocks[name]):  # nothing above says what the block holds
        return []
    content = NodeList(blocks[name][level].nodelist)
    _place(content, blocks, name, level)
    return [Scope(content)] if content else []
