"""Reads an export in a process of its own, and prints the outcome and by how many megabytes
the process grew.
"""

import resource
import sys
from pathlib import Path

from byline.transfer.wordpress.wxr_reader import WxrReader
from byline.transfer.wordpress.wxr_records import WxrError


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


before = peak()
try:
    outcome = f"read {sum(1 for _item in WxrReader(Path(sys.argv[1])))}"
except WxrError as error:
    outcome = str(error)
sys.stdout.write(f"{outcome}\n{peak() - before}\n")
