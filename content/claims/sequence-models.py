"""Numbers on gradients through time: products of the factors that link two steps of a recurrent network."""

from functools import cache

import numpy as np


def gradient_factor(rate: float, steps: int) -> float:
    """What a gradient is multiplied by over `steps` steps of a scalar recurrence with the factor `rate` per step."""
    return rate**steps


def logistic_slope_bound(steps: int) -> float:
    """Upper bound on the spectral norm of `steps` Jacobians diag(σ′(a)) W with ‖W‖ = 1: the logistic slope is at most 1/4."""
    half = 1 / (1 + np.exp(-0.0))
    return float(half * (1 - half)) ** steps


def share_of_far_lags(rate: float, lag: int) -> float:
    """Share of lags ≥ `lag` in the sum over all lags 0, 1, 2, … of contributions that shrink by `rate` per step."""
    kept = 1 - rate
    near = sum(kept * rate**k for k in range(lag))
    return 1 - near


def jacobian_norm(gain: float, steps: int) -> float:
    """Spectral norm of ∂h(steps)/∂h(0) in a tanh network of 64 units: W is `gain` times a random orthogonal matrix (seed 0).

    The input terms U x(t) are drawn from N(0, 0.25), the same ones for every gain; h(0) = 0 and there is no bias.
    """
    return _jacobian_norms(gain)[steps - 1]


def forget_gate_carry(bias: float, steps: int) -> float:
    """Product of `steps` equal forget gates σ(bias): the factor along the direct path from c(t) back to c(t − steps)."""
    return float(1 / (1 + np.exp(-bias))) ** steps


@cache
def _jacobian_norms(gain: float, steps: int = 50, units: int = 64) -> tuple[float, ...]:
    rng = np.random.default_rng(0)
    orthogonal = np.linalg.qr(rng.standard_normal((units, units)))[0]
    inputs = 0.5 * rng.standard_normal((steps, units))
    weights, state, product, norms = gain * orthogonal, np.zeros(units), np.eye(units), []
    for term in inputs:
        state = np.tanh(weights @ state + term)
        product = ((1 - state**2)[:, None] * weights) @ product
        norms.append(float(np.linalg.norm(product, 2)))
    return tuple(norms)
