"""Numbers on preparing data and on measuring what a model does with it."""

import math
from statistics import NormalDist

import numpy as np

# The worked example of the confusion matrix: 1,000 patients, 100 of them sick.
_TP, _FN, _FP, _TN = 80, 20, 90, 810

# Three classes with 100, 50 and 10 examples; rows are true classes, columns predicted ones.
_ANIMALS = ((90, 8, 2), (10, 38, 2), (1, 5, 4))


def _rates(prevalence: float) -> tuple[float, float, float, float]:
    """Fractions TP, FN, FP, TN of a test with the example's recall and specificity at another prevalence."""
    recall, specificity = _TP / (_TP + _FN), _TN / (_TN + _FP)
    return recall * prevalence, (1 - recall) * prevalence, (1 - specificity) * (1 - prevalence), specificity * (1 - prevalence)


def _correlation(tp: float, fn: float, fp: float, tn: float) -> float:
    return (tp * tn - fp * fn) / math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


def screening_accuracy() -> float:
    """Fraction of the example's 1,000 patients that are classified correctly."""
    return (_TP + _TN) / (_TP + _FN + _FP + _TN)


def screening_majority_accuracy() -> float:
    """Accuracy, on the example's 1,000 patients, of calling everyone healthy."""
    return (_TN + _FP) / (_TP + _FN + _FP + _TN)


def screening_recall() -> float:
    """Recall of the example: fraction of the sick that are called sick."""
    return _TP / (_TP + _FN)


def screening_specificity() -> float:
    """Specificity of the example: fraction of the healthy that are called healthy."""
    return _TN / (_TN + _FP)


def screening_precision(prevalence: float = 0.1) -> float:
    """Fraction of positive calls that are right, for the example's recall and specificity, when this fraction of patients is sick."""
    tp, _, fp, _ = _rates(prevalence)
    return tp / (tp + fp)


def screening_f1(positive: str = "sick") -> float:
    """F1 of the example, 2 TP / (2 TP + FP + FN), with either class taken as the positive one."""
    return 2 * (_TP if positive == "sick" else _TN) / (2 * (_TP if positive == "sick" else _TN) + _FP + _FN)


def screening_mcc(prevalence: float = 0.1) -> float:
    """Matthews correlation coefficient for the example's recall and specificity when this fraction of patients is sick."""
    return _correlation(*_rates(prevalence))


def screening_balanced_accuracy() -> float:
    """Mean of the example's recall and specificity."""
    return (screening_recall() + screening_specificity()) / 2


def wilson_bound(successes: int, trials: int, side: str, confidence: float = 0.95) -> float:
    """The lower or upper end of Wilson's score interval for a binomial proportion."""
    z, rate = NormalDist().inv_cdf(0.5 + confidence / 2), successes / trials
    centre = rate + z * z / (2 * trials)
    half = z * math.sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials))
    return (centre + (half if side == "upper" else -half)) / (1 + z * z / trials)


def _threshold_cells(threshold: float) -> tuple[float, float, float, float]:
    """TP, FN, FP, TN of 1,000 patients, 100 sick, whose scores are normal with unit variance around 0 (healthy) and a shift (sick).

    The shift is such that the threshold with specificity 0.9 has recall 0.8, as in the example.
    """
    shift = NormalDist().inv_cdf(screening_specificity()) + NormalDist().inv_cdf(screening_recall())
    recall, fall_out = 1 - NormalDist(shift).cdf(threshold), 1 - NormalDist().cdf(threshold)
    return 100 * recall, 100 * (1 - recall), 900 * fall_out, 900 * (1 - fall_out)


def threshold_recall(threshold: float) -> float:
    """Recall at this threshold when scores are normal, with unit variance, around 0 (900 healthy) and 2.12 (100 sick)."""
    tp, fn, _, _ = _threshold_cells(threshold)
    return tp / (tp + fn)


def threshold_precision(threshold: float) -> float:
    """Precision at this threshold when scores are normal, with unit variance, around 0 (900 healthy) and 2.12 (100 sick)."""
    tp, _, fp, _ = _threshold_cells(threshold)
    return tp / (tp + fp)


def score_shift() -> float:
    """Distance, in standard deviations, between two normal score distributions that allow recall 0.8 at specificity 0.9."""
    return NormalDist().inv_cdf(screening_specificity()) + NormalDist().inv_cdf(screening_recall())


def score_auc() -> float:
    """Area under the ROC curve of the same two distributions: the probability that a sick patient's score is above a healthy one's."""
    return NormalDist().cdf(score_shift() / math.sqrt(2))


def cost_threshold(miss: float, alarm: float = 1) -> float:
    """Probability above which calling positive has the lower expected cost, when a miss and a false alarm cost this much."""
    return alarm / (alarm + miss)


def _animal_scores() -> list[tuple[float, float]]:
    """(precision, recall) of each class of the three-class example."""
    rows = [sum(row) for row in _ANIMALS]
    columns = [sum(column) for column in zip(*_ANIMALS, strict=True)]
    return [(_ANIMALS[k][k] / columns[k], _ANIMALS[k][k] / rows[k]) for k in range(3)]


def animals_accuracy() -> float:
    """Accuracy of the three-class example; precision, recall and F1 averaged over examples (micro) have the same value."""
    return sum(_ANIMALS[k][k] for k in range(3)) / sum(map(sum, _ANIMALS))


def animals_recall(which: int) -> float:
    """Recall of class 0, 1 or 2 of the three-class example."""
    return _animal_scores()[which][1]


def animals_balanced_accuracy() -> float:
    """Unweighted mean of the three classes' recalls."""
    return sum(recall for _, recall in _animal_scores()) / 3


def animals_macro_f1(kind: str) -> float:
    """Macro-F1 of the three-class example: the mean of the classes' F1, or the F1 of mean precision and mean recall."""
    scores = _animal_scores()
    if kind == "mean-of-f1":
        return sum(2 * p * r / (p + r) for p, r in scores) / 3
    p, r = sum(p for p, _ in scores) / 3, sum(r for _, r in scores) / 3
    return 2 * p * r / (p + r)


def _people_moments(centred: bool) -> np.ndarray:
    """Second moments of (1, age, income): means 40 and 40,000, standard deviations 12 and 15,000, uncorrelated."""
    means = np.array([1.0, 0, 0]) if centred else np.array([1.0, 40, 40_000])
    return np.outer(means, means) + np.diag([0.0, 12.0**2, 15_000.0**2])


def people_condition(centred: str) -> float:
    """Condition number of linear regression on age and income with a bias, inputs not scaled: mean-free (yes) or as they are (no)."""
    values = np.linalg.eigvalsh(_people_moments(centred == "yes"))
    return float(values[-1] / values[0])


def people_steps(centred: str) -> float:
    """Gradient steps at the best constant learning rate that divide the worst error by 1,000 at that condition number κ."""
    condition = people_condition(centred)
    return math.log(1000) / math.log1p(2 / (condition - 1))


def min_max(value: float, low: float, high: float) -> float:
    """A value rescaled by the smallest and the largest value of the training set."""
    return (value - low) / (high - low)


def z_score(value: float, mean: float, deviation: float) -> float:
    """A value in standard deviations from the mean of the training set."""
    return (value - mean) / deviation
