"""Takes from Markdown the patterns that a page has nothing for, so that it does not look for them in every line; the HTML stays the same."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

SIGNS = {  # of each pattern for inline markup what a text must have for it to match anything
    "reference": re.compile(r"\]:"),  # where the address of such a link is defined
    "image_reference": re.compile(r"\]:"),
    "short_reference": re.compile(r"\]:"),
    "short_image_ref": re.compile(r"\]:"),
    "image_link": re.compile(r"!\["),
    "autolink": re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://"),
    "automail": re.compile(r"@"),
    "linebreak": re.compile(r"  $", re.MULTILINE),
}


class Spare(Preprocessor):  # type: ignore[misc]
    """Looks for the signs before anything else is done to a text; a pattern that was taken away comes back for a text that has its sign."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.patterns = {
            item.name: (md.inlinePatterns[item.name], item.priority) for item in md.inlinePatterns._priority if item.name in SIGNS
        }

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        for name, (pattern, priority) in self.patterns.items():
            needed = SIGNS[name].search(text) is not None
            if needed and name not in self.md.inlinePatterns:
                self.md.inlinePatterns.register(pattern, name, priority)
            elif not needed and name in self.md.inlinePatterns:
                self.md.inlinePatterns.deregister(name)
        return lines


class LeanExtension(Extension):  # type: ignore[misc]
    """To be the last of the extensions, since it knows the patterns that are there."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(Spare(md), "qa-spare", 1000)
