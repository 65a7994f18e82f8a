# %% [markdown]
# # What dropout averages, and what it does to the errors
#
# **The claim under test.** By the lists, dropout is a form of averaging models, and a technique against overfitting whose rate has little effect if
# too low and makes the model under-learn if too high. The first holds exactly in some places only; in the second the errors must be named.
#
# It belongs to the page on [dropout](../questions/generalization/dropout.html). **The experiment** goes through *all* masks of ten units, so that the
# average is no estimate, and then trains small networks at six rates $p$ (the probability of dropping). If dropout averages models, the pass without
# it equals the mean over all masks, whatever stands behind the dropped units.

# %%
import sys

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's helpers
from compute import open_claims
from draw import MUTED, SERIES, new_figure, picture

KEPT, RATES = np.indices([2] * 10).reshape(10, -1).T, (0.1, 0.3, 0.5, 0.7, 0.9)  # 1,024 masks
CHANCE = {p: np.prod(np.where(KEPT == 1, 1 - p, p), axis=1) for p in RATES}  # of every mask

# %% [markdown]
# ## Inverted scaling
#
# One linear unit reads ten units $h$ with weights $w$. Its mean over all masks is compared with what it receives at test time, when nothing is
# dropped; its variance with that of the factor $\mu / (1 - p)$ times $\sum_j w_j^2 h_j^2$.

# %%
rng = np.random.default_rng(6)
h, w, scaling = rng.normal(size=10), rng.normal(size=10), {}
for p in RATES:
    plain, formula = KEPT @ (h * w), open_claims("generalization").mask_variance(p)
    variance, mean = CHANCE[p] @ (plain / (1 - p) - h @ w) ** 2 / np.sum((h * w) ** 2), CHANCE[p] @ plain / (h @ w)
    scaling[p] = mean / (1 - p), mean, variance, formula
    print("p = {}: training mean over test value: scaled {:.3f}, unscaled {:.3f}; variance {:.3f}, formula {:.3f}".format(p, *scaling[p]))

# %% [markdown]
# ## The mean over all masks
#
# Sixty random networks, $10 \to 64 \to 1$ or $10 \to 10 \to 1$, without biases and untrained. Dropped are either the ten inputs, before
# hidden units that are linear, tanh or ReLU, or ten ReLU hidden units, before a linear output. The gap is the distance between the mean over all
# masks and the pass without dropout, in standard deviations over the masks: root mean square over the networks.

# %%
relu = lambda z: np.maximum(z, 0)
PLACES = {"before ReLU": relu, "before tanh": np.tanh, "before linear units": lambda z: z, "after ReLU": None}
gaps, lifted = {name: np.zeros(len(RATES)) for name in PLACES}, []
for _ in range(60):
    x, first, last = rng.normal(size=10), rng.normal(0, np.sqrt(2 / 10), (10, 64)), rng.normal(0, np.sqrt(1 / 64), 64)
    for name, activation in PLACES.items():
        for number, p in enumerate(RATES):
            mask, used = KEPT / (1 - p), 64 if activation else 10
            whole = (activation or relu)(x @ first[:, :used])
            hidden = activation((mask * x) @ first) if activation else mask * whole
            outputs, mean = hidden @ last[:used], CHANCE[p] @ hidden @ last[:used]
            gaps[name][number] += (mean - whole @ last[:used]) ** 2 / (CHANCE[p] @ (outputs - mean) ** 2) / 60
            if name == "before ReLU":
                lifted.append(np.min(CHANCE[p] @ hidden - whole))
gaps = {name: np.sqrt(values) for name, values in gaps.items()}
figure, axes = new_figure(height=3)
for (name, values), look, colour in zip(gaps.items(), ("-o", "-o", "-o", "--"), SERIES, strict=False):
    print(f"{name:<20}" + "".join(f"{value:9.1e}" for value in values))
    axes.plot(RATES, values, look, color=colour, label=name)
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
axes.set(xlabel="probability of dropping, p", ylabel="gap, standard deviations", xticks=RATES)
picture(figure, "dropout-gap", "Zero before linear and after ReLU units; before tanh it rises from 0.2 to 0.9, before ReLU to below 0.4.")

# %% [markdown]
# ## Training against test
#
# Ten data sets of 80 examples, then of 400: $y = \tanh(2 w^\top x)$ plus noise of standard deviation $0.5$, five inputs. A network of 32 ReLU
# units, dropped before the linear output with a new mask for every example and step, takes 1,000 full-batch steps of Adam. The training error is read
# twice, with dropout on and off; the test error, on 400 new examples with noise, with dropout off. As a baseline an $L^2$ penalty takes dropout's
# place: half the sum of the squared weights, times a strength, is added to the mean squared error.


# %%
def errors(p, examples=80, penalty=0):
    """Mean squared errors over ten data sets: training with dropout on, training with it off, test."""
    rng = np.random.default_rng(3)
    x, new, w = rng.normal(size=(10, examples, 5)), rng.normal(size=(10, 400, 5)), rng.normal(size=(10, 5, 1)) / np.sqrt(5)
    y, target = (np.tanh(2 * inputs @ w) + 0.5 * rng.normal(size=(*inputs.shape[:2], 1)) for inputs in (x, new))
    shapes = (2 / 5, (10, 5, 32)), (0, (10, 1, 32)), (1 / 32, (10, 32, 1)), (0, (10, 1, 1))
    theta = [rng.normal(0, np.sqrt(variance), shape) for variance, shape in shapes]
    m, v = [0] * 4, [0] * 4

    def predict(inputs, p):
        h = relu(inputs @ theta[0] + theta[1])
        mask = (rng.random(h.shape) >= p) / (1 - p)
        return h, mask, (h * mask) @ theta[2] + theta[3]

    for t in range(1, 1001):
        h, mask, output = predict(x, p)
        e = 2 * (output - y) / examples
        back = e @ theta[2].transpose(0, 2, 1) * mask * (h > 0)
        sums = back.sum(1, keepdims=True), e.sum(1, keepdims=True)
        for i, g in enumerate((x.transpose(0, 2, 1) @ back, sums[0], (h * mask).transpose(0, 2, 1) @ e, sums[1])):
            g = g + penalty * theta[i] * (i in (0, 2))  # on weights, not on biases
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g * g
            theta[i] = theta[i] - 0.01 * m[i] / (1 - 0.9**t) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    on = np.mean([np.mean((predict(x, p)[2] - y) ** 2) for _ in range(20)])
    return on, np.mean((predict(x, 0)[2] - y) ** 2), np.mean((predict(new, 0)[2] - target) ** 2)


DROPPED = 0, 0.2, 0.5, 0.8, 0.9, 0.97
found, more = np.array([errors(p) for p in DROPPED]), [errors(p, 400)[2] for p in (0, 0.2, 0.8)]
penalised = [errors(0, penalty=strength)[2] for strength in (0.01, 0.03, 0.1, 0.3, 1)]  # as many strengths as rates above 0
figure, axes = new_figure(height=3)
for values, colour, name in zip(found.T, SERIES, ("training, dropout on", "training, dropout off", "test"), strict=False):
    print(f"{name:<22}" + "".join(f"{value:7.3f}" for value in values))
    axes.plot(range(6), values, "-o", color=colour, label=name)
print("test with 400 examples, at 0, 0.2 and 0.8:", np.round(more, 3))
print("test with 80 examples and a penalty instead, at 0.01, 0.03, 0.1, 0.3 and 1:", np.round(penalised, 3))
axes.axhline(0.25, color=MUTED, linewidth=0.8, linestyle=":", label="noise")
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
axes.set(xlabel="probability of dropping, p (not to scale)", ylabel="mean squared error", xticks=range(6), xticklabels=DROPPED)
ALT = "Test error, 80 examples: from 0.93 down to 0.43 at rate 0.8, then up. Both training errors rise from zero, with dropout on above it at 0.9."
picture(figure, "dropout-errors", ALT)

# %% [markdown]
# ## What was seen
#
# - **Scaling.** With inverted scaling the mean over the masks is the value at test time; unscaled, it is $1 - p$ times that. Only the mean is
#   matched: at test time nothing of the variance is left.
# - **Averaging.** The pass without dropout equals the mean of all sub-networks, to rounding, where only linear layers follow the dropped units, even
#   if these are ReLU units. Where non-linear units follow it does not; before tanh the gap comes near one standard deviation. Before ReLU it has a
#   sign: by Jensen's inequality no hidden unit's mean lies below its value in the single pass.
# - **Errors.** With 80 examples dropout halves the test error, noise included, best at 0.8; with 400, which overfit less, it takes off a quarter to a third
#   at 0.2 and less at 0.8. At 0.97 the network underfits. The training error with dropout off rises with every rate. At 0.9 the training error lies above
#   the test error as long as it is read with dropout on; with dropout off, as the test error is, it lies below.
# - **Baseline.** The $L^2$ penalty, at the best of as many strengths, left a lower test error than dropout at its best rate. That dropout helps does not
#   say that nothing simpler would.
# - **Not shown.** Deep networks that have been trained, whose gap may be smaller or larger, and large networks.
# - **To try.** Stop training early, when the error on 80 more examples is least: how much of dropout's gain is left?

# %%
assert all(max(abs(s[0] - 1), abs(s[1] - (1 - p)), abs(s[2] - s[3])) < 1e-9 for p, s in scaling.items()) and min(lifted) > -1e-9  # rounding
assert max(gaps["before linear units"].max(), gaps["after ReLU"].max()) < 1e-9
assert min(gaps["before ReLU"]) > 0.1 and max(gaps["before ReLU"]) < 0.45 and 0.7 < max(gaps["before tanh"]) < 1.2
on, off, test = found.T
assert np.argmin(test) == 3 and test[3] < test[0] / 2 and test[5] > 1.5 * test[3]
assert min(penalised) < 0.95 * min(test) and 0 < np.argmin(penalised) < 4  # not at the end of the range
assert np.all(np.diff(off) > 0) and off[5] > 0.5 and on[4] > test[4] > off[4]
assert 0.6 < more[1] / more[0] < 0.8 and more[1] < more[2] < more[0] < test[0] - off[0]
print("all of it holds")
