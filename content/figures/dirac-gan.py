"""Paths of generator and discriminator parameters in the Dirac-GAN, without and with an R1 penalty."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def path(gamma, steps=600, rate=0.1):
    theta, psi, points = 1.0, 0.0, [(1.0, 0.0)]
    for _ in range(steps):
        fake = 1 / (1 + np.exp(-psi * theta))
        theta, psi = theta + rate * psi * fake, psi - rate * (theta * fake + gamma * psi)
        points.append((theta, psi))
    return np.array(points).T


def draw():
    figure, panels = new_figure(ncols=2, height=2.9, sharey=True)
    for axes, gamma, colour, text in zip(panels, (0, 0.3), SERIES, ("no penalty", "R1, γ = 0.3"), strict=False):
        theta, psi = path(gamma)
        axes.axhline(0, color=MUTED, linewidth=0.8)
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.plot(theta, psi, color=colour, linewidth=1.4)
        axes.plot(1, 0, "o", color=colour)
        axes.plot(0, 0, "+", color=INK, markersize=9, markeredgewidth=1.6)
        axes.text(-2.0, 2.0, text, color=INK, fontsize=10, va="top")
        axes.set(xlim=(-2.15, 2.15), ylim=(-2.15, 2.15), aspect="equal", xticks=(-2, -1, 0, 1, 2), yticks=(-2, -1, 0, 1, 2))
        axes.set_xlabel("generator θ")
    panels[0].set_ylabel("discriminator ψ")
    return figure
