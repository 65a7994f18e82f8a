"""Numbers on generative adversarial networks: the value of the game, its gradients, and what its training does."""

import math


def value_at_equilibrium() -> float:
    """V(D, G) where p_g = p_data and D(x) = 1/2 everywhere: log ½ + log ½."""
    return math.log(0.5) + math.log(1 - 0.5)


def saturating_slope(d: float) -> float:
    """|∂/∂a log(1 − σ(a))| at the logit a where σ(a) = d: what the minimax generator loss passes back through D's logit."""
    return _slope(lambda a: math.log(1 - _sigmoid(a)), d)


def non_saturating_slope(d: float) -> float:
    """|∂/∂a (−log σ(a))| at the logit a where σ(a) = d: what the non-saturating generator loss passes back through D's logit."""
    return _slope(lambda a: -math.log(_sigmoid(a)), d)


def slope_ratio(d: float) -> float:
    """The non-saturating slope over the saturating one, both at D(G(z)) = d."""
    return non_saturating_slope(d) / saturating_slope(d)


def divergence_of_collapse(modes: int, kept: int) -> float:
    """Jensen-Shannon divergence in nats between a uniform law over `modes` modes and one uniform over `kept` of them."""
    data = [1 / modes] * modes
    model = [1 / kept if i < kept else 0.0 for i in range(modes)]
    return _jensen_shannon(data, model)


def largest_divergence() -> float:
    """Jensen-Shannon divergence in nats between two laws with disjoint supports, whatever their distance: log 2."""
    return _jensen_shannon([1.0, 0.0], [0.0, 1.0])


def dirac_distance(steps: int, gamma: float) -> float:
    """Distance of (θ, ψ) from (0, 0) after simultaneous gradient steps of size 0.1 from (1, 0) in the Dirac-GAN.

    The data lie at 0, the generator outputs θ, D(x) = σ(ψx); `gamma` weighs the R1 penalty (γ/2) ψ².
    """
    theta, psi = 1.0, 0.0
    for _ in range(steps):
        fake = _sigmoid(psi * theta)
        theta, psi = theta + 0.1 * psi * fake, psi - 0.1 * (theta * fake + gamma * psi)
    return math.hypot(theta, psi)


def _sigmoid(a: float) -> float:
    return 1 / (1 + math.exp(-a))


def _slope(loss, d: float, step: float = 1e-5) -> float:
    logit = math.log(d / (1 - d))
    return abs(loss(logit + step) - loss(logit - step)) / (2 * step)


def _jensen_shannon(p: list[float], q: list[float]) -> float:
    middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    return (_kullback_leibler(p, middle) + _kullback_leibler(q, middle)) / 2


def _kullback_leibler(p: list[float], q: list[float]) -> float:
    return sum(a * math.log(a / b) for a, b in zip(p, q, strict=True) if a > 0)
