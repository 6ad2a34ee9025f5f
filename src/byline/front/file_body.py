"""The body of a response that is an open file."""

from typing import Any

BLOCK_BYTES = 32_768  # what is read and sent at once


class FileBody:
    """The server's `wsgi.file_wrapper` (PEP 3333): hands over the file instead of its content."""

    def __init__(self, file: Any, block_size: int = BLOCK_BYTES) -> None:
        self._file, self._block_size = file, block_size

    def read_block(self) -> bytes:
        """The next block of bytes; b"" at the end."""
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
