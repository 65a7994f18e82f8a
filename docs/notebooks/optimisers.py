# %% [markdown]
# # Which optimiser is faster, and at what
#
# **The claim under test.** Copied answers say that stochastic gradient descent is faster than batch gradient descent and that mini-batches improve convergence; it is also often
# heard that adaptive methods such as Adam take care of badly scaled curvature. Each holds under conditions that go unsaid.
#
# For the pages on [gradient descent](../questions/training/gradient-descent.html), its [variants](../questions/training/gradient-descent-variants.html) and
# [mini-batches](../questions/training/mini-batch-benefits.html). A landscape's axes may be turned against the parameters', along which RMSProp and Adam rescale.
# If the claims held without conditions, Adam would not notice how a valley lies, and small batches would need the fewest steps as well as the fewest gradients.

# %%
import sys

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's helpers
from compute import open_claims
from draw import SERIES, new_figure, picture


def descend(gradient, start, degrees, rule, rates, steps, momentum=0.0):
    """The points of one run for each rate or start, in the landscape's own axes: [step, run, axis]."""
    c, s, rates = np.cos(np.radians(degrees)), np.sin(np.radians(degrees)), np.reshape(rates, (-1, 1))
    turn = np.array([[c, -s], [s, c]])
    m, v, path = 0, 0, [start @ turn.T + 0 * rates]
    for t in range(1, steps + 1):
        g = gradient(path[-1] @ turn) @ turn.T
        m = 0.9 * m + 0.1 * g if rule == "Adam" else momentum * m + g  # plain descent: momentum 0
        v = 0.9 * v + 0.1 * g * g if rule == "RMSProp" else 0.999 * v + 0.001 * g * g
        step = {"RMSProp": g / (np.sqrt(v) + 1e-8), "Adam": m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)}.get(rule, m)
        path.append(path[-1] - rates * step)
    return np.array(path) @ turn


# %% [markdown]
# ## A narrow valley
#
# A quadratic with curvatures $1$ and $\kappa$, from a start equally far along both of its axes. Plain descent and momentum get the constants that are best in theory, computed from
# the curvatures; RMSProp (decay 0.9) and Adam (0.9 and 0.999) get, in hindsight, the best of 31 constant rates. Counted are the steps until the distance has shrunk a thousandfold
# and stays so up to step 4,000. In the table, $\kappa$ is 10, 100, 1,000.


# %%
def steps_in_valley(rule, kappa, degrees):
    root = np.sqrt(kappa)
    rates = {"plain": 2 / (1 + kappa), "momentum": 4 / (1 + root) ** 2}.get(rule, np.geomspace(1e-3, 1, 31))
    momentum = ((root - 1) / (root + 1)) ** 2 if rule == "momentum" else 0
    path = descend(lambda x: x * [1, kappa], [1, 1], degrees, rule, rates, 4000, momentum)
    far = np.linalg.norm(path, axis=-1) > np.sqrt(2) / 1000
    needed = len(far) - np.argmax(far[::-1], axis=0)  # the step after the last one outside
    return needed[needed < len(far)].min()


RULES, KAPPAS = ("plain", "momentum", "RMSProp", "Adam"), (10, 100, 1000)
CASES = [*((rule, 0) for rule in RULES), *((rule, 30) for rule in RULES[2:])]
valley = {case: [steps_in_valley(case[0], kappa, case[1]) for kappa in KAPPAS] for case in CASES}
figure, axes = new_figure(height=3)
for (rule, a), counts in valley.items():
    print(f"{rule:<8} turned by {a:2}°" + "".join(f"{n:6}" for n in counts))
    axes.loglog(KAPPAS, counts, "--o" if a else "-o", color=SERIES[RULES.index(rule)], label=rule + ", turned" * (a > 0))
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
axes.set(xlabel="κ, the ratio of the curvatures", ylabel="steps", xticks=KAPPAS, xticklabels=KAPPAS, yticks=KAPPAS, yticklabels=KAPPAS)
axes.minorticks_off()
picture(figure, "valley-steps", "Over κ: plain descent rises in proportion, momentum less; RMSProp and Adam are level, and rise if turned.")

# %% [markdown]
# ## A saddle
#
# On $f(u, w) = \tfrac12 u^2 - \tfrac12 w^2 + \tfrac14 w^4$ the runs start at $u = 1$, beside the ridge $w = 0$ or on it, and have escaped when $|w| > \tfrac12$. The
# rate is $0.1$, momentum $0.9$; for RMSProp and Adam the rate is $0.01$. These are not tuned. The columns are the distances $10^{-2}$, $10^{-4}$, $10^{-6}$, $10^{-8}$ from the ridge
# and, for axes not turned, $0$; a 0 in the table means not within 1,000 steps.

# %%
starts, saddle, rng = np.array([[1, 1e-2], [1, 1e-4], [1, 1e-6], [1, 1e-8], [1, 0]]), {}, np.random.default_rng(4)
slope = lambda x: x * [1, -1] + x**3 * [0, 1]
for rule, a in [*CASES, ("RMSProp", 45), ("Adam", 45)]:
    rate = 0.01 if rule in RULES[2:] else 0.1
    out = np.abs(descend(slope, starts[: 5 - (a > 0)], a, rule, rate, 1000, 0.9 * (rule == "momentum"))[:, :, 1]) > 0.5
    saddle[rule, a] = np.argmax(out, axis=0)
    print(f"{rule:<8} turned by {a:2}°", *saddle[rule, a])
noisy = descend(lambda x: slope(x) + rng.normal(0, 1e-3, 2), [1, 0], 0, "plain", 0.1, 1000)[:, 0, 1]
print("plain, from the ridge, with gradient noise of standard deviation 0.001:", escaped := np.argmax(np.abs(noisy) > 0.5))

# %% [markdown]
# ## Batches
#
# Linear regression on ten Gaussian inputs, whose variances, from $20$ to $1$, are the curvatures; noise of standard deviation $1.5$. Every step draws $B$ new examples;
# $B = \infty$ is the exact gradient. Counted are the steps until the mean excess cost of 64 runs is a thousandth of the first, at the best of 30 constant rates in hindsight.

# %%
CURVATURES, SIZES = np.geomspace(20, 1, 10), (1, 4, 16, 64, 256, 1024, np.inf)
np.seterr(all="ignore")  # rates that are too large overflow


def steps_to_target(batch):
    """The steps, and the weights' distances from the true ones at the end, averaged over the runs."""
    rng, rates, steps, cost = np.random.default_rng(1), np.geomspace(4e-4, 0.098, 30), 0, np.ones(1)
    away = np.ones((64, 10, 30))  # for every run and rate
    while not np.nanmin(cost) < 0.5e-3 * CURVATURES.sum():
        gradient = CURVATURES[:, None] * away
        if batch < np.inf:
            x = rng.normal(size=(64, batch, 10)) * np.sqrt(CURVATURES)
            gradient = x.transpose(0, 2, 1) @ (x @ away - 1.5 * rng.normal(size=(64, batch, 1))) / batch
        away = away - rates * gradient
        cost = 0.5 * np.mean(CURVATURES @ away**2, axis=0)
        steps += 1
    return steps, away[..., np.nanargmin(cost)].mean(axis=0)


steps, ends = zip(*[steps_to_target(batch) for batch in SIZES], strict=True)
steps = np.array(steps)
examples = steps[:-1] * SIZES[:-1]
updates = [open_claims("training").updates_per_epoch(4096, batch) for batch in SIZES[:-1]]
print("B", *SIZES, "\nsteps", *steps, "\nexamples", *examples.astype(int), "\nupdates per epoch of 4,096 examples", *updates)
scales = [CURVATURES.sum() * (CURVATURES @ e**2 + 1.5**2) / np.sum((CURVATURES * e) ** 2) + 1 for e in (np.ones(10), ends[-1])]
print(f"noise scale {scales[0]:.0f} examples at the start, {scales[1]:.0f} at the end; equal terms at B = {steps[0] / steps[-1]:.0f}")
figure, axes = new_figure(height=3)
axes.loglog(SIZES[:-1], steps[:-1], "-o", color=SERIES[0], label="steps to the target")
axes.loglog(SIZES[:-1], examples, "-o", color=SERIES[1], label="examples for it")
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
axes.set(xlabel="examples per step, B", xticks=SIZES[:-1], xticklabels=SIZES[:-1], yticks=[100, 10_000], yticklabels=[100, "10,000"])
axes.minorticks_off()
picture(figure, "batch-steps", "Logarithmic: as B grows the steps fall and level off near 20; the examples rise, slowly, then fast.")

# %% [markdown]
# ## What was seen
#
# - **Valley.** Ten times the ratio costs plain descent ten times the steps, momentum about 3.5 times. RMSProp and Adam do not notice it along the parameters' axes; turned by 30
#   degrees they do, and at 1,000 Adam with these constants needs several times momentum's steps. At 10 plain descent beats both. So none wins everywhere; momentum knew the curvatures.
# - **Saddle.** Each factor of ten nearer to the ridge costs plain descent 24 steps and momentum 8. For RMSProp and Adam the distance hardly matters at 0 and 30 degrees; at 45 it
#   does, since along the ridge both parameters then see equally large gradients and rescaling has no effect. On the ridge itself, axes not turned, none leaves it without noise.
# - **Batches.** A step costs $B$ gradients, an epoch 4,096 whatever $B$. Batches of 1, 4 and 16 need about equally many gradients, batches of 256 more than twice as many; the exact gradient needs the fewest steps.
#   Steps follow $S_\infty + E_1 / B$ ($S_\infty$: steps at $B = \infty$; $E_1$: examples at $B = 1$) within a fifth. Where the two terms are equal, $B$ lies between the
#   noise scale (total variance of the gradient over its squared norm) at the start, 7, and at the end, over 2,000: far apart, as it grows on the way.
# - **To try.** Shorten the memory of Adam's mean square, 0.999, to 0.99 and 0.95: what becomes of the steps in the turned valley, and of those along the axes?
# - **Not shown.** Seconds, which depend on the hardware; generalisation; networks, whose curvature changes under way.

# %%
grows = {case: counts[2] / counts[1] for case, counts in valley.items()}
nearer = {case: (counts[3] - counts[0]) / 6 for case, counts in saddle.items()}  # steps for each factor of ten
assert abs(grows["plain", 0] - 10) < 0.1 and abs(grows["momentum", 0] - 3.5) < 0.2 and min(grows["Adam", 30], grows["RMSProp", 30]) > 1.5
assert max(np.ptp(valley["Adam", 0]), np.ptp(valley["RMSProp", 0])) < 3  # only ε in the denominator knows κ
assert valley["Adam", 30][2] > 3 * valley["momentum", 0][2] and valley["plain", 0][0] < valley["Adam", 0][0] < valley["RMSProp", 0][0]
assert abs(nearer["plain", 0] - 24.2) < 0.5 and abs(nearer["momentum", 0] - 8.4) < 0.5
assert all(abs(nearer[rule, a]) < 1 for rule in RULES[2:] for a in (0, 30)) and min(nearer["RMSProp", 45], nearer["Adam", 45]) > 3
assert not any(saddle[rule, 0][4] for rule in RULES) and 0 < escaped < 300
assert max(examples[:3]) < 1.3 * min(examples) and examples[4] > 2 * min(examples) and steps[-1] == steps.min()
assert np.all(np.abs(steps / (steps[-1] + steps[0] / SIZES) - 1) < 0.2) and 6 < scales[0] < steps[0] / steps[-1] < 2000 < scales[1]
print("all of it holds")
