"""Pre-training on a source task, and three ways to carry its weights to a target task."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram


def draw():
    figure, axes = new_diagram(columns=10, rows=6.4)
    axes.text(1.6, 6.05, "source task", ha="center", va="center", color=INK, fontsize=10)
    axes.text(6.4, 6.05, "target task", ha="center", va="center", color=INK, fontsize=10)
    body = box(axes, (1.6, 2.1), "body", width=1.9, height=1.5, colour=SERIES[0], fill=SERIES[0], opacity=0.18)
    head = box(axes, (1.6, 4.3), "old head", width=1.9, height=0.8, colour=SERIES[0], fill=SERIES[0], opacity=0.18)
    arrow(axes, body.top, head.bottom)
    columns = (
        (4.3, "linear probe", MUTED, 0.0, "frozen"),
        (6.55, "fine-tuning", SERIES[1], 0.22, "trained on"),
        (8.8, "adapter", MUTED, 0.0, "frozen"),
    )
    for x, name, colour, opacity, state in columns:
        fill = colour if opacity else "none"
        part = box(axes, (x, 2.1), f"body,\n{state}", width=1.75, height=1.5, colour=colour, fill=fill, opacity=opacity)
        top = box(axes, (x, 4.3), "new head", width=1.75, height=0.8, colour=SERIES[1], fill=SERIES[1], opacity=0.22)
        arrow(axes, part.top, top.bottom)
        axes.text(x, 5.3, name, ha="center", va="center", color=INK, fontsize=10)
    box(axes, (8.8, 0.65), "+ B A, trained", width=1.75, height=0.6, colour=SERIES[1], fill=SERIES[1], opacity=0.22, size=9)
    arrow(axes, (8.8, 0.95), (8.8, 1.35))
    arrow(axes, (2.6, 2.1), (3.37, 2.1), text="copy")
    return figure
