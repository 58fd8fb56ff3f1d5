"""The page as a whole, and the templates that it is made with."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from checker import __version__
from checker.model.coverage import Kind
from checker.model.findings import Report
from checker.report.html import telling
from checker.report.html.choices import choices
from checker.report.html.entries import entries
from checker.report.html.frames import Lines
from checker.report.html.known import known
from checker.report.html.looks import looks
from checker.report.html.sentence import headline, is_empty, sentence
from checker.report.lines import escaped
from checker.report.verdict import verdict

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER: Final = Path(__file__).parent
_PIECE: Final = 500  # parts of a template that are put together before they are passed on


def page(report: Report) -> Iterator[str]:
    """The page, piece by piece."""
    environment = _environment()
    found = entries(report)
    style, script = _text("style.css"), _text("script.js")
    stream = environment.get_template("report.html.j2").stream(
        report=report,
        headline=headline(report),
        sentence=sentence(report),
        is_empty=is_empty(report),
        verdict=verdict(report),
        policy=_policy(style, script),
        style=_markup(style),
        script=_markup(script),
        findings=telling.told(found, report, _macro(environment, "finding")),
        choices=choices(report, found),
        looks=looks(report.overviews, found),
        lines=Lines(report.sources),
        known=known(report),
        detailed=telling.DETAILED,
        kinds=tuple(Kind),
        version=__version__,
    )
    stream.enable_buffering(_PIECE)
    yield from stream


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,  # it is off unless one says so
        undefined=StrictUndefined,
        auto_reload=False,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """Whatever a template shows passes here, so that no text has a control character of a payload."""
    from markupsafe import Markup

    if isinstance(value, Markup | int):
        return value
    text = str(value)
    return text if text.isascii() and text.isprintable() and "##" not in text else escaped(text)


def _macro(environment: "Environment", name: str) -> "Callable[..., str]":
    """What gives the HTML of one thing; it escapes what it is given."""
    macro: Callable[..., str] = getattr(environment.get_template(f"{name}.html.j2").module, name)
    return macro


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _markup(text: str) -> object:
    """Text of our own that is not escaped."""
    from markupsafe import Markup

    return Markup(text)


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and no style or script counts but our own."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
