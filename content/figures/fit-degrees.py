"""Polynomials of three degrees through twenty noisy points, and the expected errors by degree."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

POINTS, NOISE = 20, 0.3


def _expected_errors(x, degree):
    q = np.linalg.qr(np.vander(2 * x - 1, degree + 1))[0]
    truth = np.sin(2 * np.pi * x)
    bias = np.mean((q @ (q.T @ truth) - truth) ** 2)
    variance = NOISE**2 * (degree + 1) / POINTS
    return bias + NOISE**2 - variance, bias + NOISE**2 + variance


def draw():
    figure, (top, bottom) = new_figure(nrows=2, height=5.0)
    x = np.linspace(0, 1, POINTS)
    y = np.sin(2 * np.pi * x) + np.random.default_rng(3).normal(0, NOISE, POINTS)
    fine = np.linspace(0, 1, 400)
    for degree, colour, style in ((1, SERIES[1], "--"), (3, SERIES[0], "-"), (15, SERIES[2], "-.")):
        fit = np.polynomial.Polynomial.fit(x, y, degree)
        top.plot(fine, fit(fine), style, color=colour, label=f"degree {degree}", linewidth=1.7)
    top.plot(x, y, "o", color=INK, markersize=4)
    top.set(xlabel="input x", ylabel="target y", xlim=(-0.02, 1.02), ylim=(-2.1, 2.1))
    top.legend(loc="upper right", ncols=1)
    degrees = np.arange(0, POINTS)
    errors = np.array([_expected_errors(x, degree) for degree in degrees])
    bottom.plot(degrees, errors[:, 0], "-", color=SERIES[0])
    bottom.plot(degrees, errors[:, 1], "--", color=SERIES[1])
    bottom.axhline(NOISE**2, color=MUTED, linewidth=0.8)
    bottom.text(10.0, 0.185, "new targets", color=INK, fontsize=10)
    bottom.text(4.6, 0.015, "training targets", color=INK, fontsize=10)
    bottom.text(16.2, 0.1, "noise", color=INK, fontsize=10)
    bottom.text(2.3, 0.35, "← underfits", color=INK, fontsize=10)
    bottom.text(14.6, 0.35, "overfits →", color=INK, fontsize=10)
    bottom.set(xlabel="degree of the polynomial", ylabel="expected squared error", xlim=(0, 19), ylim=(0, 0.4))
    bottom.set_xticks([1, 3, 5, 10, 15, 19])
    return figure
