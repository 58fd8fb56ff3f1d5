"""The text of a new boundary: a part of a contract, with what is known already and what is to decide."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from checker.analysis.meaning.literals import sorted_literals
from checker.analysis.meaning.proposing import Proposal
from checker.model.systems import Status
from checker.model.text import plain, scalar

EDITOR: Final = "# yaml-language-server:"  # what the line begins with by which an editor finds the schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    A boundary to be written. `editor` is the line for the editor, `schema` the path of the stub.

    `new` are systems that the set does not have yet, with the statuses that stand for theirs until somebody
    writes down what they show. `rows` are empty where the receiver shows nothing yet; `combines`: the sender
    makes its status of several, so that rows here would come too late.
    """

    name: str
    sender: str
    receiver: str
    message: str
    schema: str
    editor: str | None
    new: Sequence[tuple[str, Sequence[tuple[str, Status | None]]]]
    combines: bool
    rows: Sequence[Proposal] = ()


def part(draft: Draft) -> str:
    """The file of the contract."""
    return "".join(f"{line}\n" for line in _lines(draft))


def schema(draft: Draft) -> str:
    """The stub of the message's schema."""
    properties = {"id": {"type": "string"}}
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What {draft.sender} sends to {draft.receiver}",
        "type": "object",
        "required": [*properties],
        "properties": properties,
    }
    return json.dumps(content, indent=2) + "\n"


def undecided(draft: Draft) -> Iterator[tuple[str, str]]:
    """What somebody has to decide: the line of the file where it is, and the sentence."""
    for name, statuses in draft.new:
        like = (
            f"its statuses are made up after those of {draft.receiver}" if statuses else "shows nothing yet"
        )
        yield _head(name), f"{name} is new, and {like}: write down what it shows, and what that claims"
    if draft.combines:
        says = f"{draft.sender} combines what others show: add {draft.receiver} to its combines"
        yield _combined(draft), says
    for row in draft.rows:
        if not row.is_decided:
            yield _line_of(row), f"{plain(str(row.word), longest=200)}: {': '.join(_why(row, draft.sender))}"


def _head(name: str) -> str:
    return f"  {scalar(name)}:"


def _combined(draft: Draft) -> str:
    return f"    # status: none is needed here once combines of {draft.sender} names {draft.receiver}"


def _lines(draft: Draft) -> Iterator[str]:
    if draft.editor is not None:
        yield draft.editor
    yield f"# What {draft.sender} hands to {draft.receiver}: a start, to be changed to what is so."
    yield ""
    if draft.new:
        yield "systems:"
        for name, statuses in draft.new:
            yield from _system(name, statuses, draft.receiver)
        yield ""
    yield "boundaries:"
    yield _head(draft.name)
    yield f"    from: {scalar(draft.sender)}"
    yield f"    to: {scalar(draft.receiver)}"
    yield "    messages:"
    yield f"      {scalar(draft.message)}:"
    yield "        case: /id      # where the payload names the transaction"
    yield f"        payload: {scalar(draft.schema)}"
    yield "        # sends: and accepts: instead, with transform:, where one side's is made of the other's"
    yield from _status(draft)


def _system(name: str, statuses: Sequence[tuple[str, Status | None]], receiver: str) -> Iterator[str]:
    yield _head(name)
    if not statuses:
        yield "    # such as DONE: {outcome: success, phase: final, claims: [FACT], means: ...}; see also"
        yield "    # `seamproof vocabularies` for what well-known systems show"
        yield "    statuses: {}"
        return
    yield f"    # what {receiver} shows, until somebody knows what {name} does"
    yield "    statuses:"
    for code, status in statuses:
        yield f"      {scalar(code)}: {{{', '.join(_said(status, receiver))}}}"
    yield f"    initial: {scalar(statuses[0][0])}"


def _said(status: Status | None, receiver: str) -> Iterator[str]:
    """What a status of the new system says: what one of the receiver does, or nothing yet."""
    if status is None:
        yield f"means: {scalar(f'Handed to {receiver}, and nothing is known yet')}"
        return
    if status.outcome.value != "none":
        yield f"outcome: {status.outcome.value}"
    if status.is_final:
        yield f"phase: {status.phase.value}"
    if status.claims or status.outcome.value == "success":
        yield f"claims: [{', '.join(scalar(fact.name) for fact in status.claims)}]"
    if status.denies:
        yield f"denies: [{', '.join(scalar(fact.name) for fact in status.denies)}]"
    if status.means:
        yield f"means: {scalar(status.means)}"


def _status(draft: Draft) -> Iterator[str]:
    if draft.combines:
        yield _combined(draft)
        return
    if not draft.rows:
        yield f"    # status:        what {draft.sender} reports, once {draft.receiver} has statuses"
        yield f"    #   when: {{CODE OF {draft.receiver}: STATUS OF {draft.sender}}}"
        yield "    #   no_answer: STATUS"
        return
    yield "    status:"
    yield f"      when:            # {draft.receiver} shows ...: {draft.sender} reports ..."
    rows = [row for row in draft.rows if not row.word.is_silence]
    if not any(row.is_decided for row in rows):
        yield "        {}"
    for row in rows:
        if row.is_decided:
            yield row_of(row)
        else:
            yield from _open(row, draft.sender)
    for row in draft.rows:
        if row.word.is_silence and row.is_decided:
            yield row_of(row)
        elif row.word.is_silence:
            yield from _open(row, draft.sender)


def row_of(row: Proposal) -> str:
    """The line of a row that is decided."""
    indent = "      " if row.word.is_silence else "        "
    return f"{indent}{scalar(str(row.word.code))}: {_reported(row)}"


def _reported(row: Proposal) -> str:
    if row.reports is None:
        return f"{{ignore: {scalar(row.ignore or '')}}}"
    code = scalar(row.reports.code)
    return code if row.during is None else f"{{report: {code}, while: {scalar(row.during.code)}}}"


def _open(row: Proposal, sender: str) -> Iterator[str]:
    """What stands in the place of a row that nobody but a person can decide."""
    yield _line_of(row)
    indent = "      " if row.word.is_silence else "        "
    yield from (f"{indent}#   {says}" for says in _why(row, sender))


def _line_of(row: Proposal) -> str:
    indent = "      " if row.word.is_silence else "        "
    return f"{indent}# {plain(str(row.word.code))}: ?"


def _why(row: Proposal, sender: str) -> tuple[str, str]:
    """Why no row is right, and what can be done."""
    if row.word.is_silence:
        return (
            f"no open status of {sender} says nothing",
            "declare one, or write answers: always beside from and to, if no call ends without an answer",
        )
    said = " and ".join(str(literal) for literal in sorted_literals(row.word.says))
    says = f"it says {said}, and " if said else ""
    return (
        f"{says}no status of {sender} says as much and no more",
        'declare one, or write {ignore: "why nobody needs to know"}',
    )
