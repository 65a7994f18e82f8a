"""Counts updates and measures gradient noise for batches of different sizes, and runs the three variants on one small problem."""

import numpy as np


def updates_per_epoch(examples: int, batch: int) -> int:
    """Parameter updates in one pass over the training set: batches of `batch` examples, the last one possibly smaller."""
    return -(-examples // batch)


def relative_noise(examples: int, batch: int) -> float:
    """Root-mean-square distance of a mini-batch gradient from the batch gradient, relative to batch size 1; examples drawn without replacement."""
    return ((examples - batch) / (examples - 1) / batch) ** 0.5


def batch_cost_ratio(small: int, large: int) -> float:
    """How many times as many single-example gradients a step on `large` examples needs as one on `small`."""
    return large / small


def batch_noise_ratio(small: int, large: int) -> float:
    """How many times as noisy a step on `small` examples is as one on `large`, for examples drawn independently."""
    return (large / small) ** 0.5


def _regression() -> tuple[np.ndarray, np.ndarray]:
    """256 examples of a linear regression with two inputs of different spread and noise of standard deviation 0.5."""
    rng = np.random.default_rng(0)
    turn = np.array([[np.cos(0.6), -np.sin(0.6)], [np.sin(0.6), np.cos(0.6)]])
    inputs = rng.standard_normal((256, 2)) * np.array([1.0, 0.2]) @ turn
    return inputs, inputs @ np.array([1.0, -1.0]) + 0.5 * rng.standard_normal(256)


def _half_mean_square(weights: np.ndarray) -> float:
    inputs, targets = _regression()
    return 0.5 * float(np.mean((inputs @ weights - targets) ** 2))


_STEP_SIZES = {256: 1.0, 16: 0.2, 1: 0.02}


def _descend(batch: int, epochs: int) -> np.ndarray:
    """The weights after `epochs` shuffled passes from (−1.5, −2) with batches of `batch` and the constant step size for it."""
    inputs, targets = _regression()
    rng = np.random.default_rng(1)
    weights = np.array([-1.5, -2.0])
    for _ in range(epochs):
        order = rng.permutation(len(targets))
        for start in range(0, len(targets), batch):
            rows = order[start : start + batch]
            error = inputs[rows] @ weights - targets[rows]
            weights = weights - _STEP_SIZES[batch] * inputs[rows].T @ error / len(rows)
    return weights


def excess_cost(batch: int, epochs: int) -> float:
    """Cost above its minimum after `epochs` passes over the 256 examples of the small regression, one run per batch size."""
    inputs, targets = _regression()
    best = np.linalg.lstsq(inputs, targets, rcond=None)[0]
    return _half_mean_square(_descend(batch, epochs)) - _half_mean_square(best)


def starting_excess_cost() -> float:
    """Cost of the small regression above its minimum at the starting point (−1.5, −2)."""
    return excess_cost(256, 0)
