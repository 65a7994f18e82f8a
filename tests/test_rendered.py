"""A page is rendered anew only when its text, its tools or the set of pages change, and never loses a warning."""

import logging
import os
from types import SimpleNamespace

from jinja2 import DictLoader, Environment

from kept import forget_unused
from rendered import KeptTemplates, Remembering, keep_rendering


class FakeFile(str):
    """A file that is its path."""

    @property
    def src_uri(self):
        return str(self)


FILES = SimpleNamespace(get_file_from_path=FakeFile)


class FakePage:
    """Enough of a page: `render` counts its calls and leaves what rendering leaves."""

    def __init__(self, markdown, warns=False):
        self.markdown, self.warns, self.calls = markdown, warns, 0
        self.file = SimpleNamespace(src_uri="a.md")
        self.content = self.toc = self._title_from_render = self.present_anchor_ids = self.links_to_anchors = None

    def render(self, config, files):
        self.calls += 1
        if self.warns:
            logging.getLogger("mkdocs.structure").warning("a broken link")
        self.content, self.toc, self._title_from_render = f"<p>{self.markdown}</p>", ["toc"], "T"
        self.present_anchor_ids, self.links_to_anchors = {"x"}, {FakeFile("b.md"): {"y": "b.md#y"}}


def build(page, folder, stamp="1"):
    keep_rendering(page, folder, stamp)({}, FILES)
    return page


def test_the_second_build_reads_what_the_first_rendered(tmp_path):
    first, second = build(FakePage("text"), tmp_path), build(FakePage("text"), tmp_path)
    assert (first.calls, second.calls) == (1, 0)
    assert (second.content, second.toc, second._title_from_render) == (first.content, first.toc, "T")
    assert second.present_anchor_ids == {"x"}
    assert {file.src_uri: links for file, links in second.links_to_anchors.items()} == {"b.md": {"y": "b.md#y"}}


def test_another_text_or_another_stamp_is_rendered(tmp_path):
    build(FakePage("text"), tmp_path)
    assert build(FakePage("other"), tmp_path).calls == 1
    assert build(FakePage("text"), tmp_path, stamp="2").calls == 1


def test_a_page_that_was_warned_of_is_warned_of_again(tmp_path):
    build(FakePage("text", warns=True), tmp_path)
    assert build(FakePage("text", warns=True), tmp_path).calls == 1


def test_a_kept_page_cut_short_is_rendered(tmp_path):
    build(FakePage("text"), tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:20])
    assert build(FakePage("text"), tmp_path).calls == 1


def test_what_was_not_used_for_long_is_forgotten(tmp_path):
    build(FakePage("used"), tmp_path)
    build(FakePage("unused"), tmp_path)
    for path in tmp_path.iterdir():
        os.utime(path, (0, 0))
    build(FakePage("used"), tmp_path)
    forget_unused(tmp_path, days=30)
    again, gone = build(FakePage("used"), tmp_path), build(FakePage("unused"), tmp_path)
    assert (again.calls, gone.calls) == (0, 1)


def test_a_template_renders_a_page_anew_only_when_its_key_changes():
    template = SimpleNamespace(render=lambda context: calls.append(context["text"]) or f"<p>{context['text']} é</p>", blocks="its own")
    calls, memory = [], {}
    for text in ("a", "a", "b", "a"):
        kept = Remembering(template, memory, lambda context: context["text"])
        assert kept.render({"page": SimpleNamespace(url="a.html"), "text": text}) == f"<p>{text} é</p>"
    assert calls == ["a", "b", "a"]
    assert kept.blocks == "its own"


def test_a_template_is_compiled_once_and_anew_when_it_changes_or_what_was_kept_is_damaged(tmp_path):
    for source in ("Hello {{ name }}", "Hello {{ name }}", "Bye {{ name }}", "Bye {{ name }}"):
        env = Environment(loader=DictLoader({"a.html": source}), bytecode_cache=KeptTemplates(tmp_path))
        assert env.get_template("a.html").render(name="you") == source.replace("{{ name }}", "you")
        (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:50])
    env = Environment(loader=DictLoader({"a.html": source}), bytecode_cache=KeptTemplates(tmp_path))
    assert env.get_template("a.html").render(name="you") == "Bye you"
    assert len(path.read_bytes()) > 50
