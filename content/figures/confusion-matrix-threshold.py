"""Score distributions of two classes with a threshold between them, and the precision and recall that each threshold gives."""

from statistics import NormalDist

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

SHIFT = NormalDist().inv_cdf(0.9) + NormalDist().inv_cdf(0.8)
HEALTHY, SICK = NormalDist(), NormalDist(SHIFT)
THRESHOLD = NormalDist().inv_cdf(0.9)


def draw():
    figure, (top, bottom) = new_figure(nrows=2, height=4.5, sharex=True)
    score = np.linspace(-3, 5, 321)
    healthy = np.array([900 * HEALTHY.pdf(s) for s in score])
    sick = np.array([100 * SICK.pdf(s) for s in score])
    top.plot(score, healthy, color=SERIES[0])
    top.plot(score, sick, color=SERIES[1])
    top.fill_between(score, healthy, where=score >= THRESHOLD, color=SERIES[0], alpha=0.25, edgecolor="none")
    top.fill_between(score, sick, where=score <= THRESHOLD, color=SERIES[1], alpha=0.45, edgecolor="none")
    top.axvline(THRESHOLD, color=INK, linewidth=1.2, linestyle="--")
    top.text(-1.15, 270, "900 healthy", color=INK, ha="right", fontsize=10)
    top.text(3.0, 62, "100 sick", color=INK, ha="left", fontsize=10)
    top.text(1.45, 330, "called sick →", color=INK, ha="left", fontsize=10)
    line = {"arrowstyle": "-", "color": MUTED, "linewidth": 0.9}
    top.annotate("90 false positives", (1.6, 55), (2.2, 190), color=INK, fontsize=9.5, arrowprops=line)
    top.annotate("20 missed", (1.0, 8), (-0.75, 90), color=INK, fontsize=9.5, arrowprops=line)
    top.set(ylabel="patients per unit of score", ylim=(0, 385))
    precision = []
    recall = []
    for s in score:
        tp, fp = 100 * (1 - SICK.cdf(s)), 900 * (1 - HEALTHY.cdf(s))
        precision.append(tp / (tp + fp))
        recall.append(tp / 100)
    bottom.plot(score, recall, color=SERIES[1])
    bottom.plot(score, precision, color=SERIES[2], linestyle="-.")
    bottom.axvline(THRESHOLD, color=INK, linewidth=1.2, linestyle="--")
    bottom.plot([THRESHOLD, THRESHOLD], [0.8, 80 / 170], "o", color=INK, markersize=4)
    bottom.text(-0.2, 0.88, "recall", color=INK, fontsize=10, ha="right")
    bottom.text(-0.2, 0.2, "precision", color=INK, fontsize=10, ha="right")
    bottom.text(THRESHOLD + 0.15, 0.84, "0.80", color=INK, fontsize=9.5)
    bottom.text(THRESHOLD + 0.15, 0.36, "0.47", color=INK, fontsize=9.5)
    bottom.axhline(0.1, color=MUTED, linewidth=0.8)
    bottom.text(4.95, 0.13, "fraction sick: 0.1", color=INK, fontsize=9, ha="right")
    bottom.set(xlabel="score; patients above the threshold are called sick", ylim=(0, 1.05), xlim=(-3, 5))
    return figure
