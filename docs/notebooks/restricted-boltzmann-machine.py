# %% [markdown]
# # Contrastive divergence against the exact likelihood
#
# **The claim under test.** It is in no list, but often heard: contrastive divergence (CD) trains a [restricted Boltzmann
# machine](../questions/generative-and-unsupervised/restricted-boltzmann-machine.html) towards higher likelihood, and a falling reconstruction error
# shows that it does.
#
# **The experiment.** Bars and stripes on 4 × 4 pixels: every row on or off, or every column, which makes 30 patterns. With 16 visible and 10 hidden
# units the likelihood and its gradient are exact sums. Four ways to get the negative phase start from the same weights, at the same constant rate:
# the exact one of a [Boltzmann machine](../questions/generative-and-unsupervised/boltzmann-machine.html), CD-1, CD-10, and persistent CD (PCD), whose
# 120 chains go on from update to update; CD-1 and PCD also with a rate that falls to zero. If the claim holds, likelihood rises while the error falls.

# %%
import sys

import numpy as np
from scipy.special import expit as sigmoid
from scipy.special import logsumexp

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers
from draw import HEAT, MUTED, SERIES, heat, new_figure, picture

HIDDEN, RATE, STEPS, EVERY, COPIES = 10, 0.3, 4000, 50, 4


def states(units):
    return (np.arange(2**units)[:, None] >> np.arange(units) & 1).astype(float)


rows = states(4)
DATA = np.unique(np.concatenate([np.repeat(rows, 4, axis=1), np.tile(rows, 4)]), axis=0)
BOUND = -np.log(len(DATA))  # no model can give the data a higher mean log-likelihood
figure, axes = new_figure(6, 1, height=1.1)
for axis, pattern in zip(axes, DATA[[1, 5, 9, 14, 20, 27]], strict=True):
    heat(axis, pattern.reshape(4, 4), low=0, high=1, cmap=HEAT)
picture(figure, "rbm-patterns", "Six of the thirty patterns of four by four pixels: each has only full rows or only full columns on.")

# %% [markdown]
# ## The exact likelihood and its gradient
#
# $Z$ is a sum over the $2^{10}$ hidden states; as a check, the probabilities of all $2^{16}$ visible states must sum to 1.


# %%
def score(v, w, b, c):
    """log p(v) + log Z, the hidden units summed out."""
    return v @ b + np.logaddexp(0, v @ w + c).sum(axis=1)


def log_likelihood(w, b, c):
    return np.mean(score(DATA, w, b, c)) - logsumexp(score(states(HIDDEN), w.T, c, b))


def statistics(v, w, c, weight):
    """The weighted means of v hᵀ, v and h, with h at its mean given v."""
    h = sigmoid(v @ w + c)
    return (v * weight[:, None]).T @ h, weight @ v, weight @ h


def exact_statistics(w, b, c):
    """The same under the model, from the hidden side."""
    scores = score(states(HIDDEN), w.T, c, b)
    products, hidden, visible = statistics(states(HIDDEN), w.T, b, np.exp(scores - logsumexp(scores)))
    return products.T, visible, hidden


# %% [markdown]
# ## Training


# %%
def gibbs(v, steps, w, b, c, rng):
    for _ in range(steps):
        h = rng.random((len(v), HIDDEN)) < sigmoid(v @ w + c)
        v = (rng.random(v.shape) < sigmoid(h @ w.T + b)).astype(float)
    return v


def train(way):
    """Log-likelihood and reconstruction error (cross-entropy, in nats) every EVERY steps, and the parameters."""
    rng, history = np.random.default_rng(20211), []
    w, b, c = rng.normal(0, 0.1, (16, HIDDEN)), np.zeros(16), np.zeros(HIDDEN)
    chains = np.tile(DATA, (COPIES, 1))
    even, evens = np.full(len(DATA), 1 / len(DATA)), np.full(len(chains), 1 / len(chains))
    for step in range(STEPS + 1):
        if step % EVERY == 0:
            z = sigmoid(DATA @ w + c) @ w.T + b
            history.append((log_likelihood(w, b, c), np.mean(np.sum(np.logaddexp(0, z) - DATA * z, axis=1))))
        if way != "exact":
            chains = gibbs(chains if "PCD" in way else np.tile(DATA, (COPIES, 1)), 10 if way == "CD-10" else 1, w, b, c, rng)
        negative = exact_statistics(w, b, c) if way == "exact" else statistics(chains, w, c, evens)
        rate = RATE * (1 - step / STEPS) if "falling" in way else RATE
        w, b, c = (p + rate * (x - y) for p, x, y in zip((w, b, c), statistics(DATA, w, c, even), negative, strict=True))
    return np.array(history), (w, b, c)


WAYS = ("exact", "CD-10", "CD-1", "PCD", "CD-1, falling rate", "PCD, falling rate")
runs = {way: train(way) for way in WAYS}
at = np.arange(0, STEPS + 1, EVERY)
for way, (history, _) in runs.items():
    best = history[:, 0].argmax()
    print(f"{way:<18} best {history[best, 0]:6.2f} at step {at[best]:4}, end {history[-1, 0]:6.2f}; reconstruction {history[-1, 1]:.2f}")

figure, axes = new_figure(1, 2, height=5.2, sharex=True)
for (way, (history, _)), number in zip(runs.items(), (0, 1, 2, 3, 2, 3), strict=True):
    look = {"color": SERIES[number], "linewidth": 1.5, "linestyle": ":" if "falling" in way else "-", "label": way}
    axes[0].plot(at, history[:, 0], **look)
    axes[1].semilogy(at, history[:, 1], **look)
axes[0].axhline(BOUND, color=MUTED, linewidth=0.8, linestyle=":")
axes[0].set(ylim=(-12, -1), ylabel="mean log-likelihood, nats")
axes[1].legend(ncols=2, loc="upper right")
axes[1].set(xlabel="updates", ylabel="reconstruction error, nats", yticks=[0.1, 1, 10], yticklabels=["0.1", "1", "10"])
picture(figure, "rbm-likelihood", "Above, log-likelihood over 4,000 updates under the dotted bound: exact and CD-10 rise close to it, CD-1 "
        "peaks early and sinks, PCD rises fast and then swings, less with a falling rate. Below, all reconstruction errors fall together.")  # fmt: skip

# %% [markdown]
# ## What was seen
#
# - **CD-1** reaches its best likelihood in the first half of training, more than one nat below the exact gradient's, then loses more than $0.2$ nats.
#   Its reconstruction error falls by more than half over the same updates, so it does not show what the likelihood does.
# - **CD-10**, at ten times the sampling, ends within $0.6$ nats of the exact gradient, which itself ends within $0.3$ of the bound $-\log 30$.
# - **PCD** first gets higher than CD-1 ever does. At the constant rate it then falls by more than one nat: at larger weights the chains mix slowly
#   while the weights go on changing.
# - **A rate that falls** to zero spares PCD most of that: it ends higher than CD-1 ever gets. CD-1 still ends more than one nat below the exact
#   gradient.
# - All end with reconstruction errors below $0.25$ nats per pattern, although CD-1 and PCD are at the constant rate more than one nat of likelihood
#   behind the exact gradient and CD-10.
# - **To try.** Which probability does each trained model give to the 30 patterns together, and which to the least likely? Where do the nats go?
# - So CD-1 raises the likelihood here at first, but does not maximise it. One data set and one number of hidden units; the gaps depend on both.

# %%
curve, error = ({way: history[:, i] for way, (history, _) in runs.items()} for i in (0, 1))
w, b, c = runs["CD-1"][1]
total = np.exp(logsumexp(score(states(16), w, b, c)) - logsumexp(score(states(HIDDEN), w.T, c, b)))
assert len(DATA) == 30 and abs(total - 1) < 1e-9 and all(v.max() < BOUND for v in curve.values())
nudge = np.eye(16, HIDDEN) * 1e-5  # where CD-1 ended the exact gradient is not zero: compare it with a central difference
slope = (log_likelihood(w + nudge, b, c) - log_likelihood(w - nudge, b, c)) / 2e-5
assert abs(slope - np.trace(statistics(DATA, w, c, np.full(30, 1 / 30))[0] - exact_statistics(w, b, c)[0])) < 1e-6
peak, top = curve["CD-1"].argmax(), curve["PCD"].argmax()  # the margins below leave room for other seeds, which were tried
assert at[peak] < STEPS / 2 and curve["CD-1"][peak] + 1 < curve["exact"].max() and curve["CD-1"][-1] < curve["CD-1"][peak] - 0.2
assert error["CD-1"][-1] < error["CD-1"][peak] / 2 and max(v[-1] for v in error.values()) < 0.25
assert max(curve[way][-1] for way in ("CD-1", "PCD")) < min(curve[way][-1] for way in ("exact", "CD-10")) - 1
assert curve["CD-10"][-1] > curve["exact"][-1] - 0.6 and curve["exact"][-1] > BOUND - 0.3
assert curve["PCD"][top] > curve["CD-1"][peak] and curve["PCD"][top:].min() < curve["PCD"][top] - 1
slow = {way: values for way, values in curve.items() if "falling" in way}
assert slow["PCD, falling rate"][-1] > max(curve["CD-1"][peak], curve["PCD"][-1] + 1)
assert slow["CD-1, falling rate"][-1] < curve["exact"][-1] - 1
print("all of it holds")
