# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Capacity: two descents, and the variance between them
#
# **The claim under test.** The lists tie overfitting to high variance and low bias; textbooks draw from that a U of the test error over
# capacity, since bias falls and variance grows. The pages: [overfitting and
# underfitting](../questions/generalization/overfitting-and-underfitting.html) and [model capacity](../questions/generalization/model-capacity.html).
#
# **The experiment.** The truth $f$ is known here, so models $\hat f$ can be fitted to many training sets. At a fixed $x$, with means
# over training sets and over a new target $y$ with noise of variance $\sigma^2$, both sides of this sum are measured:
#
# $$
# \mathbb{E}\bigl[(y - \hat f(x))^2\bigr] = \bigl(\mathbb{E}[\hat f(x)] - f(x)\bigr)^2 + \operatorname{Var}[\hat f(x)] + \sigma^2 .
# $$

# %%
import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # for many small matrices threads cost more than they save
import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's helpers
from compute import open_claims
from draw import new_figure, picture

page, rng = open_claims("generalization"), np.random.default_rng(20217)  # what the pages quote; chance


def decompose(predictions, truth, noise):
    """Bias², variance and the error on new targets, each a mean over the inputs; one row of predictions per training set."""
    variance = predictions.var(axis=0, ddof=1)
    bias = (predictions.mean(axis=0) - truth) ** 2 - variance / len(predictions)  # less what chance adds to the square
    error = (truth + noise * rng.standard_normal(predictions.shape) - predictions) ** 2
    return bias.mean(), variance.mean(), error.mean()


# %% [markdown]
# ## Polynomials with fewer parameters than examples
#
# 20 points of $\sin 2\pi x$ on $[0, 1]$, 4,000 training sets that differ in their noise only, new targets at the same inputs.

# %%
x = np.linspace(0, 1, 20)
targets = np.sin(2 * np.pi * x) + 0.3 * rng.standard_normal((4000, 20))
polynomials = {}
for degree in range(1, 16):
    powers = np.polynomial.legendre.legvander(2 * x - 1, degree)  # the same polynomials in a well-conditioned basis
    polynomials[degree] = decompose(targets @ (powers @ np.linalg.pinv(powers)).T, np.sin(2 * np.pi * x), 0.3)
for degree in (1, 3, 15):
    print(f"degree {degree:2}: bias² {{:.3f}}, variance {{:.3f}}, error on new targets {{:.3f}}".format(*polynomials[degree]))

# %% [markdown]
# ## Random features, up to ten times as many as examples
#
# Up to here a U, with small steps in it, but no model had as many parameters as examples. The page's experiment on double descent: 40 examples with 8
# Gaussian inputs, a linear truth of variance $1$, noise of variance $0.25$, least squares on random ReLU features, with the least
# norm where there is a choice. All is drawn anew for each of 200 fits, only the 200 test inputs stay. Near 40 features single
# fits dominate any mean (for independent Gaussian features it is infinite there), so a gap is left.

# %%
LINEAR, TEST = np.ones(8) / np.sqrt(8), rng.standard_normal((200, 8))


def fit_features(features, examples=40, noise=0.5):
    """Predictions at the test inputs, one row for each of 200 fits, their median error without noise, and the largest training error."""
    inputs, projection = rng.standard_normal((200, examples, 8)), rng.standard_normal((200, 8, features)) / np.sqrt(8)
    y = (inputs @ LINEAR + noise * rng.standard_normal((200, examples)))[..., None]
    f, g = np.maximum(inputs @ projection, 0), np.maximum(TEST @ projection, 0)
    c = np.linalg.pinv(f, rcond=1e-10) @ y
    predictions = (g @ c)[..., 0]
    return predictions, np.median(np.mean((predictions - TEST @ LINEAR) ** 2, axis=1)), np.mean((f @ c - y) ** 2, axis=(1, 2)).max()


counts = np.array([2, 4, 8, 12, 16, 20, 25, 30, 34, 46, 50, 60, 80, 120, 200, 400])
runs = [fit_features(p) for p in counts]
bias, variance, error = np.transpose([decompose(predictions, TEST @ LINEAR, 0.5) for predictions, _, _ in runs])
for i in (0, 4, 8, 9, 15):
    print(f"{counts[i]:3} features: {bias[i]:.3f} + {variance[i]:.3f} + 0.25, measured {error[i]:.3f}")

figure, axes = new_figure()
for values, look, label in (bias, "-", "bias²"), (variance, "-", "variance"), (error, "o", "error on new targets"):
    axes.semilogx(np.insert(counts, 9, 40), np.insert(values, 9, np.nan), look, label=label)
axes.set(xlabel="random features, for 40 examples", ylabel="squared error", xticks=(ticks := [2, 5, 20, 40, 100, 400]), xticklabels=ticks)
axes.legend(loc="upper left")
picture(
    figure,
    "capacity-decomposition",
    "Over 2 to 400 features the squared bias falls to nothing by 25 and stays there; variance and error on new targets rise steeply "
    "towards 40 features, as many as examples, and fall again on the other side.",
)

# %% [markdown]
# ## Where the peak is
#
# Were size itself at fault, the peak would not move with the number of examples. Shown is the median error over the fits, noise not
# counted. Controls: labels without noise, and the page's ridge penalty of 1.

# %%
medians = {n: {n * k // 4: fit_features(n * k // 4, n)[1] for k in (1, 2, 3, 4, 5, 6, 8, 16)} for n in (20, 40, 80)}
clean, ridge = np.transpose([(fit_features(p, noise=0)[1], page.features_error(p, penalty=1)) for p in (20, 40, 160)])
print("20, 40, 160 features with 40 examples: without noise", clean.round(2), "with penalty", ridge.round(2))

figure, axes = new_figure()
for n, row in medians.items():
    axes.loglog(row.keys(), row.values(), "o-", label=f"{n} examples")
axes.set(xlabel="number of random features", ylabel="median squared error", ylim=(0.2, 400))
axes.set(xticks=(ticks := [5, 10, 20, 40, 80, 160, 320]), xticklabels=ticks, yticks=[1, 10, 100], yticklabels=[1, 10, 100])
axes.legend(loc="upper left", ncols=3)
picture(
    figure,
    "capacity-peaks",
    "Median test error over the number of features, logarithmic: for 20, 40 and 80 examples a sharp peak at as many features.",
)

# %% [markdown]
# ## What was seen
#
# - **The sum holds** on both sides of the peak to within 2 %. It is a theorem: measuring checks the terms and cannot refute it.
# - **The U is half of the story.** Below 40 features bias fell, variance grew, and the error was least at 12 to 20. Beyond 40
#   the *variance fell again*: at 400 features, with no training error, to less than a fifth of that at 46.
# - **The peak follows the examples**: of the sizes tried it lay where both numbers were equal. So with 40 features, 40 examples gave a
#   median error over ten times that of 20: more data did harm.
# - **Noise is not needed.** Without it the peak was lower but there; what the features cannot fit acts like noise.
#   Then 160 features beat 20 clearly; with noise, 400 did not beat 16. The penalty removed the peak.
# - **To try.** With 40 features, choose the penalty by the error on ten more examples: do 40 examples still do worse than 20?
# - **Not shown** is what deep networks do under gradient descent. And what counts as variance depends on what is drawn anew:
#   noise alone for the polynomials, all that is random for the features.

# %%
for degree, terms in polynomials.items():  # chance leaves less than 0.002 in 4,000 × 20 draws
    derived = page.fit_bias_squared(degree), page.fit_variance(degree), page.fit_error(degree, "new")
    assert np.allclose(terms, derived, rtol=0, atol=0.005) and terms[2] >= polynomials[3][2]
assert np.all(abs(bias + variance + 0.25 - error) < 0.02 * error) and all(fitted < 1e-9 for _, _, fitted in runs[9:])
assert bias[0] > 0.5 and np.all(abs(bias[6:]) < 0.05) and np.argmin(error) in (3, 4, 5)  # 0.05: chance, where the variance is 4
assert np.all(np.diff(variance[:9]) > -0.03) and np.all(np.diff(variance[9:]) < 0.03) and variance[9] > 5 * variance[15]
assert all(max(row, key=row.get) == n for n, row in medians.items()) and medians[40][40] > 10 * medians[20][40]
assert error[15] > error[4] and max(clean) == clean[1] < medians[40][40] and clean[2] < clean[0] / 2 and ridge[1] < min(ridge[0], ridge[2])
print("all of it holds")
