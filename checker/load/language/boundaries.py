"""Boundaries: who hands what to whom, how often, and what must survive the crossing."""

from collections.abc import Mapping
from typing import Literal

from checker.load.language.conditions import path
from checker.load.language.functions import then
from checker.load.language.messages import Files, message
from checker.load.language.names import Names
from checker.load.language.reading import Reading
from checker.load.language.status_tables import status_table
from checker.load.tree import Entry, Node, Scalar, Table, entry_place, place
from checker.model.boundaries import Boundary, Carry, Context, Delivery, Leaves, Message, Retry, Tracing
from checker.model.paths import Path
from checker.model.places import Place
from checker.model.systems import StatusRef
from checker.model.text import plain

KEYS = (
    "from",
    "to",
    "via",
    "delivery",
    "answers",
    "answer_within",
    "settles_after",
    "leaves",
    "retry",
    "stability",
    "carries",
    "messages",
    "status",
)


def boundary(entry: Entry, names: Names, files: Files, reading: Reading) -> Boundary | None:
    key, value = entry
    keys = reading.table(value, KEYS, f'the boundary "{plain(key.text)}"', required=("from", "to"))
    if not isinstance(value, Table):
        return None
    sender = reading.known(keys["from"].value, names.systems, "system") if "from" in keys else None
    receiver = reading.known(keys["to"].value, names.systems, "system") if "to" in keys else None
    if sender is not None and sender == receiver:
        reading.wrong(f"{sender} hands messages to itself", receiver.place, "name two systems")
    is_one = sender is not None and sender == receiver  # then neither is known to be meant
    sends = sender.name if sender and not is_one else None
    takes = receiver.name if receiver and not is_one else None
    around = tuple(name for name in (sends, takes) if name is not None)
    answers = (
        reading.word(keys["answers"].value, ("always", "maybe"), "answers") if "answers" in keys else None
    )
    stability = (
        reading.word(keys["stability"].value, ("draft", "stable"), "stability")
        if "stability" in keys
        else None
    )
    leaves = _leaves(keys["leaves"].value, sends, takes, around, names, reading) if "leaves" in keys else None
    retry = _retry(keys["retry"].value, takes, around, names, reading) if "retry" in keys else None
    delivery = _delivery(keys["delivery"].value, reading) if "delivery" in keys else None
    carries = _carries(keys["carries"].value, names, reading) if "carries" in keys else ()
    messages = _messages(keys["messages"].value, names, files, reading) if "messages" in keys else {}
    status = status_table(keys["status"].value, sends, takes, names, reading) if "status" in keys else None
    via = reading.full_text(keys["via"].value, "via") if "via" in keys else None
    answer_within = _seconds(keys, "answer_within", reading)
    settles_after = _seconds(keys, "settles_after", reading)
    if sender is None or receiver is None:
        return None
    return Boundary(
        name=key.text,
        sender=sender,
        receiver=receiver,
        via=via,
        delivery=delivery,
        always_answers=answers == "always",
        answer_within=answer_within,
        settles_after=settles_after,
        leaves=leaves,
        retry=retry,
        is_draft=stability == "draft",
        carries=carries,
        messages=messages,
        status=status,
        place=place(key),
    )


def _seconds(keys: Mapping[str, Entry], name: str, reading: Reading) -> float | None:
    return reading.seconds(keys[name].value, name) if name in keys else None


def _messages(node: Node, names: Names, files: Files, reading: Reading) -> Mapping[str, Message]:
    read = (message(entry, names, files, reading) for entry in reading.names(node, "messages"))
    return {each.name: each for each in read if each is not None}


def _delivery(node: Node, reading: Reading) -> Delivery | None:
    keys = reading.table(node, ("order", "times"), "delivery")
    if not isinstance(node, Table):
        return None
    order, per, by = _order(keys["order"].value, reading) if "order" in keys else (None, None, None)
    times: Literal["at-most-once", "at-least-once", "exactly-once"] | None = None
    if "times" in keys:
        words = ("at-most-once", "at-least-once", "exactly-once")
        match reading.word(keys["times"].value, words, "times"):
            case "at-most-once" | "at-least-once" | "exactly-once" as word:
                times = word
            case _:
                pass
    return Delivery(order=order, per=per, by=by, times=times, place=place(node))


def _order(
    node: Node, reading: Reading
) -> tuple[Literal["any", "fifo", "versioned"] | None, Path | None, Path | None]:
    """How messages are ordered, for fifo within which key, and for versioned by which field."""
    if not isinstance(node, Table):
        match reading.word(node, ("any", "fifo", "versioned"), "order"):
            case "any" | "fifo" | "versioned" as word:
                return word, None, None
            case _:
                return None, None, None
    keys = reading.table(node, ("fifo", "versioned"), "order")
    if ("fifo" in keys) == ("versioned" in keys):
        reading.wrong("order is one of any, fifo and versioned", node, "write one of them")
    elif "fifo" in keys:
        inner = reading.table(keys["fifo"].value, ("per",), "fifo", required=("per",))
        return "fifo", path(inner["per"].value, reading, "per") if "per" in inner else None, None
    elif "versioned" in keys:
        inner = reading.table(keys["versioned"].value, ("by",), "versioned", required=("by",))
        return "versioned", None, path(inner["by"].value, reading, "by") if "by" in inner else None
    return None, None, None


def _leaves(
    node: Node,
    sender: str | None,
    receiver: str | None,
    around: tuple[str, ...],
    names: Names,
    reading: Reading,
) -> Leaves | None:
    keys = reading.table(node, ("when", "enters"), "leaves", required=("when",))
    if not isinstance(node, Table) or "when" not in keys:
        return None

    def statuses(name: str, system: str | None) -> tuple[StatusRef, ...]:
        listed = tuple(reading.listed(keys[name].value, name)) if name in keys else ()
        return names.statuses(listed, system, reading, around=around)

    return Leaves(when=statuses("when", sender), enters=statuses("enters", receiver), place=place(node))


def _retry(
    node: Node, receiver: str | None, around: tuple[str, ...], names: Names, reading: Reading
) -> Retry | None:
    keys = reading.table(node, ("after", "attempts", "idempotent", "key"), "retry")
    if not isinstance(node, Table):
        return None
    after = tuple(reading.listed(keys["after"].value, "after")) if "after" in keys else ()
    return Retry(
        after=names.statuses(after, receiver, reading, around=around, silent=True),
        attempts=reading.count(keys["attempts"].value, "attempts", least=1) if "attempts" in keys else None,
        idempotent=bool("idempotent" in keys and reading.flag(keys["idempotent"].value, "idempotent")),
        key=path(keys["key"].value, reading, "key") if "key" in keys else None,
        place=place(node),
    )


def _carries(node: Node, names: Names, reading: Reading) -> tuple[Carry, ...]:
    read = (_carry(entry, names, reading) for entry in reading.names(node, "carries"))
    return tuple(carry for carry in read if carry is not None)


_CONTEXTS = {context.value: context for context in Context}
_TRACINGS = {tracing.value: tracing for tracing in (Tracing.RESTART, Tracing.PASS_THROUGH)}


def _carry(entry: Entry, names: Names, reading: Reading) -> Carry | None:
    """
    One thing that must survive: `NAME: baggage`, `NAME: {w3c: restart, because: …}`, or an id with its paths.
    """
    key, value = entry
    reading.is_name(key, "what is carried")
    where = entry_place(entry)
    if isinstance(value, Scalar):
        word = reading.word(value, tuple(_CONTEXTS), f"what is carried as {plain(key.text)}")
        return None if word is None else Carry(name=key.text, context=_CONTEXTS[word], place=where)
    if isinstance(value, Table) and "w3c" in value.entries:
        return _traced(key.text, value, where, reading)
    keys = reading.table(
        value, ("sent", "received", "then"), "what is carried", required=("sent", "received")
    )
    sent = path(keys["sent"].value, reading, "sent") if "sent" in keys else None
    received = path(keys["received"].value, reading, "received") if "received" in keys else None
    functions = then(keys["then"].value, names.reference, reading) if "then" in keys else ()
    if sent is None or received is None:
        return None
    return Carry(name=key.text, sent=sent, received=received, then=functions, place=where)


def _traced(name: str, value: Table, where: Place, reading: Reading) -> Carry | None:
    """A trace context that its sender does not continue, with the reason."""
    what = "a trace that is not continued"
    keys = reading.table(value, ("w3c", "because"), what, required=("w3c", "because"))
    word = reading.word(keys["w3c"].value, tuple(_TRACINGS), "w3c")
    because = reading.full_text(keys["because"].value, "because") if "because" in keys else None
    if word is None or because is None:
        return None
    return Carry(name=name, context=Context.W3C, tracing=_TRACINGS[word], because=because, place=where)
