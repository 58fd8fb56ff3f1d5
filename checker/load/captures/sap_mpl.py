"""
SAP message processing logs: what the OData service of Cloud Integration answers at /MessageProcessingLogs.

OData 2 JSON, of many rows or of one; a plain `value` list too. Times are milliseconds in UTC. Rows that are
PROCESSING have nulls almost everywhere: their correlation is not known yet, which is not the same as lost.
What the service was not asked to expand is `__deferred` and was not captured. Runs, their steps and the
messages traced in them stand by themselves: each follows what it belongs to. Their fields begin with what
they are, so that the Status of a step is never taken for that of the log.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from checker.load.captures import members, moments, propagation
from checker.load.captures import odata_parts as parts
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.odata_pages import rows
from checker.load.captures.records import Record
from checker.load.captures.sap_mpl_runs import NAME, attachment, fields_of, rest_of, run, step
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.text import plain

_WAYS: Final = (("d", "results"), ("d",), ("value",), ("error",), ())
_ROWS: Final = ("/d/results/*", "/d/*", "/d", "/value/*", "/*", "")
_KINDS: Final = {"Attachments": "Attachment", "MessageStoreEntries": "MessageStoreEntry"}
_USED: Final = (
    "__metadata",
    "MessageGuid",
    "CorrelationId",
    "PredecessorMessageGuid",
    "LogStart",
    "LogEnd",
    "CustomHeaderProperties",
    "AdapterAttributes",
    "Attachments",
    "MessageStoreEntries",
    "Runs",
)


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    row = members.an_object(record.value)
    if record.place.pointer == "/error" or "error" in row:
        raise UnusableError(_error(row))
    part = parts.Part(row, record.place, "", limits)
    if "RunId" in row and "ChildCount" in row:
        yield from step(part)
    elif "OverallState" in row:
        yield from run(part)
    else:
        yield from _log(part)


def _log(part: parts.Part) -> Iterator[Captured]:
    row = part.row
    guid = members.text(row, "MessageGuid")
    if guid is None and members.text(row, "Status") is None:
        raise UnusableError("neither MessageGuid nor Status stands here")
    fields = fields_of(row)
    predecessor = members.text(row, "PredecessorMessageGuid")
    correlation = members.text(row, "CorrelationId")
    name = ("sap-mpl", guid) if guid else None
    headers = tuple(parts.pairs(part, "CustomHeaderProperties"))
    system = (members.text(row, "LocalComponentName") or "").strip() or None
    shares = (propagation.correlation(correlation),) if correlation else ()
    yield Captured(
        format=NAME,
        what=What.LOG,
        place=part.place,
        system=system,
        at=moments.odata(row.get("LogStart")),
        until=moments.odata(row.get("LogEnd")),
        fields=fields,
        headers=headers if parts.is_expanded(row, "CustomHeaderProperties") else None,
        attributes=parts.attributes(part, "AdapterAttributes") | _receivers(row),
        name=name,
        follows=(("sap-mpl", predecessor),) if predecessor else (),
        shares=shares,
        rest=rest_of(row, *_USED) | parts.beyond_values(part, "AdapterAttributes"),
    )
    known = ("MessageGuid", "CorrelationId", "IntegrationFlowName", "ApplicationMessageId")
    of = {f"Log/{key}": fields[key] for key in known if key in fields}
    below = replace(part, of=of, shares=shares, system=system)
    causes = (name,) if name else ()
    for several, one in _KINDS.items():
        for kept in below.below(several, *causes):
            yield attachment(kept, What.DOCUMENT, one)
    for each in below.below("Runs", *causes):
        yield from run(each)


def _receivers(row: Mapping[str, Json]) -> dict[str, Json]:
    """Several receivers stand in one text, with commas."""
    receivers = (members.text(row, "Receiver") or "").split(",")
    return {"Receiver": list(receivers)} if len(receivers) > 1 else {}


def _error(row: Mapping[str, Json]) -> str:
    error = row.get("error", row)
    code = members.text(error, "code")
    said = members.text(error, "message", "value") or members.text(error, "message")
    words = ": ".join(plain(text, longest=300) for text in (code, said) if text)
    return "the service answered with an error and no data" + (f": {words}" if words else "")


def _looks(source: Source) -> bool:
    outline = source.outline
    if outline.get("/d/results") == "[" and "/d/results/*" not in outline and outline.is_whole:
        return True
    if "/error/code" in outline and "/error/message/value" in outline:
        return True
    return any(
        outline.has_all(f"{row}/MessageGuid", f"{row}/Status")
        or outline.has_all(f"{row}/RunId", f"{row}/ChildCount")
        or outline.has_all(f"{row}/OverallState", f"{row}/RunStart")
        for row in _ROWS
    )


FORMAT: Final = Format(
    name=NAME,
    title="SAP message processing logs (OData JSON)",
    looks=_looks,
    records=lambda source, say: rows(source, _WAYS, say),
    read=read,
    fields={
        "Status": "COMPLETED, FAILED, RETRY, ESCALATED, DISCARDED, … of the log",
        "CustomStatus": "what the flow set itself, any text",
        "IntegrationFlowName": "the integration flow",
        "IntegrationArtifact/Name": "its name as people see it; Id, Type, PackageId, PackageName likewise",
        "Sender": "what the flow called the sender",
        "Receiver": "what it called the receivers, with commas between them",
        "ApplicationMessageId": "the business key, where SAP_ApplicationID was set",
        "ApplicationMessageType": "where SAP_MessageType was set",
        "MessageGuid": "the log itself",
        "PredecessorMessageGuid": "the log before it in its chain",
        "CorrelationId": "what all logs of a chain have; none as long as a row is PROCESSING",
        "TransactionId": "as the service gives it",
        "LogLevel": "NONE, INFO, DEBUG, TRACE",
        "OriginComponentName": "where the chain began; PreviousComponentName and LocalComponentName likewise",
        "ErrorInformation/Type": "the error, where it was fetched; LastErrorModelStepId likewise",
        "Run/OverallState": "of a run: the state after it; all else of it likewise",
        "RunStep/Status": "of a step: its own status; RunStep/Activity, RunStep/Error, … likewise",
        "TraceMessage/ModelStepId": "of a message traced at a step: where it was; all else of it likewise",
        "Attachment/Name": "of an attachment; Attachment/ContentType, … and MessageStoreEntry/… likewise",
        "Log/IntegrationFlowName": "of a run, a step, … that of the log it belongs to;"
        " Log/MessageGuid, Log/CorrelationId, Log/ApplicationMessageId likewise",
    },
)
