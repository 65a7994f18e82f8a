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
# # Capacity: two descents and the variance between them
#
# **The claim under test.** Interview answers say that the test error over capacity is a U: too small a model underfits, too
# large a one overfits, because bias falls and variance grows. Is that so, and does the sum of bias and variance still hold
# where it is not? The pages: [overfitting and underfitting](../questions/generalization/overfitting-and-underfitting.html) and
# [model capacity](../questions/generalization/model-capacity.html).
#
# **The experiment.** The truth $f$ is known here, so a model can be fitted to many training sets. With $\hat f(x)$ the
# prediction of one of them, means taken over training sets, and a new noisy target $y$ at a fixed $x$,
#
# $$
# \mathbb{E}\bigl[(y - \hat f(x))^2\bigr] = \bigl(\mathbb{E}[\hat f(x)] - f(x)\bigr)^2 + \operatorname{Var}[\hat f(x)] + \sigma^2 .
# $$
#
# All three terms and the left side are measured: first for polynomials, then for least squares on random ReLU features.

# %%
import sys

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's helpers
from compute import open_claims
from draw import MUTED, SERIES, new_figure, picture

pages = open_claims("generalization")  # what the pages quote
rng = np.random.default_rng(20217)


def decompose(predictions, truth, noise):
    """Bias², variance and the error on new noisy targets, each a mean over the inputs; one row of predictions per training set."""
    variance = predictions.var(axis=0, ddof=1)
    bias = (predictions.mean(axis=0) - truth) ** 2 - variance / len(predictions)  # less what chance adds to the square
    new = truth + noise * rng.standard_normal(predictions.shape)
    return bias.mean(), variance.mean(), np.mean((new - predictions) ** 2)


# %% [markdown]
# ## Polynomials
#
# 20 points of $\sin 2\pi x$, equally spaced on $[0, 1]$, noise of variance $0.09$, 4,000 training sets that differ in their
# noise only. The new targets lie at the same inputs, as in the page's table, where the terms are derived instead of measured.

# %%
x = np.linspace(0, 1, 20)
truth = np.sin(2 * np.pi * x)
targets = truth + 0.3 * rng.standard_normal((4000, 20))
degrees = np.arange(1, 16)
fits, training = [], []
for degree in degrees:
    powers = np.polynomial.legendre.legvander(2 * x - 1, degree)  # the same polynomials, well conditioned
    predictions = targets @ (powers @ np.linalg.pinv(powers)).T  # least squares
    fits.append(decompose(predictions, truth, 0.3))
    training.append(np.mean((predictions - targets) ** 2))
bias, variance, error = np.array(fits).T

figure, axes = new_figure(height=3.2)
axes.plot(degrees, bias, color=SERIES[0], label="bias²")
axes.plot(degrees, variance, color=SERIES[1], label="variance")
axes.plot(degrees, bias + variance + 0.09, color=SERIES[2], label="bias² + variance + noise")
axes.plot(degrees, error, "o", color=SERIES[2], label="error on new targets, measured")
axes.plot(degrees, training, "--", color=MUTED, label="error on training targets")
axes.set(xlabel="degree of the polynomial", ylabel="squared error", xticks=[1, 3, 5, 7, 9, 11, 13, 15], ylim=(0, 0.4))
axes.legend(loc="upper right")
picture(
    figure,
    "capacity-polynomials",
    "Squared errors over the degree. The squared bias drops to nearly nothing at degree 3, the variance grows in a straight line, the "
    "training error falls throughout. The measured error on new targets lies on the sum's curve: lowest at degree 3, then rising.",
)

# %% [markdown]
# Up to here the U is right. But no model was as large as its training set.
#
# ## Random features, up to ten times as many as examples
#
# The page's experiment on double descent: $n$ examples with 8 Gaussian inputs, a linear truth of variance $1$, noise of
# variance $0.25$, $p$ random ReLU features, and among the coefficients of least squared error those of least norm. Inputs,
# noise and features are all drawn anew for each of 200 fits; the 200 test inputs stay. Near $p = n$ single fits dominate any mean
# (for independent Gaussian features it is infinite there), so the decomposition leaves that region out.

# %%
LINEAR = np.ones(8) / np.sqrt(8)
TEST = rng.standard_normal((200, 8))


def fit_features(features, examples=40, noise=0.5, penalty=0.0, fits=200):
    """Predictions at the test inputs, one row per fit, and the largest training error of all fits."""
    inputs = rng.standard_normal((fits, examples, 8))
    y = (inputs @ LINEAR + noise * rng.standard_normal((fits, examples)))[..., None]
    projection = rng.standard_normal((fits, 8, features)) / np.sqrt(8)
    f, g = np.maximum(inputs @ projection, 0), np.maximum(TEST @ projection, 0)
    if penalty:
        c = np.linalg.solve(f.mT @ f + penalty * np.eye(features), f.mT @ y)
    elif features <= examples:
        q, r = np.linalg.qr(f)
        c = np.linalg.solve(r, q.mT @ y)
    else:  # least norm
        q, r = np.linalg.qr(f.mT)
        c = q @ np.linalg.solve(r.mT, y)
    return (g @ c)[..., 0], np.mean((f @ c - y) ** 2, axis=(1, 2)).max()


counts = np.array([2, 4, 8, 12, 16, 20, 25, 30, 34, 46, 50, 60, 80, 120, 200, 400])
runs = [fit_features(p) for p in counts]
terms = np.array([decompose(predictions, TEST @ LINEAR, 0.5) for predictions, _ in runs])
fitted = np.array([training_error for _, training_error in runs])
for p, (b, v, e) in zip(counts, terms, strict=True):
    print(f"{p:3} features: bias² {b:6.3f} + variance {v:.3f} + noise 0.25 = {b + v + 0.25:.3f}, measured {e:.3f}")

figure, axes = new_figure(height=3.2)
for chosen in (counts < 40, counts > 40):
    axes.semilogx(counts[chosen], terms[chosen, 0], color=SERIES[0], label="bias²" if chosen[0] else None)
    axes.semilogx(counts[chosen], terms[chosen, 1], color=SERIES[1], label="variance" if chosen[0] else None)
    axes.semilogx(counts[chosen], terms[chosen, 2], "o", color=SERIES[2], label="error on new targets" if chosen[0] else None)
axes.axvline(40, color=MUTED, linewidth=0.8, linestyle=":")
axes.set(xlabel="number of random features, for 40 examples", ylabel="squared error", ylim=(-0.1, 5))
axes.set_xticks([2, 5, 10, 20, 40, 100, 400], labels=["2", "5", "10", "20", "40", "100", "400"])
axes.minorticks_off()
axes.legend(loc="upper left")
picture(
    figure,
    "capacity-decomposition",
    "Bias squared, variance and error on new targets over 2 to 400 features. The bias falls to nothing by 25 features and stays "
    "there. Variance and error rise steeply towards 40 features, as many as examples, and fall again on the other side.",
)

# %% [markdown]
# ## Where is the peak?
#
# If size itself were at fault, the peak would stay at one number of features. Here it is for three sizes of the training set;
# the error is the median over the fits, noise not counted. As controls: labels without noise, and a ridge penalty of 1.


# %%
def median_error(features, **how):
    return np.median(np.mean((fit_features(features, **how)[0] - TEST @ LINEAR) ** 2, axis=1))


SHARES = 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 4
medians = {n: {int(s * n): median_error(int(s * n), examples=n, fits=100) for s in SHARES} for n in (20, 40, 80)}
clean = [median_error(p, noise=0) for p in (20, 40, 160)]
ridge = [median_error(p, penalty=1) for p in (20, 40, 160)]
print("40 features:", *(f"{row[40]:.2f} with {n} examples," for n, row in medians.items()))
for name, errors in ("without noise", clean), ("with penalty", ridge):
    print(f"20, 40, 160 features, 40 examples, {name}:", *(f"{error:.2f}" for error in errors))

figure, axes = new_figure(height=3.2)
for (n, row), colour in zip(medians.items(), SERIES, strict=False):
    axes.loglog(row.keys(), row.values(), "o-", color=colour, label=f"{n} examples")
axes.set(xlabel="number of random features", ylabel="median squared error", ylim=(0.2, 400))
axes.set_xticks([5, 10, 20, 40, 80, 160, 320], labels=["5", "10", "20", "40", "80", "160", "320"])
axes.set_yticks([0.5, 1, 10, 100], labels=["0.5", "1", "10", "100"])
axes.minorticks_off()
axes.legend(loc="upper left", ncols=3)
picture(
    figure,
    "capacity-peaks",
    "Median test error over the number of features for 20, 40 and 80 examples, both axes logarithmic. Each curve has a sharp peak "
    "where there are as many features as examples; at 40 features the curve for 40 examples lies far above the one for 20.",
)

# %% [markdown]
# ## What was seen
#
# - **The sum holds** on both sides of the peak, to within 2 %. It is an identity: the measurement checks its terms, it could not refute it.
# - **The U is half of the story.** For fewer features than examples bias fell, variance grew, and the error was least at 12 to 16
#   features. Beyond 40 the *variance fell again*: at 400 features it was less than a fifth of that at 46, at zero training error.
# - **The peak follows the examples**: it lay at $p = n$ for 20, 40 and 80. So with 40 features, 40 examples gave a median error
#   over ten times that of 20: more data did harm.
# - **Noise is not needed**: without it the peak was lower but there; what the features cannot fit acts like noise.
#   The penalty removed it. With noise 400 features did not beat 16; without, 160 beat 20 clearly.
#
# All this is least squares with least norm on one kind of data. What deep networks do under gradient descent it does not show. And
# what counts as variance depends on what is drawn anew: in the first part the noise, in the second all that is random.

# %%
for i, degree in enumerate(degrees):  # 4,000 × 20 draws: chance leaves errors of about 0.001
    assert abs(bias[i] - pages.fit_bias_squared(degree)) < 0.003 and abs(variance[i] - pages.fit_variance(degree)) < 0.003
    assert abs(error[i] - pages.fit_error(degree, "new")) < 0.005 and abs(training[i] - pages.fit_error(degree, "train")) < 0.005
assert degrees[np.argmin(error)] == 3
b, v, e = terms.T
assert np.all(np.abs(b + v + 0.25 - e) < 0.02 * e) and np.all(fitted[counts > 40] < 1e-9)
assert b[0] > 0.5 and np.all(np.abs(b[counts >= 25]) < 0.05) and counts[np.argmin(e)] in (12, 16)
assert np.all(np.diff(v[counts < 40]) > -0.03) and np.all(np.diff(v[counts > 40]) < 0.03)
assert v[counts == 46] > 5 * v[-1] and e[-1] > e[counts == 16]
assert all(max(row, key=row.get) == n for n, row in medians.items()) and medians[40][40] > 10 * medians[20][40]
assert max(clean) == clean[1] < medians[40][40] and clean[2] < clean[0] / 2 and max(ridge) < 0.5
print("all of it holds")
