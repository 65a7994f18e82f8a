"""The error of a small tanh network on XOR during training, from zero, constant and random initial weights."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
Y = np.array([[0], [1], [1], [0]], float)
STEPS, RATE = 10_000, 0.2


def _errors(start):
    w, b, v, c = start((2, 4)), np.zeros(4), start((4, 1)), np.zeros(1)
    errors = []
    for _ in range(STEPS):
        h = np.tanh(X @ w + b)
        residual = h @ v + c - Y
        errors.append(np.mean(residual**2))
        delta = residual / len(X)
        back = (delta @ v.T) * (1 - h**2)
        w, b = w - RATE * X.T @ back, b - RATE * back.sum(0)
        v, c = v - RATE * h.T @ delta, c - RATE * delta.sum(0)
    return np.array(errors)


def draw():
    figure, axes = new_figure(height=2.8)
    rng = np.random.default_rng(0)
    steps = np.arange(1, STEPS + 1)
    for start, colour, style in (
        (np.zeros, SERIES[1], "--"),
        (lambda shape: np.full(shape, 0.5), SERIES[2], "-."),
        (lambda shape: rng.normal(0, 0.5, shape), SERIES[0], "-"),
    ):
        axes.semilogx(steps, _errors(start), style, color=colour)
    axes.axhline(1 / 6, color=MUTED, linewidth=0.8)
    axes.text(1.3, 0.178, "limit of one unit", color=INK, fontsize=10)
    axes.text(3000, 0.26, "all zero", color=INK, fontsize=10)
    axes.text(1200, 0.2, "all 0.5", color=INK, fontsize=10)
    axes.text(110, 0.06, "random", color=INK, fontsize=10)
    axes.set(xlabel="step of gradient descent", ylabel="squared error on XOR", xlim=(1, STEPS), ylim=(0, 0.4))
    axes.set_xticks([1, 10, 100, 1000, 10000], labels=["1", "10", "100", "1,000", "10,000"])
    axes.minorticks_off()
    return figure
