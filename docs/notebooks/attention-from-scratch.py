# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Attention from scratch: scale, mask, order and cost
#
# **The claim under test.** Copied answers say that the transformer arose because recurrence used much processing power: by that,
# [a transformer beats a recurrent network](../questions/attention-and-transformers/transformers-versus-rnns.html) because it computes
# less. Two more are often heard: that the scores are divided by $\sqrt{d_k}$ because their variance grows with $d_k$, and that
# self-attention by itself knows the order of its inputs.
#
# **The experiment.** One attention head in NumPy, on random inputs; nothing is trained. If attention knows the order, shuffling the inputs
# changes more than the order of the outputs; if it computes less, it takes fewer multiply-adds than a recurrent layer at every length.

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
# $1 - \sum_i p_i^2$. The matrix is positive semidefinite, so where one weight is 1 the trace is 0, and with it every derivative.
#
# Without independence the argument fails: where query and key are equal, $q \cdot q$ has the mean $d_k$, still $\sqrt{d_k}$ after the division.

# %%
WIDTHS, KEYS, ROUNDS = 4 ** np.arange(1, 7), 64, 400
variance, slope = [], {"divided by the root of the width": [], "not divided": []}
for width in WIDTHS:
    q = rng.normal(size=(ROUNDS, width))
    scores = np.array([rng.normal(size=(KEYS, width)) @ query for query in q])  # new keys for every query
    variance.append(scores.var())
    for values, scale in zip(slope.values(), (np.sqrt(width), 1), strict=True):
        values.append(np.mean(1 - np.sum(softmax(scores / scale) ** 2, axis=1)))
shared = np.mean(np.sum(q**2, axis=-1)) / width
print("variance over width:", np.round(variance / WIDTHS, 2), f"; a vector's product with itself over the width: {shared:.2f}")

figure, axes = new_figure(height=2.9)
for (name, values), colour, y in zip(slope.items(), SERIES, (0.85, 0.3), strict=False):
    axes.semilogx(WIDTHS, values, "o-", color=colour, base=4)
    axes.text(4096, y, name, color=colour, ha="right", va="top")
axes.set(xlabel="width of the keys, dₖ", ylabel="trace of the softmax's Jacobian", ylim=(0, 1.02))
axes.set_xticks(WIDTHS, labels=[f"{width:,}" for width in WIDTHS])
picture(figure, "attention-scale", "The trace of the softmax's Jacobian against the keys' width, 4 to 4,096. Divided by the root of the "
        "width it stays near 0.96; not divided it falls from about 0.8 to almost 0.")  # fmt: skip

# %% [markdown]
# ## Mask and order
#
# `places` stands for position encodings: eight random vectors, one for each position. The cache holds what generating a text keeps of the
# past: keys and values, to which every position adds its own.

# %%
x, net, order = rng.normal(size=(8, 32)), rng.normal(0, 32**-0.5, (3, 32, 16)), rng.permutation(8)
plain, masked = attention(x, *net), attention(x, *net, causal=True)
later = x.copy()
later[5:] += rng.normal(size=(3, 32))
places, rows, cache = rng.normal(size=(8, 32)), [], np.empty((2, 0, 16))  # keys and values
for token in x:
    cache = np.concatenate([cache, (token @ net[1:])[:, None]], axis=1)
    rows.append(softmax(cache[0] @ (token @ net[0]) / np.sqrt(16)) @ cache[1])
change = {
    "shuffled, no mask": abs(attention(x[order], *net) - plain[order]).max(),
    "shuffled, no mask, positions added": abs(attention(x[order] + places, *net) - attention(x + places, *net)[order]).max(),
    "shuffled, causal mask": abs(attention(x[order], *net, causal=True) - masked[order]).max(),
    "positions 1 to 5, later inputs changed, no mask": abs(attention(later, *net) - plain)[:5].max(),
    "positions 1 to 5, later inputs changed, causal mask": abs(attention(later, *net, causal=True) - masked)[:5].max(),
    "one position after another, from the cache": abs(rows - masked).max(),
}
for name, size in change.items():
    print(f"{name:<52} {size:.1e}")
figure, axes = new_figure(2, 1, height=2.7)
for axis, causal, title in zip(axes, (False, True), ("no mask", "causal mask"), strict=True):
    heat(axis, weights_of(x, *net[:2], causal), low=0, high=1)
    axis.set(xlabel="position read, 1 to 8", title=title)
axes[0].set(ylabel="reading position, 8 to 1")
picture(figure, "attention-mask", "Two eight by eight matrices of weights. Without a mask all cells are filled; with the causal mask those "
        "above the diagonal are empty, and the first position gives itself all its weight.")  # fmt: skip

# %% [markdown]
# ## Cost against length
#
# Four layers of width 128, forward only: self-attention without a mask, its four projections included; a plain recurrent layer,
# $h_t = \tanh(x_t W + h_{t-1} U)$; an LSTM, which has four times its weights; and the whole transformer block with the feed-forward part
# that comes with attention. Counted are the multiply-adds of the matrix products.

# %%
WIDTH, LENGTHS = 128, (32, 128, 512, 2048)
work = {}  # multiply-adds of attention, plain recurrence, LSTM and block
for n in LENGTHS:
    attention_part, product = 2 * claims.attention_term(n, WIDTH), claims.recurrent_term(n, WIDTH)
    work[n] = attention_part + 4 * product, 2 * product, 8 * product, claims.block_to_lstm_ratio(n, WIDTH) * 8 * product
    print("{:5} positions, millions: attention {:7.1f}, plain {:5.1f}, LSTM {:6.1f}, block {:7.1f}".format(n, *(w / 1e6 for w in work[n])))

# %% [markdown]
# ## What was seen
#
# - **Scale.** The variance of the scores is $d_k$ to within a tenth. Undivided, the Jacobian's trace is below $0.1$ at width 4,096; divided
#   by $\sqrt{d_k}$ it stays between $0.94$ and $0.98$. A vector's product with itself is about $d_k$, so the condition matters.
# - **Order.** Without a mask shuffled inputs give the same outputs, shuffled: the layer is equivariant, and it cannot know the order unless
#   position encodings tell it. The causal mask breaks this, and hides later inputs completely.
# - **Cache.** So one position after another, from kept keys and values, gives the same outputs: what generating relies on.
# - **Cost.** It depends on what is compared. Attention takes more multiply-adds than a plain recurrent layer at every length, 2.25 times at
#   32 positions and 18 times at 2,048; beside an LSTM it takes fewer below 256 positions, twice the width, and more beyond. The whole
#   block takes more than the LSTM at every length. So computing less is not what a transformer is better by.
# - **Waiting** is what it spares: its products treat all positions at once, where a recurrent layer has as many steps in a row as
#   positions. Which takes less time depends on how many units the hardware can keep busy, and is not decided here.
# - **To try.** Where a causal mask spares half of the scores and weighted sums, show that the LSTM draws level at about 512 positions, not 256.

# %%
scaled, raw = slope.values()
assert max(abs(np.array(variance) / WIDTHS - 1)) < 0.1 and abs(shared - 1) < 0.01  # 400 queries scatter by 4 % at width 4
assert raw[-1] < 0.1 and min(scaled) > 0.94 and max(scaled) < 0.98
assert list(np.array(list(change.values())) > 1e-9) == [False, True, True, True, False, False]
assert [work[n][0] / work[n][1] for n in (32, 2048)] == [2.25, 18] and all(one > plain for one, plain, _, _ in work.values())
assert [one < lstm for one, _, lstm, _ in work.values()] == [True, True, False, False] and all(w[3] > w[2] for w in work.values())
assert 2 * claims.attention_term(256, WIDTH) + 4 * claims.recurrent_term(256, WIDTH) == 8 * claims.recurrent_term(256, WIDTH)
print("all of it holds")
