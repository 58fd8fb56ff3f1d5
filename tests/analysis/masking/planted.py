"""Secrets planted in every place of a recording and in every encoding, and what finds them again."""

import base64
import gzip
import html
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from checker.model.recordings import Body, Case, Effect, Event, Kind, Reply, Shown

CONTRACT = """\
contract: shop
format: 1
version: 1.0.0
systems:
  portal: {statuses: {sent: {means: The order was handed over}}}
  erp: {statuses: {new: {means: The order has arrived}}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order: {sensitive: [/name, /first, /second, /pin, "header:x-customer", "attribute:customer"]}
"""
DECLARED = {"name": "Ada Quillfeather", "first": "Brunhil", "second": "denstein", "pin": 730415}
SECRETS = {  # what is looked for afterwards: the secret itself where more stands around it
    "declared": "Quillfeather",
    "half": "Brunhil",
    "e-mail": "ada.quill+x@shop.example.org",
    "card": "4111111111111111",
    "iban": "DE89370400440532013000",
    "phone": "+493012345678",
    "aws": "AKIAIOSFODNN7EXAMPLE",
    "github": "ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5",
    "stripe": "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "slack": "xoxb-123456789012-abcdefGHIJ",
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkEifQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6y",
    "password": "hunter2tango",
    "bearer": "mF9x4B5f4J1sMNab01",
    "basic": "YWxhZGRpbjpvcGVuc2VzYW1lNzc=",
    "query": "Zq81kLm0pR",
    "url": "pw77secret",
}
AROUND = {  # how a secret stands in a text; the others give themselves away
    "declared": "for Ada Quillfeather, urgent",
    "half": "Brunhildenstein",
    "e-mail": "to ada.quill+x@shop.example.org now",
    "password": '{"user":"x","password":"hunter2tango"}',
    "bearer": "Authorization: Bearer mF9x4B5f4J1sMNab01",
    "basic": "Basic YWxhZGRpbjpvcGVuc2VzYW1lNzc=",
    "query": "https://api.example.org/x?api_key=Zq81kLm0pR&y=1",
    "url": "amqp://svc:pw77secret@queue/x",
}


def _every_percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _escaped(text: str) -> str:
    return json.dumps({"v": text})[:-2].replace("a", "\\u0061").replace("4", "\\u0034") + '"}'


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


ENCODINGS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "capitals": str.upper,
    "percent": lambda text: quote(text, safe=""),
    "percent, every character": _every_percent,
    "percent twice": lambda text: quote(quote(text, safe=""), safe=""),
    "form": lambda text: f"a=1&v={quote_plus(text)}&b=2",
    "base64": lambda text: _b64(text.encode()),
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64 twice": lambda text: _b64(_b64(text.encode()).encode()),
    "base64, percent": lambda text: quote(_b64(text.encode()), safe=""),
    "base64 in lines": lambda text: base64.encodebytes((text + " " * 60).encode()).decode(),
    "base64 in a data URI": lambda text: f"data:text/plain;base64,{_b64(text.encode())}",
    "JSON": lambda text: json.dumps({"v": text}),
    "JSON in JSON": lambda text: json.dumps({"w": json.dumps({"v": text})}),
    "JSON with escapes": _escaped,
    "JSON in base64 in JSON": lambda text: json.dumps({"w": _b64(json.dumps({"v": text}).encode())}),
    "gzip": lambda text: _b64(gzip.compress(text.encode(), mtime=0)),
    "zlib": lambda text: _b64(zlib.compress(text.encode())),
    "character references": lambda text: "".join(f"&#{ord(character)};" for character in text),
    "XML": lambda text: f"<v>{html.escape(text)}</v>",
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "hexadecimal": lambda text: text.encode().hex(),
    "JWT part": lambda text: (
        f"e30.{base64.urlsafe_b64encode(json.dumps({'n': text}).encode()).decode().rstrip('=')}.x"
    ),
}
CASELESS = ("declared", "half", "e-mail", "iban", "phone", "card")  # the others are secrets in one case only

BLANK = Event(case="c1", id="e9", kind=Kind.NOTE)
SENT = Event(case="c1", id="e2", kind=Kind.SENT, system="portal", boundary="portal-to-erp", message="order")
STATUS = Event(case="c1", id="e3", kind=Kind.STATUS, system="erp")

PLACES: Mapping[str, Callable[[str], Event]] = {
    "case": lambda text: replace(BLANK, case=text),
    "id": lambda text: replace(BLANK, id=text),
    "of": lambda text: replace(BLANK, of=(text,)),
    "ids": lambda text: replace(BLANK, ids={"order": text}),
    "name of ids": lambda text: replace(BLANK, ids={text: "1"}),
    "version": lambda text: replace(BLANK, version=text),
    "key": lambda text: replace(BLANK, key=text),
    "header": lambda text: replace(SENT, headers=(("x-note", text),), payload=None),
    "name of a header": lambda text: replace(SENT, headers=((text, "1"),), payload=None),
    "secret header": lambda text: replace(SENT, headers=(("Authorization", text), ("cookie", f"a={text}"))),
    "declared header": lambda text: replace(SENT, headers=(("X-Customer", text),), payload=None),
    "received header": lambda text: replace(
        SENT, kind=Kind.EXCHANGE, sent=None, received_headers=(("x-note", text), ("X-Auth-Token", text))
    ),
    "payload": lambda text: replace(SENT, payload=text),
    "member": lambda text: replace(SENT, payload={"a": [{"b": text}]}),
    "name of a member": lambda text: replace(SENT, payload={"a": {text: 1}}),
    "secret member": lambda text: replace(SENT, payload={"password": text, "clientSecret": [text]}),
    "member of a pair": lambda text: replace(SENT, payload=[{"name": "Authorization", "value": text}]),
    "sent": lambda text: replace(SENT, kind=Kind.EXCHANGE, sent={"a": text}),
    "received": lambda text: replace(SENT, kind=Kind.EXCHANGE, received=[text]),
    "body as text": lambda text: replace(SENT, body=Body(text=text, media="text/plain")),
    "body as base64": lambda text: replace(SENT, body=Body(base64=_b64(text.encode()))),
    "body as packed base64": lambda text: replace(
        SENT, body=Body(base64=_b64(gzip.compress(text.encode(), mtime=0)))
    ),
    "body as binary": lambda text: replace(SENT, body=Body(base64=_b64(b"\xff\0\x80" + text.encode()))),
    "body as a file": lambda text: replace(SENT, body=Body(file=f"bodies/{text}.bin")),
    "media type": lambda text: replace(SENT, body=Body(text="x", media=text, charset=text)),
    "reason": lambda text: replace(STATUS, status=Shown(code="1", reason=text)),
    "field": lambda text: replace(STATUS, status=Shown(code="1", field=text)),
    "reply": lambda text: replace(
        SENT,
        reply=Reply(
            code="200", headers=(("location", text), ("Set-Cookie", f"s={text}; Path=/")), payload={"a": text}
        ),
    ),
    "body of a reply": lambda text: replace(SENT, reply=Reply(code="200", body=Body(text=text))),
    "effect": lambda text: replace(
        BLANK, kind=Kind.EFFECT, effect=Effect(fact="f", key=text, before={"a": text}, after=text)
    ),
    "attribute": lambda text: replace(BLANK, attributes={"enduser": text, "list": [text]}),
    "declared attribute": lambda text: replace(SENT, payload=None, attributes={"customer": {"a": text}}),
    "attribute with a header": lambda text: replace(
        BLANK,
        attributes={"http.request.header.authorization": [text], "rpc.grpc.request.metadata.x-api-key": text},
    ),
    "src": lambda text: replace(BLANK, src={"file": f"{text}.har", "line": 3}),
    "extra": lambda text: replace(BLANK, extra={"other": {"a": text}}),
}
WORDS = (
    "version",
    "media type",
    "field",
)  # words of the contract: there only what gives itself away is masked


def cases() -> Iterator[tuple[str, str, str, Case]]:
    """The place, the encoding, the secret, and a case that has it there."""
    declared = replace(SENT, id="e1", payload=DECLARED)
    for place, plant in PLACES.items():
        for encoding, encode in ENCODINGS.items():
            for name, secret in SECRETS.items():
                if encoding == "capitals" and name not in CASELESS:
                    continue
                if name in {"declared", "half"} and place in WORDS:
                    continue
                event = plant(encode(AROUND.get(name, secret)))
                others = (declared,) if name in {"declared", "half"} else ()
                events = tuple(replace(one, case=event.case, line=5) for one in (*others, event))
                yield place, encoding, name, Case(name=event.case, events=events, recording="r.jsonl")


def texts(value: object) -> Iterator[str]:
    """Every text in a JSON value or in values of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield str(name)
            yield from texts(member)
    elif isinstance(value, list | tuple):
        for element in value:
            yield from texts(element)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from texts(getattr(value, field))
    elif value is not None:
        yield str(value)


def layers(text: str, depth: int = 5) -> Iterator[str]:
    """The text and all that comes out of it, decoded by what Python has, not by the code under test."""
    yield text
    if not depth:
        return
    found: set[str] = set()
    for decode in (unquote, unquote_plus, html.unescape):
        found.add(decode(text))
    found.add(
        re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
        .replace('\\"', '"')
        .replace("\\\\", "\\")
    )
    found.add(re.sub(r"=([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), text))
    found.add(re.sub(r"(?<=[A-Za-z0-9+/]{60})\n", "", text))
    for part in re.findall(r"[A-Za-z0-9+/_-]{8,}={0,2}", text):
        for piece in {part, *part.split("/")}:
            found |= set(_unpacked(piece))
    for inner in found - {text, ""}:
        yield from layers(inner, depth - 1)


def _unpacked(part: str) -> Iterable[str]:
    contents = []
    with suppress(ValueError):
        contents.append(
            base64.b64decode(
                part.translate({45: 43, 95: 47}).rstrip("=") + "=" * (-len(part.rstrip("=")) % 4)
            )
        )
    with suppress(ValueError):
        contents.append(bytes.fromhex(part))
    for content in contents:
        for unpack in (bytes, gzip.decompress, zlib.decompress):
            with suppress(OSError, EOFError, zlib.error, UnicodeDecodeError):
                yield unpack(content).decode()


def found_in(value: object, secret: str) -> str | None:
    """The decoded text in which a secret is found, in any case."""
    for text in texts(value):
        for layer in layers(text):
            if secret.lower() in layer.lower():
                return layer
    return None
