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


def recovery_key(password: str, salt: bytes) -> str:
    """Fourteen groups of four letters and digits, for paper. `salt`: 16 bytes, `PRAGMA cipher_salt`."""
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ROUNDS, 32)
    letters = base64.b32encode(key).decode().rstrip("=")
    letters += _check_letters(key)
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def cipher_key(secret: str) -> bytes:
    """What SQLCipher takes as a key for what a person typed: a password, or the recovery key."""
    letters = re.sub(r"[\s-]", "", secret).upper()
    if re.fullmatch(r"[A-Z2-7]{56}", letters):
        key = base64.b32decode(letters[:-_CHECK] + "====")
        if _check_letters(key) == letters[-_CHECK:]:
            return f"x'{key.hex()}'".encode()
    return secret.encode()


def _check_letters(key: bytes) -> str:
    return base64.b32encode(hashlib.sha256(key).digest()).decode()[:_CHECK]
