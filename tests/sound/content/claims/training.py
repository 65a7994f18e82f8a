"""The numbers that the pages on training quote."""


def largest_stable_rate(curvature: float) -> float:
    """The learning rate 2/λ above which gradient descent on ½λw² diverges, for curvature λ."""
    return 2 / curvature


def steps_to_tolerance() -> int:
    """Steps of gradient descent on ½w² with learning rate 0.5 from w = 1 until |w| is below 0.001."""
    return _steps(0.5, 1e-3)


def _steps(rate: float, tolerance: float) -> int:
    w, steps = 1.0, 0
    while abs(w) >= tolerance:
        w, steps = w - rate * w, steps + 1
    return steps
