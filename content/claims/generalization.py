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
