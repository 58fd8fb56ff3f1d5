"""A request of a Postman collection: address, headers, body. What is disabled is not sent, but kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from checker.load.captures import contents, kafka, members
from checker.load.captures.contents import NOT_RECORDED, NOTHING, Content
from checker.load.captures.members import UnusableError
from checker.model.json import Absent, Json
from checker.model.limits import Limits

_PATH: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?[^/?#]*([^?#]*)", re.DOTALL | re.ASCII | re.IGNORECASE)
_MEDIA: Final = {  # the content type that Postman adds where no header says one
    "json": "application/json",
    "xml": "application/xml",
    "html": "text/html",
    "text": "text/plain",
    "javascript": "application/javascript",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent; `left` is what was not used of it, `seen` the whole."""

    fields: Mapping[str, str]
    headers: tuple[tuple[str, str], ...] | None = None
    content: Content = NOTHING
    left: Mapping[str, Json] = field(default_factory=dict)
    seen: Json = None


def request(value: Json, pointer: str, limits: Limits) -> Request:
    """
    A request, or its address alone, which is then to be got.

    Raises:
        UnusableError: it is neither.

    """
    if isinstance(value, str):
        return Request({"method": "GET", "url": value, "path": _path(value)}, seen=value)
    if value is None:
        raise UnusableError("it has no request", pointer)
    found = members.an_object(value, pointer)
    left = members.beyond(found, "method", "url", "header", "body")
    url, path, left_of_url = _url(found.get("url"))
    told, odd = headers(found.get("header"))
    content, left_of_body = _body(found.get("body"), media_in(told), limits)
    for name, rest in (("url", left_of_url), ("header", odd), ("body", left_of_body)):
        if rest:
            left[name] = rest
    fields = {"method": members.text(found, "method") or "", "url": url, "path": path}
    if found.get("method") is not None and not fields["method"]:
        left["method"] = found["method"]
    return Request(fields, told, content, left, value)


def headers(value: Json) -> tuple[tuple[tuple[str, str], ...] | None, list[Json]]:
    """The headers that are sent, and whatever else stands among them; None where there is no list of them."""
    listed: list[Json]
    if isinstance(value, list):
        listed = value
    elif isinstance(value, str):
        listed = [line for line in value.splitlines() if line.strip()]
    else:
        return None, [] if value is None else [value]
    found: list[tuple[str, str]] = []
    odd: list[Json] = []
    for one in listed:
        if isinstance(one, str) and ":" in one and not one.startswith("//"):  # so older versions disable one
            name, _, text = one.partition(":")
            found.append((name.strip(), text.strip()))
        elif (pair := _pair(one)) is not None:
            found.append(pair)
        else:
            odd.append(one)
    return tuple(found), odd


def media_in(told: tuple[tuple[str, str], ...] | None) -> str | None:
    """The media type that a header names."""
    return kafka.media_in(told)


def text(value: Json, media: str | None, limits: Limits) -> Content:
    """A body that stands there as text; some tools write JSON in its place."""
    if value is None or value == "":
        return NOTHING
    return contents.of_text(value, media, limits) if isinstance(value, str) else Content(payload=value)


def _pair(one: Json) -> tuple[str, str] | None:
    """A name and a value that are sent."""
    name = members.text(one, "key")
    value = members.member(one, "value")
    if name is None or members.member(one, "disabled") is True or (value is not None and not _is_text(value)):
        return None
    return name, members.text(value) or ""


def _is_text(value: Json) -> bool:
    return members.text(value) is not None


def _body(value: Json, media: str | None, limits: Limits) -> tuple[Content, Json]:
    """What the body holds, and what was not used of it. Of a file that is only named nothing was recorded."""
    if value is None:
        return NOTHING, {}
    if not isinstance(value, dict):
        return NOT_RECORDED, value
    mode = members.text(value, "mode") or ""
    left = members.beyond(value, "mode", mode)
    held = value.get(mode)
    if value.get("disabled") is True:
        return NOTHING, dict(value)
    if held is None or held in ("", [], {}):
        return NOTHING, left
    match mode:
        case "raw":
            language = members.text(value, "options", "raw", "language") or ""
            return text(held, media or _MEDIA.get(language), limits), left
        case "urlencoded" | "formdata" if isinstance(held, list):
            pairs = [(one, _pair(one) if members.text(one, "type") != "file" else None) for one in held]
            if odd := [one for one, pair in pairs if pair is None]:
                left[mode] = odd
            fields = [pair for _, pair in pairs if pair is not None]
            if any(members.member(one, "disabled") is not True for one in odd):
                left[mode] = held  # of a file that is only named nothing was recorded, so not of the whole
                return NOT_RECORDED, left
            return (contents.of_form(fields) if fields else NOTHING), left
        case "urlencoded" if isinstance(held, str):
            return contents.of_text(held, media or "application/x-www-form-urlencoded", limits), left
        case "graphql" if isinstance(held, dict):
            return Content(payload={**held, **_parsed(held.get("variables"), limits)}), left
        case "file" if isinstance(held, dict) and isinstance(held.get("content"), str):
            if rest := members.beyond(held, "content"):
                left[mode] = rest
            return text(held["content"], media, limits), left
    return NOT_RECORDED, {**left, "mode": mode, mode: held}


def _parsed(variables: Json, limits: Limits) -> dict[str, Json]:
    """The variables of a GraphQL query, which stand there as a text of JSON and are sent as JSON."""
    if not isinstance(variables, str):
        return {}
    content = contents.of_text(variables, None, limits)
    return {} if isinstance(content.payload, Absent) else {"variables": content.payload}


def _url(value: Json) -> tuple[str, str, Json]:
    """The address, its path, and what was not used of it."""
    if value is None or isinstance(value, str):
        return value or "", _path(value or ""), None
    parts = members.beyond(value, "raw", "path", "host", "protocol", "port", "query", "hash")
    path = _joined(members.member(value, "path"), "/")
    raw = members.text(value, "raw")
    if raw is None:
        raw = _written(value, path)
    query = [one for one in members.items(value, "query") if _pair(one) is None]
    if query:
        parts["query"] = query
    return raw, f"/{path.lstrip('/')}" if path else _path(raw), parts or None


def _written(value: Json, path: str) -> str:
    """The address out of its parts, as Postman writes it."""
    protocol, host = members.text(value, "protocol"), _joined(members.member(value, "host"), ".")
    port, fragment = members.text(value, "port"), members.text(value, "hash")
    pairs = [pair for one in members.items(value, "query") if (pair := _pair(one)) is not None]
    return "".join(
        (
            f"{protocol}://" if protocol else "",
            host,
            f":{port}" if port else "",
            f"/{path.lstrip('/')}" if path else "",
            "?" + "&".join(f"{name}={text}" for name, text in pairs) if pairs else "",
            f"#{fragment}" if fragment else "",
        )
    )


def _joined(value: Json, between: str) -> str:
    if isinstance(value, list):
        steps = (members.text(one) or members.text(one, "value") or "" for one in value)
        return between.join(steps)
    return members.text(value) or ""


def _path(url: str) -> str:
    match = _PATH.match(url)
    return match[1] if match else ""
