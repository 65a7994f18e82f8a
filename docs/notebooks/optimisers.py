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
# # Which optimiser is faster, and at what
#
# **The claim under test.** Stochastic gradient descent is said to be faster than batch gradient descent, mini-batches to improve
# convergence, and adaptive methods such as Adam to take care of badly scaled curvature. Each holds under conditions that go unsaid.
#
# It belongs to the pages on [gradient descent](../questions/training/gradient-descent.html), its
# [three variants](../questions/training/gradient-descent-variants.html) and
# [mini-batches](../questions/training/mini-batch-benefits.html). **The experiment** has three parts: a valley, a saddle and a
# regression. A landscape's own axes may be turned against those of the parameters, along which RMSProp and Adam rescale.

# %%
import sys

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's helpers
from compute import open_claims
from draw import SERIES, new_figure, picture


def descend(gradient, start, degrees, rule, rates, steps, momentum=0.0):
    """The points of one run for each rate, in the landscape's own axes: [step, run, axis]."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn, rates = np.array([[c, -s], [s, c]]), np.reshape(rates, (-1, 1))
    theta = start @ turn.T + 0 * rates
    m, v, path = 0, 0, [theta]
    for t in range(1, steps + 1):
        g = gradient(theta @ turn) @ turn.T
        m = 0.9 * m + 0.1 * g if rule == "Adam" else momentum * m + g  # plain descent: momentum 0
        decay = {"RMSProp": 0.9, "Adam": 0.999}.get(rule, 0)
        v = decay * v + (1 - decay) * g * g
        step = {"RMSProp": g / (np.sqrt(v) + 1e-8), "Adam": m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)}.get(rule, m)
        theta = theta - rates * step
        path.append(theta)
    return np.array(path) @ turn


# %% [markdown]
# ## A narrow valley
#
# A quadratic with curvatures $1$ and $\kappa$, from a start equally far along both of its axes. Plain descent and momentum get the
# constants that are best in theory, computed from the curvatures; RMSProp and Adam get, in hindsight, the best of 41 rates. Counted are
# the steps until the distance has shrunk a thousandfold and stays so up to step 5,000. In the table, $\kappa$ is 10, 100, 1,000.


# %%
def steps_in_valley(rule, kappa, degrees):
    root = np.sqrt(kappa)
    rates = {"plain": 2 / (1 + kappa), "momentum": 4 / (1 + root) ** 2}.get(rule, np.geomspace(1e-3, 1, 41))
    momentum = ((root - 1) / (root + 1)) ** 2 if rule == "momentum" else 0
    path = descend(lambda x: x * [1, kappa], [1, 1], degrees, rule, rates, 5000, momentum)
    far = np.linalg.norm(path, axis=-1) > np.sqrt(2) / 1000
    needed = len(far) - np.argmax(far[::-1], axis=0)  # the step after the last one outside
    return needed[needed < len(far)].min()


RULES, KAPPAS = ("plain", "momentum", "RMSProp", "Adam"), (10, 100, 1000)
valley = {(rule, a): [steps_in_valley(rule, kappa, a) for kappa in KAPPAS] for rule in RULES for a in (0, 30)}
figure, axes = new_figure(height=3)
for (rule, a), counts in valley.items():
    print(f"{rule:<8} turned by {a:2}°" + "".join(f"{n:6}" for n in counts))
    if a == 0 or rule in ("RMSProp", "Adam"):
        axes.loglog(KAPPAS, counts, "-o" if a == 0 else "--o", color=SERIES[RULES.index(rule)], label=rule + ", turned" * (a > 0))
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
axes.set(xlabel="ratio of the curvatures, κ", ylabel="steps")
axes.set_xticks(KAPPAS, labels=["10", "100", "1,000"], minor=False)
axes.set_yticks(KAPPAS, labels=["10", "100", "1,000"])
axes.minorticks_off()
ALT = """Steps over the ratio of curvatures, both logarithmic. Plain descent rises in proportion, momentum more slowly. RMSProp and Adam
are level where the valley lies along the parameters' axes and rise where it is turned by 30 degrees."""
picture(figure, "valley-steps", ALT)

# %% [markdown]
# ## A saddle
#
# On $f(u, w) = \tfrac12 u^2 - \tfrac12 w^2 + \tfrac14 w^4$ the runs start at $u = 1$, beside the ridge $w = 0$ or on it, and have escaped when
# $|w| > \tfrac12$. The rate is $0.1$, momentum $0.9$; for RMSProp and Adam the rate is $0.01$. These are not tuned.

# %%
OFFSETS, saddle, rng = (1e-2, 1e-4, 1e-6, 1e-8), {}, np.random.default_rng(4)
for rule, a in [("plain", 0), ("momentum", 0), ("RMSProp", 0), ("Adam", 0), ("RMSProp", 30), ("Adam", 30), ("RMSProp", 45), ("Adam", 45)]:
    setting = a, rule, 0.1 if rule in ("plain", "momentum") else 0.01, 1000, 0.9 * (rule == "momentum")
    paths = [descend(lambda x: x * [1, -1] + x**3 * [0, 1], [1, offset], *setting) for offset in OFFSETS]
    saddle[rule, a] = [int(np.argmax(np.abs(path[:, 0, 1]) > 0.5)) for path in paths]
    print(f"{rule:<8} turned by {a:2}°, from 1e-2, 1e-4, 1e-6, 1e-8:", *saddle[rule, a])
ridge = [descend(lambda x: x * [1, -1] + x**3 * [0, 1], [1, 0], 0, rule, 0.01, 1000, 0.9)[-1, 0, 1] for rule in RULES]
noisy = descend(lambda x: x * [1, -1] + x**3 * [0, 1] + rng.normal(0, 1e-3, 2), [1, 0], 0, "plain", 0.1, 1000)[:, 0, 1]
print(f"from the ridge: {max(ridge)} after 1,000 steps; with gradient noise of 0.001 out after {np.argmax(np.abs(noisy) > 0.5)}")

# %% [markdown]
# ## Batches
#
# Linear regression on ten Gaussian inputs, whose variances, from $20$ to $1$, are the curvatures; noise of standard deviation $1.5$.
# Every step draws $B$ new examples. Counted are the steps until the mean excess cost of 24 runs is a thousandth of the first, at the best of
# 40 constant rates in hindsight; updates per epoch are for a training set of 4,096.

# %%
CURVATURES, NOISE, SIZES = np.geomspace(20, 1, 10), 1.5, (1, 4, 16, 64, 256, 1024, 4096)


def steps_to_target(batch, runs=24):
    rng, rates, steps, cost = np.random.default_rng(1), np.geomspace(4e-4, 0.098, 40), 0, np.ones(1)
    away = np.ones((runs, 10, 40))  # weights minus the true ones, for every run and rate
    while not np.nanmin(cost) < 0.5e-3 * CURVATURES.sum():
        x = rng.normal(size=(runs, batch, 10)) * np.sqrt(CURVATURES)
        with np.errstate(all="ignore"):  # rates that are too large overflow
            away = away - rates * (x.transpose(0, 2, 1) @ (x @ away - NOISE * rng.normal(size=(runs, batch, 1)))) / batch
            cost = 0.5 * np.mean(CURVATURES @ away**2, axis=0)
        steps += 1
    return steps, away[..., np.nanargmin(cost)].mean(axis=0)


def noise_scale(away):
    """tr Σ / |g|² for Gaussian inputs."""
    return CURVATURES.sum() * (CURVATURES @ away**2 + NOISE**2) / np.sum((CURVATURES * away) ** 2) + 1


found = {batch: steps_to_target(batch) for batch in SIZES}
for batch, (steps, _) in found.items():
    print(f"B = {batch:4} {steps:6} steps {batch * steps:6} examples {open_claims('training').updates_per_epoch(4096, batch):5} updates per epoch")
scales = noise_scale(np.ones(10)), noise_scale(found[4096][1])
print(scales, "noise scale")
