"""Test and training error of least squares on random ReLU features, by their number, with and without a ridge penalty."""

import numpy as np

from draw import FAINT, INK, MUTED, SERIES, new_figure

COUNTS = (2, 4, 6, 8, 10, 13, 16, 20, 24, 28, 32, 36, 38, 40, 42, 45, 50, 60, 80, 110, 150, 200, 300, 400)


def _errors(features, penalty):
    """Median training and test errors over 30 data sets of 40 examples, as in claims/generalization.py."""
    rng, train, test = np.random.default_rng(0), [], []
    for _ in range(30):
        w = rng.standard_normal(8) / np.sqrt(8)
        x, new = rng.standard_normal((40, 8)), rng.standard_normal((300, 8))
        y = x @ w + 0.5 * rng.standard_normal(40)
        projection = rng.standard_normal((8, features)) / np.sqrt(8)
        f, g = np.maximum(x @ projection, 0), np.maximum(new @ projection, 0)
        gram = f.T @ f + penalty * np.eye(features)
        c = np.linalg.solve(gram, f.T @ y) if penalty else np.linalg.pinv(f, rcond=1e-10) @ y
        train.append(np.mean((f @ c - y) ** 2))
        test.append(np.mean((g @ c - new @ w) ** 2))
    return np.median(train), np.median(test)


def draw():
    figure, axes = new_figure(height=3.2)
    plain = np.array([_errors(count, 0) for count in COUNTS])
    ridge = np.array([_errors(count, 1) for count in COUNTS])
    axes.axvline(40, color=FAINT, linewidth=1.5)
    axes.semilogx(COUNTS, plain[:, 1], "-", color=SERIES[0])
    axes.semilogx(COUNTS, plain[:, 0], ":", color=MUTED)
    axes.semilogx(COUNTS, ridge[:, 1], "--", color=SERIES[1])
    axes.text(52, 2.45, "test error", color=INK, fontsize=10)
    axes.text(12, 0.12, "training error", color=INK, fontsize=10, ha="right")
    axes.text(60, 0.08, "test error with penalty", color=INK, fontsize=10)
    axes.text(38, 2.45, "as many features\nas examples", color=INK, fontsize=10, ha="right")
    axes.set(xlabel="number of random features", ylabel="squared error", xlim=(2, 400), ylim=(0, 3))
    axes.set_xticks([2, 5, 10, 20, 40, 100, 200, 400], labels=["2", "5", "10", "20", "40", "100", "200", "400"])
    axes.minorticks_off()
    return figure
