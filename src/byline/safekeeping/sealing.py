"""Encrypting the secrets in a backup with a passphrase: scrypt (RFC 7914) and Fernet."""

import json
import os
from base64 import b64decode, b64encode, urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

SCRYPT_COST, SCRYPT_BLOCK_SIZE, PARALLELISM = (
    2**16,
    8,
    1,
)  # a try takes 64 MB and some tenths of a second
MAX_COST = 2**20  # of a file that is read: 1 GB of memory


class WrongPassphrase(Exception):
    """The passphrase does not decrypt the secrets."""


def seal(texts: dict[str, str], passphrase: str) -> bytes:
    """Encrypt texts by name, as JSON that only the passphrase decrypts."""
    salt = os.urandom(16)
    token = Fernet(_key(passphrase, salt, SCRYPT_COST, SCRYPT_BLOCK_SIZE, PARALLELISM)).encrypt(
        json.dumps(texts).encode()
    )
    header = {
        "kdf": "scrypt",
        "n": SCRYPT_COST,
        "r": SCRYPT_BLOCK_SIZE,
        "p": PARALLELISM,
        "salt": b64encode(salt).decode(),
        "fernet": token.decode(),
    }
    return json.dumps(header, indent=1).encode()


def unseal(sealed: bytes, passphrase: str) -> dict[str, str]:
    """The decrypted texts. Raises WrongPassphrase, or ValueError if `seal` did not make this."""
    try:
        header = json.loads(sealed)
        cost, block, parallelism, salt = (
            int(header["n"]),
            int(header["r"]),
            int(header["p"]),
            b64decode(header["salt"]),
        )
        token = str(header["fernet"])
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        raise ValueError("the encrypted secrets cannot be read") from None
    if not (
        1 < cost <= MAX_COST and 0 < block <= SCRYPT_BLOCK_SIZE and 0 < parallelism <= PARALLELISM
    ):
        raise ValueError("the encrypted secrets ask for too much work to decrypt them")
    try:
        texts: dict[str, str] = json.loads(
            Fernet(_key(passphrase, salt, cost, block, parallelism)).decrypt(token)
        )
    except InvalidToken:
        raise WrongPassphrase("the passphrase is wrong") from None
    return texts


def _key(passphrase: str, salt: bytes, cost: int, block: int, parallelism: int) -> bytes:
    return urlsafe_b64encode(
        Scrypt(salt=salt, length=32, n=cost, r=block, p=parallelism).derive(passphrase.encode())
    )
