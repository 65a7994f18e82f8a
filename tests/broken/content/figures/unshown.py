"""A picture that no page shows."""


def draw():
    return None
