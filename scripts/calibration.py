"""The numbers by which `cover` decides, fitted by `tests/bench/cover.py fit`, which writes this file."""

# Which page comes nearest: a weight for each of nearness.MEASURES.
RANK = (-0.451, 3.723, 1.463, 1.216, 0.750, 0.170, 0.011, 8.933, 1.076, 0.000, -0.106, 1.082, 3.589, -0.420, 0.826, 1.897, 1.843, 0.219, -0.259, 0.179, 1.052)  # fmt: skip
# Whether it answers: weights of cover.evidence, and their bias.
ACCEPT = (1.030, 1.445, 0.300, 0.068, 0.151, -0.400, -0.685, 1.880, 0.716, -1.444, -0.205, 0.633, 0.707, 1.198, 0.691, 2.622, 0.655, -1.542, -0.578, -0.926, -0.392, 0.640, 1.374, -0.102, 1.068, 0.616)  # fmt: skip
BIAS = -5.545
# Which category: weights of the signs in placing.
PLACE = (1.446, 1.189, 4.656, 6.838, 3.266)
# From this probability on, a page counts as an answer.
THRESHOLD = 0.8
