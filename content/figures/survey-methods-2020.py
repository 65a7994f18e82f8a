"""Shares of respondents to Kaggle's survey of 2020 who used each method regularly (several answers allowed)."""

from draw import INK, SERIES, new_figure

METHODS = (
    ("linear or logistic regression", 59, False),
    ("decision trees, random forests", 49, False),
    ("convolutional networks", 33, True),
    ("gradient boosting", 29, False),
    ("Bayesian methods", 20, False),
    ("recurrent networks", 19, True),
    ("dense networks", 19, True),
    ("transformers", 7, True),
)


def draw():
    figure, axes = new_figure(height=3.3)
    for row, (_, share, deep) in enumerate(METHODS):
        axes.barh(row, share, height=0.66, color=SERIES[0] if deep else SERIES[5], alpha=0.75 if deep else 0.35, linewidth=0)
        axes.text(share + 1, row, f"{share} %", va="center", ha="left", color=INK, fontsize=10)
    axes.set_yticks(range(len(METHODS)), labels=[name for name, _, _ in METHODS])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(METHODS) - 0.5, -0.5), xlim=(0, 70), xticks=[])
    axes.spines["bottom"].set_visible(False)
    return figure
