"""The numbers by which `cover` decides, fitted by `tests/bench/cover.py fit`, which writes this file."""

# Which page comes nearest: a weight for each of nearness.MEASURES.
RANK = (-0.636, 4.066, 1.368, 1.470, 1.292, 0.256, 0.072, 11.696, 1.012, 0.000, -0.049, 0.545, 2.882, -0.341, 0.981, 2.453, 2.299, 0.370, -0.504, 0.220)  # fmt: skip
# Whether it answers: weights of cover.evidence, and their bias.
ACCEPT = (0.583, 1.070, 0.977, -0.201, 0.753, -0.162, -0.872, 0.462, 1.081, -1.804, -0.108, 0.647, 1.192, 1.214, 0.880, 2.834, 1.016, -1.448, -0.963, -1.110, 0.181, 1.152, -0.101, 0.581, 0.171)  # fmt: skip
BIAS = -5.231
# Which category: weights of the signs in placing.
PLACE = (1.575, 0.999, 5.272, 6.175, 3.921)
# From this probability on, a page counts as an answer.
THRESHOLD = 0.75
