"""Names of members within JSON Pointers (RFC 6901, section 3): `~0` stands for `~`, `~1` for `/`."""


def escaped(name: str) -> str:
    """A name as a token of a pointer."""
    return name.replace("~", "~0").replace("/", "~1") if "~" in name or "/" in name else name


def unescaped(token: str) -> str:
    """The name that a token of a pointer stands for."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token
