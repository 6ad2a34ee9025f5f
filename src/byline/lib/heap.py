"""Memory that is free again goes back to the system."""

import ctypes

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # mallopt(3)
LARGE_BYTES = 1_000_000


def give_memory_back() -> None:
    """Have blocks of LARGE_BYTES and more given back when they are freed, here and in children.

    By default glibc raises that size to that of the largest block that was ever freed, up to 32 MB.
    Then the blocks of decoded pictures stay with the process, several hundred megabytes. Other C
    libraries are left as they are.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
        mallopt(M_TRIM_THRESHOLD, LARGE_BYTES)
