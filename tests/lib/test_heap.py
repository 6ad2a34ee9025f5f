"""A process does not keep the memory of large blocks that it has freed."""

import subprocess
import sys

SCRIPT = """
import sys
if sys.argv[1] == "given back":
    from byline.lib.heap import give_memory_back
    give_memory_back()
largest = b"x" * 30_000_000
del largest  # so that the library takes blocks of that size for usual
blocks, between = [], []
for _ in range(20):
    blocks.append(b"x" * 8_000_000)
    between.append(bytearray(100_000))
del blocks
pages = int(open("/proc/self/statm").read().split()[1])
print(pages * 4096 // 1_000_000)
"""


def megabytes(setting: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, setting], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_large_blocks_are_given_back() -> None:
    assert megabytes("kept by default") > 160
    assert megabytes("given back") < 60
