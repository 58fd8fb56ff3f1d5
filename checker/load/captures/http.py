"""What calls over HTTP have in common, whoever captured them."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

FIELDS: Final[Mapping[str, str]] = {
    "url": "the whole address",
    "method": "GET, POST, …",
    "host": "the host and port of the address",
    "path": "the path of the address, without its query",
    "status": "the status code of the response, empty where none came",
}


def fields(method: str | None, url: str | None, status: str | None) -> dict[str, str]:
    """The fields of a call; parts of an address that is none are empty."""
    host, path = host_and_path(url or "")
    return {"url": url or "", "method": method or "", "host": host, "path": path, "status": status or ""}


def host_and_path(url: str) -> tuple[str, str]:
    """The host with its port, without who logs in, and the path; both empty where it is no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.netloc.rpartition("@")[2], parts.path


def header(headers: Sequence[tuple[str, str]], wanted: str) -> str | None:
    """The first header of this name, which is in lower case; None where there is none."""
    return next((text for name, text in headers if name.lower() == wanted), None)
