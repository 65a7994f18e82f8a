"""The same random network of two hidden layers with three activation functions: output over its single input."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def _output(x, g):
    rng = np.random.default_rng(2)
    h = x[:, None]
    for wide_in, wide_out in ((1, 24), (24, 24)):
        h = g(h @ rng.normal(0, 1.6 / np.sqrt(wide_in), (wide_in, wide_out)) + rng.uniform(-2, 2, wide_out))
    z = h @ rng.normal(0, 1, (24, 1))
    z = z[:, 0] - (z.max() + z.min()) / 2
    return z / np.abs(z).max()


def draw():
    figure, axes = new_figure(height=2.9)
    x = np.linspace(-3, 3, 601)
    axes.axhline(0, color=MUTED, linewidth=0.8)
    shapes = (
        ("none (identity)", lambda z: z, INK, "--"),
        ("ReLU", lambda z: np.maximum(z, 0), SERIES[0], "-"),
        ("tanh", np.tanh, SERIES[1], "-"),
    )
    for name, g, colour, style in shapes:
        axes.plot(x, _output(x, g), color=colour, linestyle=style, label=name, linewidth=1.8)
    axes.set(xlabel="input x", ylabel="output, scaled", xlim=(-3, 3), ylim=(-1.15, 1.15), yticks=(-1, 0, 1))
    axes.legend(loc="upper center", ncols=3, bbox_to_anchor=(0.5, 1.2), columnspacing=1.2)
    return figure
