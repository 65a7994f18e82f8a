"""The numbers by which `cover` decides, fitted by `tests/bench/cover.py fit`, which writes this file."""

# Which page comes nearest: a weight for each of nearness.MEASURES.
RANK = (-0.856, 3.602, 1.351, 1.427, 1.200, 0.309, 0.067, 12.090, 0.962, -0.000, -0.051, 0.611, 2.666, -0.315, 0.944, 2.550, 2.298, 0.296, -0.480, 0.223, 0.707)  # fmt: skip
# Whether it answers: weights of cover.evidence, and their bias.
ACCEPT = (0.704, 1.228, 1.094, -0.095, 0.574, -0.029, -0.643, 0.168, 0.892, -1.916, -0.044, 0.646, 1.284, 1.422, 0.758, 2.916, 1.069, -1.229, -0.857, -0.906, -0.571, 0.212, 1.251, -0.068, 0.753, 0.249)  # fmt: skip
BIAS = -5.683
# Which category: weights of the signs in placing.
PLACE = (1.244, 1.317, 4.989, 6.202, 3.462)
# From this probability on, a page counts as an answer.
THRESHOLD = 0.75
