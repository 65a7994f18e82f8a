"""The two networks of a GAN: what goes into each, and where the gradient of each loss goes."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram


def draw():
    figure, axes = new_diagram(columns=10.4, rows=5.6)
    noise = box(axes, (1.05, 1.6), "noise z", 1.7, 0.9)
    generator = box(axes, (3.75, 1.6), "generator\nG", 2.0, 1.3, SERIES[0])
    fake = box(axes, (6.45, 1.6), "sample\nG(z)", 1.8, 1.1)
    real = box(axes, (6.45, 4.2), "training\nexample x", 1.9, 1.1)
    judge = box(axes, (9.15, 2.9), "discrim-\ninator D", 1.9, 1.4, SERIES[1])
    arrow(axes, noise.right, generator.left)
    arrow(axes, generator.right, fake.left)
    arrow(axes, fake.right, (8.75, judge.bottom[1]), colour=MUTED)
    arrow(axes, real.right, (8.75, judge.top[1]), colour=MUTED)
    arrow(axes, judge.top, (9.15, 4.9))
    axes.text(9.15, 5.2, "P(real)", ha="center", va="center", color=INK, fontsize=10.5)
    arrow(axes, (9.55, judge.bottom[1]), (3.75, generator.bottom[1]), colour=SERIES[0], bend=-0.32, dashed=True)
    axes.text(0.2, 5.2, "D is trained on both kinds of input:", color=SERIES[1], fontsize=10, va="center")
    axes.text(0.2, 4.65, "real → 1, generated → 0", color=SERIES[1], fontsize=10, va="center")
    axes.text(0.2, 3.75, "G is trained through D alone:", color=SERIES[0], fontsize=10, va="center")
    axes.text(0.2, 3.2, "it never sees x", color=SERIES[0], fontsize=10, va="center")
    return figure
