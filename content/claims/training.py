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


_STEP_SIZES = {256: 1.0, 16: 0.2, 1: 0.05}
_RUNS = 20


def _regression() -> tuple[np.ndarray, np.ndarray]:
    """256 examples of a linear regression on two inputs, standard deviations 0.2 and 1, with noise of standard deviation 0.5."""
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((256, 2)) * np.array([0.2, 1.0])
    return inputs, inputs @ np.array([1.0, 0.0]) + 0.5 * rng.standard_normal(256)


def _descend(batch: int, epochs: int) -> np.ndarray:
    """The weights of 20 runs after `epochs` shuffled passes from (−1.5, 0.8) with batches of `batch` and that size's constant step."""
    inputs, targets = _regression()
    rng = np.random.default_rng(1)
    weights = np.tile([-1.5, 0.8], (_RUNS, 1))
    for _ in range(epochs):
        order = rng.permuted(np.tile(np.arange(256), (_RUNS, 1)), axis=1)
        for start in range(0, 256, batch):
            rows = order[:, start : start + batch]
            error = np.einsum("rbi,ri->rb", inputs[rows], weights) - targets[rows]
            weights = weights - _STEP_SIZES[batch] * np.einsum("rb,rbi->ri", error, inputs[rows]) / batch
    return weights


def excess_cost(batch: int, epochs: int) -> float:
    """Mean over 20 runs of the cost above its minimum after `epochs` passes over the 256 examples of the small regression."""
    inputs, targets = _regression()
    away = _descend(batch, epochs) - np.linalg.lstsq(inputs, targets, rcond=None)[0]
    return float(0.5 * np.mean((away @ inputs.T) ** 2))
