"""A password hasher that counts how often it is used, as the real one takes a second."""

from typing import ClassVar

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """`hashed` has an entry for each hash that was computed."""

    hashed: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.hashed.append(salt)
        encoded: str = super().encode(password, salt)
        return encoded
