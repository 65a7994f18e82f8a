"""The numbers by which `cover` decides, fitted by `tests/bench/cover.py fit`, which writes this file."""

# Which page comes nearest: a weight for each of nearness.MEASURES.
RANK = (-0.659, 4.114, 1.386, 1.463, 1.287, 0.258, 0.068, 11.645, 1.015, 0.000, -0.050, 0.550, 2.879, -0.346, 0.972, 2.459, 2.290, 0.373, -0.504, 0.221)  # fmt: skip
# Whether it answers: weights of cover.evidence, and their bias.
ACCEPT = (0.586, 1.070, 0.988, -0.199, 0.756, -0.161, -0.873, 0.440, 1.088, -1.805, -0.108, 0.644, 1.191, 1.217, 0.873, 2.829, 1.007, -1.449, -0.961, -1.109, 0.186, 1.152, -0.102, 0.585, 0.172)  # fmt: skip
BIAS = -5.238
# Which category: weights of the signs in placing.
PLACE = (1.561, 1.013, 5.270, 6.168, 3.926)
# From this probability on, a page counts as an answer.
THRESHOLD = 0.75
