"""Computes what dropout does to activations, and how the pass without dropout compares with the average over all masks."""

import itertools

import numpy as np


def kept_scale(rate: float) -> float:
    """The factor 1/(1 − rate) by which inverted dropout multiplies what it keeps."""
    return 1 / (1 - rate)


def mask_variance(rate: float) -> float:
    """Variance of the factor that inverted dropout puts on one activation: 0 with probability `rate`, else 1/(1 − rate)."""
    return (1 - rate) * kept_scale(rate) ** 2 - 1


def subnetworks(units: int) -> int:
    """How many different masks `units` droppable units have."""
    return 2**units


def kept_in_original_convention(p: float) -> float:
    """Share of units that are dropped where p names the probability of keeping a unit."""
    return 1 - p


def _all_masks(units: int) -> np.ndarray:
    """Every mask of `units` units at rate 0.5, scaled as inverted dropout does; all are equally likely."""
    return 2.0 * np.array(list(itertools.product([0, 1], repeat=units)))


def _two_input_unit(masks: np.ndarray) -> np.ndarray:
    """A ReLU unit with inputs 1 and 1, weights 1 and −1, for every row of multipliers of the inputs."""
    return np.maximum(masks @ np.array([1.0, -1.0]), 0)


def relu_mean_over_masks() -> float:
    """Mean output of a ReLU unit with inputs 1, 1 and weights 1, −1 over the four masks of its inputs at rate 0.5."""
    return float(_two_input_unit(_all_masks(2)).mean())


def relu_without_dropout() -> float:
    """Output of the same unit without dropout, as at test time."""
    return float(_two_input_unit(np.ones((1, 2)))[0])


def relu_largest_mask_output() -> float:
    """Output of the same unit for the one mask that keeps only its first input."""
    return float(_two_input_unit(_all_masks(2)).max())


def variance_ratio(rate: float) -> float:
    """Variance of a zero-mean activation under inverted dropout, as in training, over its variance without dropout, as in testing."""
    return kept_scale(rate)


# ------------------------------------------------------------------ overfitting and underfitting

_FIT_POINTS, _FIT_NOISE = 20, 0.3


def _fit_design(degree: int) -> tuple[np.ndarray, np.ndarray]:
    """Orthonormal polynomials up to `degree` on 20 equally spaced points of [0, 1], and the true function sin(2πx) there."""
    x = np.linspace(0, 1, _FIT_POINTS)
    return np.linalg.qr(np.vander(2 * x - 1, degree + 1))[0], np.sin(2 * np.pi * x)


def fit_bias_squared(degree: int) -> float:
    """Mean squared bias, at its 20 points, of the least-squares polynomial of this degree when the truth is sin(2πx)."""
    q, truth = _fit_design(degree)
    return float(np.mean((q @ (q.T @ truth) - truth) ** 2))


def fit_variance(degree: int) -> float:
    """Mean variance, at its 20 points, of the least-squares polynomial of this degree: noise variance 0.09 times parameters / points."""
    return _FIT_NOISE**2 * (degree + 1) / _FIT_POINTS


def fit_error(degree: int, on: str) -> float:
    """Expected mean squared error of that polynomial on its training targets (train) or on new targets at the same points (new)."""
    sign = {"train": -1, "new": 1}[on]
    return fit_bias_squared(degree) + _FIT_NOISE**2 + sign * fit_variance(degree)


# ------------------------------------------------------------------ capacity


def features_error(features: int, penalty: float = 0) -> float:
    """Median over 30 data sets of the squared test error, noise not counted, of least squares on so many random ReLU features: 40 examples
    with 8 inputs, linear truth of variance 1, noise variance 0.25; the solution of least norm, or ridge regression with this penalty."""
    return _features_errors(features, penalty)[1]


def _features_errors(features: int, penalty: float) -> tuple[float, float]:
    """Median training and test error of that experiment."""
    rng, train, test = np.random.default_rng(0), [], []
    for _ in range(30):
        w = rng.standard_normal(8) / np.sqrt(8)
        x, new = rng.standard_normal((40, 8)), rng.standard_normal((300, 8))
        y = x @ w + 0.5 * rng.standard_normal(40)
        projection = rng.standard_normal((8, features)) / np.sqrt(8)
        f, g = np.maximum(x @ projection, 0), np.maximum(new @ projection, 0)
        gram = f.T @ f + penalty * np.eye(features)
        c = np.linalg.solve(gram, f.T @ y) if penalty else np.linalg.pinv(f, rcond=1e-10) @ y
        train.append(np.mean((f @ c - y) ** 2))
        test.append(np.mean((g @ c - new @ w) ** 2))
    return float(np.median(train)), float(np.median(test))


def memorising_weights(examples: int, inputs: int) -> int:
    """Weights of the two-layer ReLU network of Zhang et al. that can fit any labels of so many distinct inputs: 2 n + d."""
    return 2 * examples + inputs


def stored_gigabytes(parameters: float, bits: float = 2) -> float:
    """Gigabytes (10⁹ bytes) that a network stores at so many bits per parameter."""
    return parameters * bits / 8 / 1e9


# ------------------------------------------------------------------ bagging and boosting


def bootstrap_share(examples: int) -> float:
    """Expected share of different examples in a bootstrap sample: n draws with replacement from n."""
    return 1 - (1 - 1 / examples) ** examples


def average_variance(models: int, correlation: float) -> float:
    """Variance of the mean of so many predictions of variance 1 with this pairwise correlation: ρ + (1 − ρ)/M."""
    return correlation + (1 - correlation) / models


def adaboost_weight(error: float) -> float:
    """Weight that AdaBoost gives a classifier with this weighted error: half the natural logarithm of (1 − ε)/ε."""
    return float(0.5 * np.log((1 - error) / error))


def adaboost_factor(error: float) -> float:
    """Factor, before normalisation, by which AdaBoost raises the weight of a misclassified example: exp(α)."""
    return float(np.exp(adaboost_weight(error)))


def adaboost_bound(error: float, rounds: int) -> float:
    """AdaBoost's bound on the training error after so many rounds with this weighted error in each: (2 √(ε(1 − ε)))^rounds."""
    return float((2 * np.sqrt(error * (1 - error))) ** rounds)
