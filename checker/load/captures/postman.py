"""
Postman collections of versions 2.0 and 2.1 (postmanlabs/schemas): requests with the responses saved for them.

A saved response is a sample with the request that it answered; a request without one is a sample by itself.
Variables as `{{host}}` are left as they stand, for their values are elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from checker.analysis.written import written
from checker.load.captures import cloudevents_modes, members, postman_requests
from checker.load.captures.formats import Format
from checker.load.captures.outline import Outline
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.recordings import Reply

_USED: Final = ("originalRequest", "header", "body")  # of a response
_REQUEST: Final = re.compile(r"(?:/item/\*)+/request")  # where what the file is stands behind a long list
_VARIABLE: Final = re.compile(r"\{\{([^{}]+)\}\}")


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every saved response with its request, and every request without one, of all folders."""
    for record in json_records(source, [("item",), ("collection", "item")], say):
        waiting: list[tuple[Record, tuple[str, ...]]] = [(record, ())]
        while waiting:
            one, folders = waiting.pop()
            inner = members.member(one.value, "item")
            if isinstance(inner, list):
                path = (*folders, members.text(one.value, "name") or "")
                pointer = f"{one.place.pointer}/item"
                waiting += [
                    (Record(each, replace(one.place, pointer=f"{pointer}/{index}")), path)
                    for index, each in reversed(tuple(enumerate(inner)))
                ]
            if not isinstance(inner, list) or members.member(one.value, "request") is not None:
                yield from _saved(one, "/".join(folders))


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    around = members.an_object(record.value)
    item = members.an_object(around.get("item"))
    is_saved = "response" in around
    response = members.an_object(around["response"]) if is_saved else {}
    asked = response.get("originalRequest")
    pointer = "" if is_saved else "/request"
    if asked is None:
        request = postman_requests.request(item.get("request"), pointer, limits)
    else:
        request = postman_requests.request(asked, "/originalRequest", limits)
    headers, odd = postman_requests.headers(response.get("header"))
    name = members.text(item, "name") or ""
    example = members.text(response, "name") or ""
    code = members.text(response, "code") or ""
    content = postman_requests.text(response.get("body"), postman_requests.media_in(headers), limits)
    call = Captured(
        format=FORMAT.name,
        what=What.CALL,
        place=record.place,
        fields={
            "name": name,
            **request.fields,
            "folder": members.text(around, "folder") or "",
            "example": example,
            "status": code,
        },
        headers=request.headers,
        payload=request.content.payload,
        body=request.content.body,
        reply=Reply(code=code or None, headers=headers or (), payload=content.payload, body=content.body)
        if is_saved
        else None,
        is_sample=True,
        rest={
            **_left(item, ("name",), ("request", "response", *_folder(item))),
            **_kept("request", request.left),
            **_kept(
                "response", {**_left(response, ("name", "code"), _USED), **({"header": odd} if odd else {})}
            ),
            **_kept("variables", _variables(request.seen, response.get("body"), response.get("header"))),
        },
    )
    yield from cloudevents_modes.events(call, limits)


def _saved(item: Record, folder: str) -> Iterator[Record]:
    listed = members.member(item.value, "response")
    around: dict[str, Json] = {"item": item.value, "folder": folder}
    if listed is None or listed == []:
        yield Record(around, item.place)
        return
    pointer = f"{item.place.pointer}/response"
    for index, one in enumerate(listed) if isinstance(listed, list) else ((None, listed),):
        where = pointer if index is None else f"{pointer}/{index}"
        yield Record({**around, "response": one}, replace(item.place, pointer=where))


def _folder(item: Mapping[str, Json]) -> tuple[str, ...]:
    """What a request has that is a folder too: its requests come by themselves."""
    return ("item",) if isinstance(item.get("item"), list) else ()


def _left(found: Mapping[str, Json], texts: tuple[str, ...], used: tuple[str, ...]) -> dict[str, Json]:
    """All else that it says, but for lists that are empty; a text only where it is none."""
    left = members.beyond(found, *used)
    return {
        name: value
        for name, value in left.items()
        if value != [] and (name not in texts or members.text(value) is None)
    }


def _kept(name: str, value: Json) -> dict[str, Json]:
    return {name: value} if value else {}


def _variables(*parts: Json) -> list[Json]:
    """The names of all variables, in the order in which they come."""
    found = (_VARIABLE.findall(written(part)) for part in parts if part is not None)
    return list(dict.fromkeys(name.strip() for names in found for name in names))


def _looks(outline: Outline) -> bool:
    return any(
        f"{start}/item" in outline
        and (
            "postman.com/json/collection" in (outline.get(f"{start}/info/schema") or "")
            or f"{start}/info/_postman_id" in outline
            or any(_REQUEST.fullmatch(name.removeprefix(start)) for name in outline.values)
        )
        for start in ("", "/collection")
    )


FORMAT: Final = Format(
    name="postman",
    title="Postman collection (2.0, 2.1)",
    looks=lambda source: _looks(source.outline),
    records=records,
    read=read,
    fields={
        "name": "what the request is called",
        "method": "GET, POST, …",
        "url": "the whole address, with its variables as they stand",
        "path": "the path of the address, without its query",
        "folder": "the folders that it is in, with / between them",
        "example": "what the saved response is called; empty where there is none",
        "status": "the status code of the saved response; empty where there is none",
        **cloudevents_modes.FIELDS,
    },
)
