# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Attention from scratch: scale, mask, order and cost
#
# **The claim under test.** The scores are divided by $\sqrt{d_k}$ because their variance grows with $d_k$; self-attention knows the
# order of its inputs; and [a Transformer beats a recurrent network](../questions/attention-and-transformers/transformers-versus-rnns.html)
# because it computes less.
#
# **The experiment.** One attention head in NumPy, on random inputs; nothing is trained. If the second part holds, shuffling the inputs
# changes what a position gets; if the third does, attention takes fewer operations than a recurrent layer.

# %%
import sys

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers and claims
from compute import open_claims
from draw import SERIES, heat, new_figure, picture

claims, rng = open_claims("attention-and-transformers"), np.random.default_rng(20211)


def softmax(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def weights_of(x, queries, keys, causal=False):
    """Row i: how position i weighs all positions; under the causal mask only those up to i."""
    scores = (x @ queries) @ (x @ keys).T / np.sqrt(keys.shape[1])
    return softmax(np.where(np.tri(len(x), dtype=bool) | (not causal), scores, -np.inf))


def attention(x, queries, keys, values, causal=False):
    return weights_of(x, queries, keys, causal) @ (x @ values)


# %% [markdown]
# ## The variance argument
#
# If the components of $q$ and $k$ are independent, with mean 0 and variance 1, then $q \cdot k$ is a sum of $d_k$ uncorrelated terms of
# variance 1 and has variance $d_k$. The Jacobian of a softmax's outputs by its scores is $\mathrm{diag}(p) - p p^\top$, whose trace is
# $1 - \sum_i p_i^2$, so that it is 0 where one weight is 1.
#
# Without independence the argument fails: where query and key are equal, $q \cdot q$ has the mean $d_k$, and the root does not tame it.

# %%
WIDTHS, KEYS, ROUNDS = 4 ** np.arange(1, 7), 64, 400
variance, slope = [], {"divided by the root of the width": [], "not divided": []}
for width in WIDTHS:
    q, k = rng.normal(size=(ROUNDS, 1, width)), rng.normal(size=(KEYS, width))
    scores = (q @ k.T)[:, 0]
    variance.append(scores.var())
    for values, scale in zip(slope.values(), (np.sqrt(width), 1), strict=True):
        values.append(np.mean(1 - np.sum(softmax(scores / scale) ** 2, axis=1)))
shared = np.mean(np.sum(q**2, axis=-1)) / width
print("variance over width:", np.round(variance / WIDTHS, 2), f"; a vector's product with itself over the width: {shared:.2f}")

figure, axes = new_figure(height=2.9)
for (name, values), colour, y in zip(slope.items(), SERIES, (0.85, 0.3), strict=False):
    axes.semilogx(WIDTHS, values, "o-", color=colour, base=4)
    axes.text(4096, y, name, color=colour, ha="right", va="top")
axes.set(xlabel="width of the keys", ylabel="trace of the softmax's Jacobian", ylim=(0, 1.02))
axes.set_xticks(WIDTHS, labels=[f"{width:,}" for width in WIDTHS])
picture(figure, "attention-scale", "The trace of the softmax's Jacobian against the keys' width, 4 to 4,096. Divided by the root of the "
        "width it stays near 0.96; not divided it falls from about 0.8 to almost 0.")  # fmt: skip

# %% [markdown]
# ## Mask and order

# %%
x, net, order = rng.normal(size=(8, 32)), rng.normal(0, 32**-0.5, (3, 32, 16)), rng.permutation(8)
plain, masked = attention(x, *net), attention(x, *net, causal=True)
later = x.copy()
later[5:] += rng.normal(size=(3, 32))
change = {
    "shuffled, no mask": abs(attention(x[order], *net) - plain[order]).max(),
    "shuffled, causal mask": abs(attention(x[order], *net, causal=True) - masked[order]).max(),
    "positions 1 to 5, later inputs changed, no mask": abs(attention(later, *net) - plain)[:5].max(),
    "positions 1 to 5, later inputs changed, causal mask": abs(attention(later, *net, causal=True) - masked)[:5].max(),
}
for name, size in change.items():
    print(f"{name:<52} {size:.1e}")
figure, axes = new_figure(2, 1, height=2.7)
for axis, causal, title in zip(axes, (False, True), ("no mask", "causal mask"), strict=True):
    heat(axis, weights_of(x, *net[:2], causal), low=0, high=1)
    axis.set(xlabel="position read", title=title)
axes[0].set(ylabel="reading position")
picture(figure, "attention-mask", "Two eight by eight matrices of weights. Without a mask all cells are filled; with the causal mask those "
        "above the diagonal are empty, and the first position gives itself all its weight.")  # fmt: skip

# %% [markdown]
# ## Cost against length
#
# Self-attention without a mask, its four projections included, and one plain recurrent layer, $h_t = \tanh(x_t W + h_{t-1} U)$, both of
# width 128, forward only. Counted are the multiply-adds of the matrix products, and the steps that must wait for one another.

# %%
WIDTH, LENGTHS = 128, (32, 128, 512, 2048)
work = {
    n: (2 * claims.attention_term(n, WIDTH) + 4 * claims.recurrent_term(n, WIDTH), 2 * claims.recurrent_term(n, WIDTH)) for n in LENGTHS
}
for n, (one, other) in work.items():
    print(f"{n:5} positions: attention {one / 1e6:7.1f} million, recurrent {other / 1e6:5.1f} million, {n:4} steps one after another")

# %% [markdown]
# ## What was seen
#
# - **Scale.** The variance of the scores is $d_k$ to within a fifth. Undivided, the Jacobian's trace falls below $0.1$ at width 4,096; divided
#   by $\sqrt{d_k}$ it stays between $0.94$ and $0.98$. A vector's product with itself is about $d_k$, so the condition matters.
# - **Order.** Without a mask shuffled inputs give the same outputs, shuffled: the layer is equivariant, and position encodings have to tell
#   the order. The causal mask breaks this, and hides later inputs completely.
# - **Cost.** Attention took more multiply-adds at every length, 2.25 times at 32 positions and 18 times at 2,048.
#   What it spares is waiting: its products treat all positions at once, where the recurrent layer has one step per position. Which of
#   the two takes less time depends on how many units the hardware can keep busy, and is not decided here.

# %%
scaled, raw = slope.values()
assert max(abs(np.array(variance) / WIDTHS - 1)) < 0.2 and abs(shared - 1) < 0.01  # 25,600 products, correlated by the shared keys
assert raw[-1] < 0.1 and min(scaled) > 0.94 and max(scaled) < 0.98
assert list(np.array(list(change.values())) > 1e-9) == [False, True, True, False]
assert [work[n][0] / work[n][1] for n in (32, 2048)] == [2.25, 18] and all(one > other for one, other in work.values())
print("all of it holds")
