"""Claims that break their rules."""


def never_quoted() -> int:
    """A number that no page quotes."""
    return 1


def undocumented() -> int:
    return 2


def failing() -> int:
    """A number that cannot be computed."""
    return 1 // 0
