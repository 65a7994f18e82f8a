"""Norm of the product of Jacobians between two states, against how many steps lie between them."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def jacobian_norms(gain, steps=50, units=64):
    rng = np.random.default_rng(0)
    orthogonal = np.linalg.qr(rng.standard_normal((units, units)))[0]
    inputs = 0.5 * rng.standard_normal((steps, units))
    weights, state, product, norms = gain * orthogonal, np.zeros(units), np.eye(units), [1.0]
    for term in inputs:
        state = np.tanh(weights @ state + term)
        product = ((1 - state**2)[:, None] * weights) @ product
        norms.append(np.linalg.norm(product, 2))
    return norms


def draw():
    figure, axes = new_figure(height=3.3)
    steps = np.arange(51)
    axes.axhline(1, color=MUTED, linewidth=0.8)
    axes.plot(steps, 1.1**steps, color=SERIES[0], linestyle="--", linewidth=1.4)
    axes.text(51, 1.1**50, "bound 1.1ᵏ", color=SERIES[0], va="center", fontsize=10)
    offsets = {0.9: 1, 1.1: 1, 1.5: 1.6, 2.0: 1}
    for colour, (gain, shift) in zip((SERIES[1], SERIES[0], SERIES[2], SERIES[3]), offsets.items(), strict=True):
        norms = jacobian_norms(gain)
        axes.plot(steps, norms, color=colour)
        axes.text(51, norms[-1] * shift, f"gain {gain}", color=colour, va="center", fontsize=10)
    axes.plot(steps, 0.99**steps, color=INK, linestyle=":")
    axes.text(51, 0.35, "gates 0.99", color=INK, va="center", fontsize=10)
    axes.set(yscale="log", xlim=(0, 50), xlabel="steps k between the two states")
    axes.set_ylabel("norm of the product")
    axes.set_yticks([1e-8, 1e-6, 1e-4, 1e-2, 1, 1e2, 1e4], ["10⁻⁸", "10⁻⁶", "10⁻⁴", "0.01", "1", "100", "10⁴"])
    axes.set_ylim(2e-8, 1e5)
    axes.minorticks_off()
    return figure
