"""A two-class confusion matrix with the metrics that its rows and its columns give."""

from draw import INK, MUTED, SERIES, new_diagram

CELLS = {
    (0, 0): ("80", "true positives (TP)", SERIES[0], 0.30),
    (1, 0): ("20", "false negatives (FN)", SERIES[1], 0.18),
    (0, 1): ("90", "false positives (FP)", SERIES[1], 0.18),
    (1, 1): ("810", "true negatives (TN)", SERIES[0], 0.30),
}
LEFT, TOP, WIDE, HIGH = 2.55, 5.2, 2.85, 1.5


def draw():
    figure, axes = new_diagram(columns=11.2, rows=6.9)
    for (column, row), (count, name, colour, opacity) in CELLS.items():
        x, y = LEFT + column * WIDE, TOP - row * HIGH
        axes.fill([x, x + WIDE, x + WIDE, x], [y, y, y - HIGH, y - HIGH], facecolor=colour, alpha=opacity, edgecolor="none")
        axes.plot([x, x + WIDE, x + WIDE, x, x], [y, y, y - HIGH, y - HIGH, y], color=MUTED, linewidth=1.0)
        write(axes, x + WIDE / 2, y - 0.58, count, size=14, weight="bold")
        write(axes, x + WIDE / 2, y - 1.08, name, size=9)
    write(axes, LEFT + WIDE, 6.5, "predicted class", weight="bold")
    write(axes, LEFT + WIDE / 2, 5.7, "sick")
    write(axes, LEFT + 1.5 * WIDE, 5.7, "healthy")
    write(axes, 0.12, TOP - HIGH, "true\nclass", weight="bold", ha="left")
    write(axes, LEFT - 0.2, TOP - 0.5 * HIGH, "sick\n100", ha="right")
    write(axes, LEFT - 0.2, TOP - 1.5 * HIGH, "healthy\n900", ha="right")
    right = LEFT + 2 * WIDE + 0.2
    write(axes, right, TOP - 0.5 * HIGH, "recall\n80/100 = 0.80", size=9.5, ha="left")
    write(axes, right, TOP - 1.5 * HIGH, "specificity\n810/900 = 0.90", size=9.5, ha="left")
    below = TOP - 2 * HIGH - 0.6
    write(axes, LEFT + WIDE / 2, below, "precision\n80/170 = 0.47", size=9.5)
    write(axes, LEFT + 1.5 * WIDE, below, "negative predictive\nvalue 810/830 = 0.98", size=9.5)
    write(axes, 0.12, 0.45, "Along a row: given the true class.  Down a column: given the prediction.", size=9.5, ha="left")
    return figure


def write(axes, x, y, text, size=10, ha="center", weight="normal"):
    lines = text.split("\n")
    for number, line in enumerate(lines):
        shift = ((len(lines) - 1) / 2 - number) * size * 1.3
        axes.annotate(line, (x, y), (0, shift), textcoords="offset points", ha=ha, va="center", fontsize=size, color=INK, weight=weight)
