"""Drawings: inline SVG in the page's own colours, the same bytes every time, nothing that a strict policy forbids."""

import re

import numpy as np
import pytest

from draw import HEAT, INK, MUTED, SERIES, arrow, box, new_diagram, new_figure, to_svg


def curve():
    figure, axes = new_figure(height=2)
    axes.plot([0, 1, 2], [0, 1, 4], color=SERIES[1], label="a curve")
    axes.axhline(1, color=MUTED)
    axes.legend()
    return figure


def diagram():
    figure, axes = new_diagram(10, 4)
    first, second = box(axes, (2, 2), "one"), box(axes, (7, 2), "two", colour=SERIES[0])
    arrow(axes, first.right, second.left, colour=INK)
    return figure


def cells():
    figure, axes = new_figure(height=2)
    axes.imshow(np.arange(16).reshape(4, 4), cmap=HEAT)
    return figure


@pytest.mark.parametrize("draw", [curve, diagram, cells])
def test_a_drawing_holds_only_the_pages_colours_and_no_style(draw):
    svg = to_svg(draw(), "name", "What is to be seen")
    assert svg.startswith("<svg")
    assert 'role="img"' in svg and 'aria-label="What is to be seen"' in svg
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|href=\"http", svg)
    assert not re.search(r"#[0-9a-f]{6}\b", svg)
    assert all(re.match(r"name", found) for found in re.findall(r'\sid="([^"]+)"', svg))


def test_the_same_drawing_gives_the_same_bytes_whatever_came_before():
    first = to_svg(curve(), "a", "x")
    to_svg(diagram(), "b", "y")
    assert to_svg(curve(), "a", "x") == first


def test_quotation_marks_in_the_alternative_text_stay_inside_it():
    assert 'aria-label="a &quot;b&quot; &lt;c&gt;"' in to_svg(curve(), "a", 'a "b" <c>')


def test_a_foreign_colour_is_refused():
    figure, axes = new_figure()
    axes.plot([0, 1], [0, 1], color="#123456")
    with pytest.raises(ValueError, match="123456"):
        to_svg(figure, "a", "x")


def test_a_heat_map_too_large_for_cells_is_refused():
    figure, axes = new_figure()
    axes.imshow(np.zeros((100, 100)), cmap=HEAT)
    with pytest.raises(ValueError, match="cells"):
        to_svg(figure, "a", "x")


def test_series_and_page_colours_are_defined_for_light_and_dark(project):
    css = (project / "docs/assets/site.css").read_text(encoding="utf-8")
    for name in [*(f"--qa-series-{i}" for i in range(1, 7)), "--qa-muted", "--qa-faint"]:
        assert css.count(f"{name}:") >= 2, name
