"""A set of keys that stays small however many there are."""

MAX_BIT_KEY = 1 << 27
"""Numbers below are kept as bits, at most 16 MB."""


class SeenKeys:
    """Which keys were seen. Most keys are numbers."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._others: set[str] = set()

    def add(self, key: str) -> bool:
        """Add a key. False if it was there before."""
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
    """The key as a number, if it is written as one."""
    if not (key.isascii() and key.isdecimal() and len(key) < 10) or key[0] == "0":  # noqa: PLR2004
        return None
    number = int(key)
    return number if number < MAX_BIT_KEY else None
