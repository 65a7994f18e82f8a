"""The boundaries that the perceptron rule passes through, and its mistakes per pass with and without separability."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def _data():
    rng = np.random.default_rng(2)
    weights = np.array([1.0, 2.0, -0.5]) / 5.25**0.5
    drawn = np.column_stack([rng.uniform(-1, 1, (200, 2)), np.ones(200)])
    inputs = drawn[np.abs(drawn @ weights) > 0.1][:40]
    return inputs, (inputs @ weights > 0).astype(float)


def _run(inputs, labels, passes):
    weights, history, mistakes = np.zeros(3), [], []
    for _ in range(passes):
        wrong = 0
        for x, y in zip(inputs, labels):
            error = y - float(weights @ x > 0)
            if error:
                weights = weights + error * x
                history.append(weights)
                wrong += 1
        mistakes.append(wrong)
    return history, mistakes


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.9)
    inputs, labels = _data()
    history, clean = _run(inputs, labels, 25)
    x = np.array([-1.1, 1.1])
    for number, (a, b, c) in enumerate(history):
        last = number == len(history) - 1
        if abs(b) > 1e-9:
            left.plot(
                x,
                -(a * x + c) / b,
                color=INK if last else MUTED,
                linewidth=1.8 if last else 0.8,
                alpha=1 if last else 0.55,
                zorder=2 if last else 1,
            )
    on = labels == 1
    left.plot(*inputs[on, :2].T, "o", color=SERIES[0], markersize=4.5)
    left.plot(*inputs[~on, :2].T, "s", markerfacecolor="none", markeredgecolor=SERIES[1], markersize=4.5)
    left.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), xticks=(-1, 0, 1), yticks=(-1, 0, 1), xlabel="x₁", ylabel="x₂")
    flipped = labels.copy()
    flipped[[3, 17, 30]] = 1 - flipped[[3, 17, 30]]
    _, dirty = _run(inputs, flipped, 25)
    passes = np.arange(1, 26)
    right.plot(passes, dirty, "s-", color=SERIES[1], markersize=3.5, linewidth=1.2)
    right.plot(passes, clean, "o-", color=SERIES[0], markersize=3.5, linewidth=1.6)
    right.set(xlabel="pass over 40 examples", ylabel="mistakes", xlim=(0, 26), ylim=(-0.8, max(dirty) + 6), yticks=(0, 5, 10, 15))
    right.text(25, max(dirty) + 2.2, "three labels flipped", ha="right", color=SERIES[1], fontsize=10)
    right.text(25, 1.1, "separable", ha="right", color=SERIES[0], fontsize=10)
    return figure
