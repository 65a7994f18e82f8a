"""Size of activations and of gradients through a deep tanh network for three scales of the initial weights."""

import numpy as np

from draw import INK, SERIES, new_figure

WIDTH, DEPTH, EXAMPLES = 256, 30, 100


def _sizes(scale):
    """Root mean squares of the activations of each layer, and of the gradient by them, of a random scalar at the end."""
    rng = np.random.default_rng(0)
    h = rng.standard_normal((EXAMPLES, WIDTH))
    weights, slopes, forward = [], [], []
    for _ in range(DEPTH):
        weights.append(rng.normal(0, scale / np.sqrt(WIDTH), (WIDTH, WIDTH)))
        h = np.tanh(h @ weights[-1])
        slopes.append(1 - h**2)
        forward.append(np.sqrt(np.mean(h**2)))
    gradient = rng.standard_normal((EXAMPLES, WIDTH))
    backward = [1.0]
    for w, slope in zip(weights[:0:-1], slopes[:0:-1], strict=True):
        gradient = (gradient * slope) @ w.T
        backward.append(np.sqrt(np.mean(gradient**2)))
    return np.array(forward), np.array(backward[::-1])


def draw():
    figure, (top, bottom) = new_figure(nrows=2, height=4.6, sharex=True)
    layers = np.arange(1, DEPTH + 1)
    for scale, colour, style in ((0.5, SERIES[1], "--"), (1.0, SERIES[0], "-"), (2.0, SERIES[2], "-.")):
        forward, backward = _sizes(scale)
        top.semilogy(layers, forward, style, color=colour)
        bottom.semilogy(layers, backward, style, color=colour)
    top.set(ylabel="size of the\nactivations", ylim=(1e-10, 1e4), xlim=(1, DEPTH))
    bottom.set(ylabel="size of the gradient\nby the activations", ylim=(1e-10, 1e4), xlabel="layer")
    top.text(17, 12.0, "2/√n: stays large", color=INK, fontsize=10)
    top.text(17, 3e-3, "1/√n", color=INK, fontsize=10)
    top.text(6.5, 3e-9, "0.5/√n: vanishes", color=INK, fontsize=10)
    bottom.text(8.0, 2e2, "2/√n: explodes towards the input", color=INK, fontsize=10)
    bottom.text(4.0, 5e-3, "1/√n", color=INK, fontsize=10)
    bottom.text(9, 2e-9, "0.5/√n: vanishes", color=INK, fontsize=10)
    for axes in (top, bottom):
        axes.minorticks_off()
    return figure
