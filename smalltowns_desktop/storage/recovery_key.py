"""The printed key that opens a password-protected event file when the password is forgotten.

SQLCipher 4 derives a file's 256-bit key from the password with PBKDF2-HMAC-SHA512, 256,000 rounds, salted with the
file's first 16 bytes (https://www.zetetic.net/sqlcipher/design/). The recovery key is that derived key itself, in
base32 with four check letters, fourteen groups of four: nothing else needs to be stored anywhere.
"""

import base64
import hashlib
import re

_ROUNDS = 256_000
_CHECK = 4


def derived_key(password: str, salt: bytes) -> bytes:
    """The 32 bytes that SQLCipher makes of a password. `salt`: 16 bytes, `PRAGMA cipher_salt`."""
    return hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ROUNDS, 32)


def recovery_key(key: bytes) -> str:
    """A key of 32 bytes as fourteen groups of four letters and digits, for paper."""
    letters = base64.b32encode(key).decode().rstrip("=") + _check_letters(key)
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def key_of_recovery(secret: str) -> bytes | None:
    """The 32 bytes of a recovery key as a person typed it; None for anything else, such as a password."""
    letters = re.sub(r"[\s-]", "", secret).upper()
    if re.fullmatch(r"[A-Z2-7]{56}", letters):
        key = base64.b32decode(letters[:-_CHECK] + "====")
        if _check_letters(key) == letters[-_CHECK:]:
            return key
    return None


def cipher_key(secret: str) -> bytes:
    """What SQLCipher takes as a key for what a person typed: a password, or the recovery key."""
    key = key_of_recovery(secret)
    return secret.encode() if key is None else f"x'{key.hex()}'".encode()


def _check_letters(key: bytes) -> str:
    return base64.b32encode(hashlib.sha256(key).digest()).decode()[:_CHECK]
