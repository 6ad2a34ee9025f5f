"""Removes access tokens, e-mail addresses and control characters from every log line.

A request's path has up to 64 kB, so every pattern takes time in proportion to the length: where it
begins with a run of characters, it begins only at the start of the run (lookbehind).
"""

import re
from collections.abc import Mapping
from typing import Any

MASK = "***"
# Tokens in addresses of ours, by the routes that have them, and then by their looks.
ROUTES = re.compile(
    r"((?:/-/(?:confirm|unsubscribe|response)/\d+|/-/my-data|/-/report/receipt|/-/welcome"
    r"|/accounts/password/reset/key|/password_reset/confirm(?:/[^/\s?]+)?)/)"
    r"(?!account(?:/|\b)|done(?:/|\b))[^/\s?#\"'<>&]+"
)
# Django's signing: the value, perhaps the time, 43 characters.
SIGNED = re.compile(r"(?<![\w.=-])[\w.=-]*+:[\w-]{27,}")
RESET = re.compile(r"\b[0-9a-z]{1,13}-[0-9a-z]{6,7}-[0-9a-f]{32,64}\b")  # Django's password links
HEXADECIMAL = re.compile(r"(?<![\w-])[0-9a-f]{32,}(?![\w-])")
PARAMETERS = re.compile(
    r"(?i)(?<![\w.-])((?:[\w.-]*[_.-])?(?:code|token|key|secret|password|passphrase|signature|state"
    r"|credential|sessionid|csrftoken)=)[^&\s#\"'<>;,]+"
)
# E-mail addresses, also percent-encoded, quoted, in a `repr`, or as the user of a URL.
_AT = r"(?:@|%(?:25)*40)"
_LOCAL = r"[^\s\x00-\x1f@<>()\[\]{},;:\"/&?#|]"
_DOMAIN = r"(?:\[[\w.:]{1,64}\]|[\w%\\-]+(?:\.[\w%\\-]+)*)"
MAIL_ADDRESSES = re.compile(
    rf"(?<!{_LOCAL})(?P<quote>b?'|)(?:(?!{_AT}){_LOCAL})++{_AT}{_DOMAIN}"
    rf"|\"[^\"\n]{{1,64}}\"{_AT}{_DOMAIN}"
)
# C0, DEL, C1, line and paragraph separators, and the marks that reverse the direction of text.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROLS_BUT_NEWLINES = re.compile(CONTROLS.pattern.replace(r"\x00-\x1f", r"\x00-\x09\x0b-\x1f"))


def clean(value: Any) -> Any:
    """The value without secrets, addresses and control characters; other types become text."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Mapping):
        return {clean_line(str(name)): clean(entry) for name, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(entry) for entry in value]
    return clean_line(value if isinstance(value, str) else repr(value))


def clean_line(text: str) -> str:
    """The text on one line, with secrets and addresses masked and control characters escaped."""
    return CONTROLS.sub(_escaped, mask_secrets(text))


def clean_lines(text: str) -> str:
    """A traceback: as `clean_line`, but later lines stay, indented, so none looks like a record."""
    return CONTROLS_BUT_NEWLINES.sub(_escaped, mask_secrets(text)).replace("\n", "\n  ")


def mask_secrets(text: str) -> str:
    text = ROUTES.sub(rf"\1{MASK}", text)
    text = SIGNED.sub(MASK, text)
    text = RESET.sub(MASK, text)
    text = PARAMETERS.sub(rf"\1{MASK}", text)
    text = HEXADECIMAL.sub(MASK, text)
    return MAIL_ADDRESSES.sub(lambda match: f"{match['quote'] or ''}{MASK}", text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - a byte
