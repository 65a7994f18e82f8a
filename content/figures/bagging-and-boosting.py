"""Bagged full-grown trees and their mean; boosted stumps after 1, 5 and 100 rounds, on the same noisy sine wave."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

POINTS = 40


def _data():
    rng = np.random.default_rng(1)
    x = np.sort(rng.uniform(0, 1, POINTS))
    return x, np.sin(2 * np.pi * x) + rng.normal(0, 0.35, POINTS), rng


def _full_tree(x, y, at):
    """A regression tree grown until every leaf is pure: in one dimension, with cuts in the middle, the nearest neighbour."""
    return y[np.abs(at[:, None] - x).argmin(axis=1)]


def _best_stump(x, residual):
    best = (np.inf, 0.0, 0.0, 0.0)
    for cut in (x[1:] + x[:-1]) / 2:
        left, right = residual[x < cut].mean(), residual[x >= cut].mean()
        loss = np.sum((residual - np.where(x < cut, left, right)) ** 2)
        best = min(best, (loss, cut, left, right))
    return best[1:]


def draw():
    figure, (top, bottom) = new_figure(nrows=2, height=5.0, sharex=True, sharey=True)
    x, y, rng = _data()
    at = np.linspace(0, 1, 400)
    trees = []
    for _ in range(100):
        sample = rng.integers(0, POINTS, POINTS)
        trees.append(_full_tree(x[sample], y[sample], at))
    for number, tree in enumerate(trees[:4]):
        top.plot(at, tree, color=SERIES[1], linewidth=0.8, alpha=0.7, label="4 of 100 trees" if number == 0 else None)
    top.plot(at, np.mean(trees, axis=0), color=SERIES[0], label="mean of all 100")
    fit_at, fit_x = np.zeros_like(at), np.zeros_like(x)
    styles = {1: (SERIES[2], ":"), 5: (SERIES[1], "--"), 100: (SERIES[0], "-")}
    for count in range(1, 101):
        cut, left, right = _best_stump(x, y - fit_x)
        fit_x += 0.3 * np.where(x < cut, left, right)
        fit_at += 0.3 * np.where(at < cut, left, right)
        if count in styles:
            colour, style = styles[count]
            bottom.plot(at, fit_at, style, color=colour, label=f"{count} round" + "s" * (count > 1))
    for axes, name in ((top, "bagging"), (bottom, "boosting")):
        axes.plot(x, y, "o", color=INK, markersize=3)
        axes.plot(at, np.sin(2 * np.pi * at), color=MUTED, linewidth=0.8)
        axes.set(ylabel="target y", xlim=(0, 1), ylim=(-2, 2.2))
        axes.text(0.02, -1.8, name, color=INK, fontsize=10.5)
        axes.legend(loc="upper right")
    bottom.set_xlabel("input x")
    return figure
