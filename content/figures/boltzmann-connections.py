"""The connections of a Boltzmann machine and of a restricted one, with four visible and three hidden units each."""

from draw import INK, MUTED, SERIES, new_diagram, node


def _places(centre):
    # On two bows, so that no connection runs through a third unit.
    visible = [(centre - 1.8, 1.9), (centre - 0.65, 1.45), (centre + 0.65, 1.45), (centre + 1.8, 1.9)]
    hidden = [(centre - 1.35, 4.3), (centre, 4.75), (centre + 1.35, 4.3)]
    return visible, hidden


def draw():
    figure, axes = new_diagram(columns=10.4, rows=6.1)
    for centre, restricted in ((2.6, False), (7.8, True)):
        visible, hidden = _places(centre)
        pairs = [(a, b) for a in visible for b in hidden]
        if not restricted:
            pairs += [(a, b) for group in (visible, hidden) for i, a in enumerate(group) for b in group[i + 1 :]]
        for a, b in pairs:
            axes.plot(*zip(a, b), color=MUTED, linewidth=0.9, zorder=1)
        for place in visible:
            node(axes, place, "v", colour=SERIES[0])
        for place in hidden:
            node(axes, place, "h", colour=SERIES[1])
        title = "restricted: only between v and h" if restricted else "Boltzmann machine: all pairs"
        axes.text(centre, 5.65, title, ha="center", va="center", color=INK, fontsize=10)
        axes.text(centre, 0.6, "12 weights" if restricted else "21 weights", ha="center", va="center", color=INK, fontsize=10)
    return figure
