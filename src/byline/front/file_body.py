"""The body of an answer that is an open file."""

from typing import Any

BLOCK_BYTES = 32_768  # what is read and sent at once


class FileBody:
    """What WSGI calls `wsgi.file_wrapper`: passes a file on instead of its content (PEP 3333)."""

    def __init__(self, file: Any, block_size: int = BLOCK_BYTES) -> None:
        self._file, self._block_size = file, block_size

    def read_block(self) -> bytes:
        """The next bytes; none at the end."""
        block: bytes = self._file.read(BLOCK_BYTES)
        return block

    def __iter__(self) -> "FileBody":
        return self

    def __next__(self) -> bytes:
        if block := self.read_block():
            return block
        raise StopIteration

    def close(self) -> None:
        self._file.close()
