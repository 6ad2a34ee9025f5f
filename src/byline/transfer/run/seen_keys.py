"""A set of what was seen, small however much that is."""

MAX_BIT_KEY = 1 << 27
"""Numbers below are kept as bits, 16 MB at most."""


class SeenKeys:
    """Which keys were met. Most keys are numbers."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._others: set[str] = set()

    def add(self, key: str) -> bool:
        """Note that it was met; False where it was met before."""
        if key in self:
            return False
        number = _number(key)
        if number is None:
            self._others.add(key)
            return True
        if number >> 3 >= len(self._bits):
            self._bits.extend(bytes((number >> 3) + 1 - len(self._bits)))
        self._bits[number >> 3] |= 1 << (number & 7)
        return True

    def __contains__(self, key: str) -> bool:
        number = _number(key)
        if number is None:
            return key in self._others
        return number >> 3 < len(self._bits) and bool(self._bits[number >> 3] & 1 << (number & 7))


def _number(key: str) -> int | None:
    """The number, where the key is one as one writes it."""
    if not (key.isascii() and key.isdecimal() and len(key) < 10) or key[0] == "0":  # noqa: PLR2004
        return None
    number = int(key)
    return number if number < MAX_BIT_KEY else None
