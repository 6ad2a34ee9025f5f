"""Secrets in a backup, for whoever knows the passphrase: scrypt (RFC 7914) makes the key, Fernet does the rest."""

import json
import os
from base64 import b64decode, b64encode, urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

SCRYPT_COST, SCRYPT_BLOCK_SIZE, PARALLELISM = 2**16, 8, 1  # 64 MB and some tenths of a second a try
MAX_COST = 2**20  # the cost that a sealed file may ask for: 1 GB of memory


class WrongPassphrase(Exception):
    """It does not open what was sealed."""


def seal(texts: dict[str, str], passphrase: str) -> bytes:
    """These texts by name, as JSON that only the passphrase opens."""
    salt = os.urandom(16)
    token = Fernet(_key(passphrase, salt, SCRYPT_COST, SCRYPT_BLOCK_SIZE, PARALLELISM)).encrypt(
        json.dumps(texts).encode()
    )
    told = {
        "kdf": "scrypt",
        "n": SCRYPT_COST,
        "r": SCRYPT_BLOCK_SIZE,
        "p": PARALLELISM,
        "salt": b64encode(salt).decode(),
        "fernet": token.decode(),
    }
    return json.dumps(told, indent=1).encode()


def unseal(sealed: bytes, passphrase: str) -> dict[str, str]:
    """What was sealed. Raises WrongPassphrase; ValueError where it is nothing that `seal` made."""
    try:
        told = json.loads(sealed)
        cost, block, lanes, salt = (
            int(told["n"]),
            int(told["r"]),
            int(told["p"]),
            b64decode(told["salt"]),
        )
        token = str(told["fernet"])
    except (KeyError, TypeError, ValueError):
        raise ValueError("the sealed secrets cannot be read") from None
    if not (1 < cost <= MAX_COST and 0 < block <= SCRYPT_BLOCK_SIZE and 0 < lanes <= PARALLELISM):
        raise ValueError("the sealed secrets ask for more work than Byline does for them")
    try:
        opened: dict[str, str] = json.loads(
            Fernet(_key(passphrase, salt, cost, block, lanes)).decrypt(token)
        )
    except InvalidToken:
        raise WrongPassphrase("this passphrase does not open the secrets in it") from None
    return opened


def _key(passphrase: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return urlsafe_b64encode(
        Scrypt(salt=salt, length=32, n=cost, r=block, p=lanes).derive(passphrase.encode())
    )
