"""Names that say of what stands under them that it is secret."""

import re
from functools import lru_cache
from typing import Final

_HEADERS: Final = frozenset(
    {
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
        "cookie2",
        "set-cookie2",
        "api-key",
        "apikey",
        "x-api-key",
        "x-apikey",
        "ocp-apim-subscription-key",
        "x-functions-key",
        "x-amz-credential",
        "x-amz-signature",
        "x-hub-signature",
        "x-hub-signature-256",
        "www-authenticate",
        "proxy-authenticate",
        "authentication-info",
        "x-forwarded-authorization",
        "x-vault-token",
        "x-jwt-assertion",
        "x-goog-iap-jwt-assertion",
    }
)
_HEADER_ENDS: Final = ("-token", "-secret", "-password", "-apikey", "-api-key", "-access-key", "-private-key")
_SECRETS: Final = (  # ends of names; whatever stands there, however short
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "secretkey",
    "apikey",
    "privatekey",
    "accesskey",
    "accountkey",
    "clientsecret",
    "cvv",
    "cvc",
    "cvv2",
    "securitycode",
)
_TOKENS: Final = (  # ends of names; what stands there may be a plain word that is no secret
    "token",
    "authorization",
    "credential",
    "credentials",
    "cookie",
    "sessionid",
    "signature",
    "jwt",
    "assertion",
    "subscriptionkey",
)
_PARTS: Final = re.compile(r"[^A-Za-z0-9]+")
_PLAIN_WORD: Final = re.compile(r"[a-z]+(?:[ _-][a-z]+)*|[A-Z]+(?:[ _-][A-Z]+)*|\W*|\d{1,5}")


@lru_cache(maxsize=4096)
def is_secret_header(name: str) -> bool:
    """Whether a header of this name carries credentials, in metadata or as an attribute of a span too."""
    low = name.strip().lower().rpartition(".")[2].replace("_", "-")
    return low in _HEADERS or low.endswith(_HEADER_ENDS) or low in {"token", "secret", "password"}


@lru_cache(maxsize=4096)
def is_secret(name: str) -> bool:
    """Whether whatever stands under a member of this name is secret."""
    return _bare(name).endswith(_SECRETS)


@lru_cache(maxsize=4096)
def may_be_secret(name: str) -> bool:
    """Whether a value under a member of this name is secret if it looks like one."""
    return _bare(name).endswith(_TOKENS)


def looks_secret(value: str) -> bool:
    """Whether a value is no plain word: of 8 characters or more, with digits or capitals among them."""
    return len(value) >= 8 and not _PLAIN_WORD.fullmatch(value)


def _bare(name: str) -> str:
    """A name without its separators: clientSecret, client_secret and Client-Secret are one."""
    return _PARTS.sub("", name[-64:]).lower()
