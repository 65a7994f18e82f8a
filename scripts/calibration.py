"""The numbers by which `cover` decides, fitted by `tests/bench/cover.py fit`, which writes this file."""

# Which page comes nearest: a weight for each of nearness.MEASURES.
RANK = (-0.453, 3.747, 1.414, 1.197, 0.770, 0.159, 0.091, 9.667, 1.082, 0.000, -0.106, 1.084, 3.519, -0.406, 0.838, 1.909, 1.847, 0.225, -0.269, 0.174, 1.066)  # fmt: skip
# Whether it answers: weights of cover.evidence, and their bias.
ACCEPT = (1.005, 1.414, 0.416, 0.066, 0.189, -0.409, -0.608, 1.729, 0.686, -1.440, -0.207, 0.639, 0.774, 1.216, 0.699, 2.629, 0.673, -1.553, -0.576, -0.915, -0.366, 0.646, 1.368, -0.090, 1.055, 0.628)  # fmt: skip
BIAS = -5.633
# Which category: weights of the signs in placing.
PLACE = (1.453, 1.181, 4.646, 6.785, 3.556)
# From this probability on, a page counts as an answer.
THRESHOLD = 0.8
