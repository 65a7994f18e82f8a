"""The recipe of 2006: a stack of restricted Boltzmann machines, trained one by one, is unrolled into an autoencoder."""

from draw import INK, MUTED, SERIES, arrow, new_diagram

WIDTHS = (784, 1000, 500, 250, 30)


def _bar(axes, x, y, width, colour):
    half = 0.35 + width / 1000 * 1.15
    axes.plot((x - half, x + half), (y, y), color=colour, linewidth=7, solid_capstyle="round", zorder=3)
    return half


def draw():
    figure, axes = new_diagram(columns=10, rows=9.2)
    for level, width in enumerate(WIDTHS):
        y = 1.0 + level * 1.25
        colour = MUTED if level == 0 else SERIES[1] if level == 4 else SERIES[0]
        _bar(axes, 2.1, y, width, colour)
        axes.text(3.85, y, str(width), ha="left", va="center", color=INK, fontsize=10)
        if level:
            axes.text(2.1, y - 0.62, f"RBM {level}: W{'₁₂₃₄'[level - 1]}", ha="center", va="center", color=INK, fontsize=10)
    for level, width in enumerate(WIDTHS + WIDTHS[-2::-1]):
        y = 0.6 + level * 0.98
        colour = MUTED if level in (0, 8) else SERIES[1] if level == 4 else SERIES[0]
        _bar(axes, 7.9, y, width, colour)
        if level:
            number = level if level <= 4 else 9 - level
            text = f"W{'₁₂₃₄'[number - 1]}" + ("ᵀ" if level > 4 else "")
            axes.text(7.9, y - 0.5, text, ha="center", va="center", color=INK, fontsize=10)
    arrow(axes, (4.75, 3.9), (6.1, 3.9))
    axes.text(5.42, 4.3, "unroll", ha="center", va="center", color=INK, fontsize=10)
    axes.text(2.1, 7.4, "trained one by one,\nfrom below", ha="center", va="center", color=INK, fontsize=10)
    axes.text(2.1, 0.35, "input", ha="center", va="center", color=INK, fontsize=10)
    axes.text(7.9, 9.0, "reconstruction", ha="center", va="center", color=INK, fontsize=10)
    axes.text(7.9, 0.15, "input", ha="center", va="center", color=INK, fontsize=10)
    return figure
