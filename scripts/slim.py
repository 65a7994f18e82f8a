"""Turns style sheets into one short sheet that holds only the rules which a site's pages and scripts can come to use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tinycss2

Token = Any  # a node of tinycss2, which has no types

# ------------------------------------------------------------------ what pages and scripts use


@dataclass(frozen=True)
class Names:
    """All that a selector can be matched by: the markup of pages, and every word of scripts, which may make markup of any kind."""

    elements: frozenset[str]
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: Mapping[str, frozenset[str]]  # the values that each has on some page, but for long ones
    words: frozenset[str]  # of scripts
    starts: tuple[str, ...]  # beginnings and ends of names that scripts complete while they run
    ends: tuple[str, ...]
    properties: frozenset[str]  # custom properties in attributes of pages

    def has(self, name: str, known: Iterable[str]) -> bool:
        """Whether `name` is among the `known` ones, or may be made by a script."""
        return name in known or name in self.words or name.startswith(self.starts) or name.endswith(self.ends)


TAG = re.compile(r"<[a-zA-Z][^<>]*>")
ELEMENT = re.compile(r"<([^\s/>]+)")
LONG = 80  # characters of a value that no selector asks for
MANY = 20_000  # tags that are remembered, so as not to be read again
ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FEATURES = re.compile(r'"features": \[([^\]]*)\]')  # as the theme tells them to its script
PROPERTY = re.compile(r"(?<![\w-])--[\w-]+")
IMPLIED = {"html", "head", "body", "tbody"}  # a browser makes them where a page has none

# What the theme's script makes only for pages that have one of these: a class, an attribute, a component or a feature of the theme.
MADE_FOR = {
    "md-annotation": {"annotate", "content.code.annotate"},
    "md-annotation-list": {"annotate"},
    "md-source": {"source"},
    "md-tooltip": {"annotate", "content.code.annotate", "content.tooltips"},
    "md-tooltip2": {"content.tooltips", "content.footnote.tooltips", "navigation.instant.preview", "data-preview"},
    "md-version": {"outdated"},
    "tabbed-button": {"tabbed-set"},
    "tabbed-control": {"tabbed-set"},
    "tabbed-labels": {"tabbed-set"},
}


def find_names(pages: Iterable[str], scripts: Iterable[str], theme_scripts: Iterable[str]) -> Names:
    """The names that occur in `pages`, HTML, and in scripts, JavaScript; inline scripts are found in the pages."""
    elements: set[str] = set()
    attributes: dict[str, set[str]] = {}
    known: set[str] = set()
    features: set[str] = set()
    inline: set[str] = set()
    for page in pages:
        tags = set(TAG.findall(page)) - known
        _read_tags(tags, elements, attributes)
        known = tags if len(known) > MANY else known | tags
        inline.update(INLINE.findall(page))
        features.update(name for found in FEATURES.findall(page) for name in re.findall(r'"([^"]+)"', found))
    classes = {name for value in attributes.get("class", ()) for name in value.split()}
    marks = features | classes | attributes.keys() | attributes.get("data-md-component", set())
    idle = {component for component, reasons in MADE_FOR.items() if not reasons & marks}
    words, starts, ends = _find_words("\n".join([*scripts, *sorted(inline)]))
    theme_words, theme_starts, theme_ends = _find_words("\n".join(theme_scripts))
    words |= {word for word in theme_words if _component(word) not in idle}
    starts |= {start for start in theme_starts if _component(start) not in idle}
    styles = "\n".join(value for name, values in attributes.items() if name != "class" for value in values if "--" in value)
    return Names(
        elements=frozenset(elements | IMPLIED),
        classes=frozenset(classes),
        ids=frozenset(attributes.get("id", ())),
        attributes={name: frozenset(values) for name, values in attributes.items()},
        words=frozenset(words),
        starts=tuple(sorted(starts)),
        ends=tuple(sorted(ends | theme_ends)),
        properties=frozenset(PROPERTY.findall(styles)),
    )


def _component(name: str) -> str:
    """`md-version` of `md-version__link` and `md-version--old`."""
    return re.split("__|--", name, maxsplit=1)[0]


def _read_tags(tags: Iterable[str], elements: set[str], attributes: dict[str, set[str]]) -> None:
    """Note the elements of opening tags, and their attributes with all values but long ones, which are drawings and addresses."""
    for tag in tags:
        elements.add(ELEMENT.match(tag)[1].lower())  # type: ignore[index]
        for name, double, single, bare in ATTRIBUTE.findall(tag):
            value = double or single or bare
            if len(value) <= LONG or name == "class" or "--" in value:
                attributes.setdefault(name.lower(), set()).add(value)
            else:
                attributes.setdefault(name.lower(), set())


WORD = re.compile(r"-{0,2}[A-Za-z_][\w-]*")
START = re.compile(r"""(?<![\w-])([A-Za-z_][\w-]*[-_])(?=\$\{|["'`])""")
END = re.compile(r"""(?<=[}"'`])((?:-|--|__)[A-Za-z][\w-]*)(?=["'`\s])""")


def _find_words(code: str) -> tuple[set[str], set[str], set[str]]:
    """Whatever may be a name in scripts, as it stands and as the attribute that a property of an element reflects; and names' starts and ends."""
    words: set[str] = set()
    for word in set(WORD.findall(code)):
        words |= {word, word.lower(), re.sub(r"^aria(?=[A-Z])", "aria-", word).lower()}
    for name in set(re.findall(r"""dataset(?:\.|\[["'])(\w+)""", code)):
        words.add("data-" + re.sub(r"[A-Z]", lambda match: f"-{match[0].lower()}", name))
    return words, set(START.findall(code)), set(END.findall(code))


# ------------------------------------------------------------------ sheets as data


@dataclass(frozen=True)
class Rule:
    """`selectors { declarations }`; a declaration is its name and its value."""

    selectors: tuple[Sequence[Token], ...]
    declarations: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Group:
    """Rules under a condition: `@media print { … }`."""

    head: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Other:
    """Any other statement, as it is written; `keyframes` is the name of an animation that it defines."""

    text: str
    keyframes: str = ""


Node = Rule | Group | Other
GROUPS = {"media", "supports", "layer", "container"}
CHOICES = {"is", "where", "has", "matches", "-webkit-any", "-moz-any"}


def parse_sheet(text: str) -> tuple[Node, ...]:
    """A sheet's statements in order. Raises ValueError for what is no style sheet."""
    return tuple(_read_nodes(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))


def _read_nodes(statements: Iterable[Token]) -> Iterator[Node]:
    for statement in statements:
        if statement.type == "error":
            raise ValueError(f"line {statement.source_line} of a style sheet cannot be read: {statement.message}; mend it")
        if statement.type == "qualified-rule":
            yield Rule(tuple(split_at_commas(statement.prelude)), tuple(_read_declarations(statement.content)))
        elif statement.lower_at_keyword in GROUPS and statement.content is not None:
            inside = tinycss2.parse_rule_list(statement.content, skip_comments=True, skip_whitespace=True)
            yield Group(f"@{statement.lower_at_keyword} {squeeze(statement.prelude)}", tuple(_read_nodes(inside)))
        elif statement.lower_at_keyword != "charset":  # said once, by who joins the sheets
            moving = statement.lower_at_keyword.endswith("keyframes")
            yield Other(_read_other(statement), squeeze(statement.prelude) if moving else "")


def _read_other(statement: Token) -> str:
    head = f"@{statement.at_keyword} {squeeze(statement.prelude)}".rstrip()
    return f"{head};" if statement.content is None else f"{head}{{{squeeze(statement.content)}}}"


def _read_declarations(content: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Name and value of each declaration. Raises ValueError for rules within rules, which nothing here weighs."""
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            what = node.message if node.type == "error" else f"a rule within a rule, {node.serialize()[:60]!r}"
            raise ValueError(f"line {node.source_line} of a style sheet holds no declaration: {what}; write flat rules")
        yield node.name, squeeze(node.value) + ("!important" if node.important else "")


def split_at_commas(tokens: Iterable[Token]) -> Iterator[Sequence[Token]]:
    """The selectors of a list."""
    part: list[Token] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def squeeze(tokens: Sequence[Token]) -> str:
    """Tokens as text, without comments and with no more white space than separates them."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    parts = re.split(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)"']*\))""", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"\s*([,{};])\s*", r"\1", re.sub(r"\s+", " ", parts[i]))
    return re.sub(r";(?=\}|$)", "", "".join(parts)).strip()


# ------------------------------------------------------------------ what can be left out


def can_match(selector: Sequence[Token], names: Names) -> bool:
    """Whether some element can come to match: every element, class, id and attribute of the selector is known or may be made.

    What a negation excludes is of no account, and one known alternative of a choice is enough.
    """
    sign = ""
    for token in selector:
        if token.type == "ident" and sign == "." and not names.has(token.value, names.classes):
            return False
        if token.type == "ident" and sign not in {".", ":"} and not names.has(token.lower_value, names.elements):
            return False
        if token.type == "hash" and not names.has(token.value, names.ids):
            return False
        if token.type == "[] block" and not _has_attribute(token.content, names):
            return False
        if token.type == "function" and token.lower_name in CHOICES and not _has_choice(token.arguments, names):
            return False
        sign = token.value if token.type == "literal" else ""
    return True


def _has_choice(tokens: Sequence[Token], names: Names) -> bool:
    return any(can_match(selector, names) for selector in split_at_commas(tokens))


READ_ONLY = {"dir"}  # the theme's script asks for the direction of the text and never sets it


def _has_attribute(content: Sequence[Token], names: Names) -> bool:
    """Whether an element can have the attribute, and the value if an exact one is asked for."""
    parts = [token for token in content if token.type != "whitespace"]
    name = parts[0].lower_value
    if not names.has(name, names.attributes):
        return False
    if len(parts) != 3 or parts[1] != "=":
        return True
    value = parts[2].value
    return len(value) > LONG or value in names.attributes.get(name, ()) or (name not in READ_ONLY and names.has(value, ()))


def drop_dead(nodes: Iterable[Node], names: Names) -> tuple[Node, ...]:
    """The statements without the selectors that nothing can match, and without what is empty then."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Rule):
            node = replace(node, selectors=tuple(selector for selector in node.selectors if can_match(selector, names)))
        elif isinstance(node, Group):
            node = replace(node, nodes=drop_dead(node.nodes, names))
        if not _is_empty(node):
            kept.append(node)
    return tuple(kept)


def _is_empty(node: Node) -> bool:
    return (isinstance(node, Rule) and not (node.selectors and node.declarations)) or (isinstance(node, Group) and not node.nodes)


def drop_unread(nodes: Iterable[Node], read: Callable[[str], bool]) -> tuple[Node, ...]:
    """The statements without the custom properties and the animations of which `read` says that nobody asks for them."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Rule):
            node = replace(node, declarations=tuple(d for d in node.declarations if not d[0].startswith("--") or read(d[0])))
        elif isinstance(node, Group):
            node = replace(node, nodes=drop_unread(node.nodes, read))
        elif node.keyframes and not read(node.keyframes):
            continue
        if not _is_empty(node):
            kept.append(node)
    return tuple(kept)


def find_read(nodes: Iterable[Node]) -> Iterator[str]:
    """The custom properties that declarations use, and the words of those that start animations."""
    for node in nodes:
        if isinstance(node, Group):
            yield from find_read(node.nodes)
        elif isinstance(node, Other):
            yield from PROPERTY.findall(node.text)
        else:
            for name, value in node.declarations:
                yield from PROPERTY.findall(value)
                if "animation" in name or name.startswith("--"):
                    yield from re.findall(r"[A-Za-z_][\w-]*", value)


# ------------------------------------------------------------------ the whole

Slimmer = Callable[[Mapping[str, Sequence[str]], Names], dict[str, str]]  # slim_sheets, or what remembers its answers


def slim_sheets(groups: Mapping[str, Sequence[str]], names: Names) -> dict[str, str]:
    """Each group of sheets as one, in the same order; a property that one group sets and another reads stays.

    Raises ValueError for a sheet that cannot be read.
    """
    sheets = {key: drop_dead((node for text in texts for node in parse_sheet(text)), names) for key, texts in groups.items()}
    while True:  # what only an unread property reads is unread itself
        used = names.properties | names.words | {word for nodes in sheets.values() for word in find_read(nodes)}
        fewer = {key: drop_unread(nodes, used.__contains__) for key, nodes in sheets.items()}
        if fewer == sheets:
            return {key: render_sheet(nodes) for key, nodes in sheets.items()}
        sheets = fewer


def render_sheet(nodes: Iterable[Node]) -> str:
    """The statements as text; neighbours under the same condition share it."""
    text = ""
    condition = ""
    for node in nodes:
        head = node.head if isinstance(node, Group) else ""
        if condition and head != condition:
            text += "}"
        if head and head != condition:
            text += f"{head}{{"
        text += render_sheet(node.nodes) if isinstance(node, Group) else _render(node)
        condition = head
    return text + ("}" if condition else "")


def _render(node: Rule | Other) -> str:
    if isinstance(node, Other):
        return node.text
    selectors = ",".join(re.sub(r" ?([>~]) ?", r"\1", squeeze(selector)) for selector in node.selectors)
    return f"{selectors}{{{';'.join(f'{name}:{value}' for name, value in node.declarations)}}}"
