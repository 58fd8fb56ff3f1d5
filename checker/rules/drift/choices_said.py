"""Where messages go, and what replies are read as, told by the rules about rows."""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.decisions import Sent
from checker.analysis.drift.replies import Understood
from checker.model.boundaries import ReadRow
from checker.model.findings import Finding, Level
from checker.model.json import Json
from checker.rules.drift.telling import told
from checker.rules.wording import listed


def stopped(drift: Drift) -> Iterator[Finding]:
    """What no longer goes where it went, and nowhere else instead; replies that are not read any more."""
    for sent in drift.decisions.sent:
        if _is_less(sent):
            yield _sent(drift, "propagation-stopped", sent)
    for one in drift.replies.understood:
        if one.new is None:
            yield _understood(drift, "propagation-stopped", one)
    for system, boundary in drift.decisions.unsaid:
        place = drift.after.contracts.systems[system].place
        yield told(
            drift,
            "propagation-stopped",
            Level.WARNING,
            subject=boundary,
            message=f"{system} no longer says where it sends what comes over {boundary}",
            place=place,
            label="it had rows of decides",
            was="decides",
            now=None,
            readers=[system],
            boundary=boundary,
            cause=f"decides {system} {boundary}",
            fix=f"leave the rows for {boundary} in decides",
        )


def retargeted(drift: Drift) -> Iterator[Finding]:
    """What goes to another boundary, or to one more; replies that are read as another status."""
    for sent in drift.decisions.sent:
        if not _is_less(sent):
            yield _sent(drift, "row-retargeted", sent)
    for one in drift.replies.understood:
        if one.new is not None:
            yield _understood(drift, "row-retargeted", one)


def _is_less(sent: Sent) -> bool:
    return set(sent.new or ()) < set(sent.old or ())


def _sent(drift: Drift, rule: str, sent: Sent) -> Finding:
    was, now = (f"to {listed(names)}" if names else "nowhere" for names in (sent.old, sent.new))
    boundaries = drift.after.contracts.boundaries
    lost = [name for name in sent.old or () if name not in (sent.new or ())]
    come = [name for name in sent.new or () if name not in (sent.old or ())]
    missed = [boundaries[name].receiver.name for name in lost if name in boundaries]
    readers = [*missed, *(boundaries[name].receiver.name for name in come)]
    who = list(dict.fromkeys(missed))
    whom = f"; {listed(who)} no longer {'gets' if len(who) == 1 else 'get'} it" if who else ""
    return told(
        drift,
        rule,
        Level.ERROR,
        subject=sent.boundary,
        message=f"what comes over {sent.boundary}{_where(sent.where)} went {was}, and now goes {now}{whom}",
        place=sent.place,
        label=f"went {was}",
        before=sent.was,
        was=_names(sent.old),
        now=_names(sent.new),
        readers=readers,
        boundary=sent.boundary,
        cause=f"decides {sent.system} {sent.boundary} {was} {now}",
        fix=f"send it {was} as before" if sent.old else "let no row of decides take it, as before",
    )


def _understood(drift: Drift, rule: str, one: Understood) -> Finding:
    name, is_message = one.boundary.name, one.boundary.read_system == one.boundary.sender.name
    was, now = _read_as(one.old), _read_as(one.new)
    kind = "a message" if is_message else "a reply"
    became = f"is read as {now} now" if one.new else "is not read any more"
    same = ", which leads to the same" if one.is_like else ""
    return told(
        drift,
        rule,
        Level.NOTE if one.is_like else Level.ERROR,
        subject=name,
        message=f"{kind} over {name}{_where(one.where)} was read as {was}, and {became}{same}",
        place=one.place,
        label=f"was read as {was}",
        before=one.old.place if one.old else None,
        was=was,
        now=now if one.new else None,
        readers=[one.boundary.reporter],
        boundary=name,
        cause=f"read {name} {one.place} {was}",
        fix=f"read it as {was} as before, or tell the two apart",
    )


def _where(where: tuple[str, ...]) -> str:
    return f", where {listed(where)}," if where else ""


def _read_as(row: ReadRow | None) -> str:
    if row is None:
        return "nothing"
    if row.status:
        return f'{row.status.system} "{row.status.code}"'
    return "no answer" if row.is_no_answer else f"what stands at {row.status_at}"


def _names(names: tuple[str, ...] | None) -> Json:
    if not names:
        return None
    return names[0] if len(names) == 1 else list(names)
