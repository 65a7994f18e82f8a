"""The three ways a value enters a TensorFlow graph, constant, variable and placeholder or argument, and when each is set."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram

SOURCES = (
    (1.85, "constant", "set once,\nstored in the graph", MUTED),
    (5.4, "variable", "state, kept\nfrom call to call", SERIES[1]),
    (8.95, "argument", "given anew\nat every call", SERIES[0]),
)


def draw():
    figure, axes = new_diagram(columns=10.8, rows=7.4)
    for x, name, text, colour in SOURCES:
        box(axes, (x, 5.2), name, 2.6, 0.95, colour=colour, fill=colour, opacity=0.18)
        for number, line in enumerate(text.split("\n")):
            axes.annotate(
                line, (x, 6.55), (0, -12.5 * number), textcoords="offset points", ha="center", va="center", fontsize=10, color=INK
            )
    work = box(axes, (5.4, 3.1), "operations: matmul, add, ReLU, …", 9.7, 1.0)
    for x, _, _, colour in SOURCES:
        arrow(axes, (x if x != 5.4 else 5.1, 4.7), (x if x != 5.4 else 5.1, 3.62), colour=colour)
    arrow(axes, (5.7, 3.62), (5.7, 4.7), colour=SERIES[1], dashed=True)
    axes.text(5.9, 4.15, "assign", ha="left", va="center", fontsize=10, color=SERIES[1])
    arrow(axes, (5.4, work.bottom[1]), (5.4, 1.85))
    axes.text(5.4, 1.5, "result", ha="center", va="center", fontsize=10.5, color=INK)
    axes.text(5.4, 0.55, "TensorFlow 1: argument = placeholder, call = session.run", ha="center", va="center", fontsize=9.5, color=INK)
    return figure
