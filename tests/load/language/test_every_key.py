"""What a contract that uses every key means, as values of the model."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker.load.paths import parse
from checker.load.sets import contract_sets
from checker.model.boundaries import (
    Boundary,
    Carry,
    Compare,
    Context,
    Delivery,
    Enrich,
    Expected,
    Leaves,
    Message,
    PartsRow,
    ReadRow,
    Requirement,
    Retry,
    Row,
    StatusTable,
    Tolerance,
    Tracing,
)
from checker.model.conditions import Condition, IsAbsent, IsPresent, Matches, Not, OneOf, Test
from checker.model.contracts import (
    Accept,
    AcceptedDrift,
    CaptureRule,
    Change,
    ContractSet,
    Flow,
    Reference,
    Spot,
    TableVersion,
)
from checker.model.json import Json
from checker.model.paths import Path as ModelPath
from checker.model.places import Place, Ref
from checker.model.recordings import Complete
from checker.model.systems import (
    CombineRow,
    DecideRow,
    Deprecated,
    Fact,
    Layer,
    Move,
    Outcome,
    Phase,
    Quantifier,
    Status,
    StatusRef,
    Use,
)
from checker.model.transformations import (
    CodeStep,
    Constant,
    Date,
    EachRow,
    Engine,
    FieldRow,
    From,
    Function,
    Join,
    Lookup,
    Made,
    Multiply,
    Number,
    Operation,
    Pad,
    Plain,
    Position,
    Split,
    Transformation,
    Truncate,
    Values,
)
from checker.model.transformations import Row as MappingRow
from checker.model.traps import Trap

P = Place(file="", line=0, column=0)


@pytest.fixture
def contract(every_key: Path) -> ContractSet:
    (found,) = contract_sets([str(every_key)])
    return found


def ref(name: str) -> Ref:
    return Ref(name=name, place=P)


def refs(*names: str) -> tuple[Ref, ...]:
    return tuple(map(ref, names))


def path(text: str, depth: int = 0) -> ModelPath:
    return parse(text, P, depth=depth)


def status(text: str) -> StatusRef:
    system, code = text.split("/")
    return StatusRef(system=system, code=code, place=P)


def statuses(*texts: str) -> tuple[StatusRef, ...]:
    return tuple(map(status, texts))


def where(text: str, test: Test, depth: int = 0) -> Condition:
    return Condition(path=path(text, depth), test=test, place=P)


def row(
    shown: str | None, report: str | None, during: tuple[StatusRef, ...] | None, ignore: str | None = None
) -> Row:
    return Row(
        shown=status(shown) if shown else None,
        report=status(report) if report else None,
        during=during,
        ignore=ignore,
        place=P,
    )


def test_the_head(contract: ContractSet) -> None:
    assert (contract.name, contract.version, contract.title, contract.owner) == (
        "every-key",
        "1.2.0",
        "All that can be written",
        "team-integration",
    )


def test_facts(contract: ContractSet) -> None:
    assert list(contract.facts.values()) == [
        Fact(name="received", owner=ref("erp"), means="The ERP has stored the order", place=P),
        Fact(
            name="posted",
            owner=ref("erp"),
            means="A sales order exists",
            implies=refs("received"),
            once_per=ref("order"),
            place=P,
        ),
        Fact(name="shipped", owner=ref("wms"), means="The goods have left", implies=refs("posted"), place=P),
        Fact(name="paid_out", owner=ref("bank"), means="The money has left", revocable=True, place=P),
    ]


def test_statuses_of_a_system(contract: ContractSet) -> None:
    portal = contract.systems["portal"]
    assert list(portal.statuses.values()) == [
        Status(system="portal", code="draft", place=P),
        Status(system="portal", code="submitted", means="The customer has ordered", place=P),
        Status(
            system="portal",
            code="waiting",
            deprecated=Deprecated(
                because="nobody understood it", instead=ref("submitted"), until="2027-01-31"
            ),
            place=P,
        ),
        Status(
            system="portal",
            code="completed",
            phase=Phase.FINAL,
            outcome=Outcome.SUCCESS,
            claims=refs("shipped"),
            claims_by_default=True,
            layer=Layer.BUSINESS,
            place=P,
        ),
        Status(system="portal", code="accepted", outcome=Outcome.SUCCESS, place=P),
        Status(system="portal", code="partly", outcome=Outcome.PARTIAL, claims=refs("posted"), place=P),
        Status(
            system="portal",
            code="failed",
            phase=Phase.FINAL,
            outcome=Outcome.FAILURE,
            denies=refs("shipped"),
            place=P,
        ),
    ]
    assert portal.title == "Customer portal"
    assert portal.initial == refs("draft")
    assert portal.retired == refs("on_hold")
    assert portal.success_claims == refs("shipped")
    assert portal.moves == (
        Move(source="draft", target="submitted", place=P),
        Move(source="submitted", target="waiting", place=P),
    )


def test_faces_and_external_systems(contract: ContractSet) -> None:
    assert contract.systems["erp_http"].part_of == ref("erp")
    assert [name for name, system in contract.systems.items() if system.is_external] == ["wms"]
    assert contract.systems["crm"].statuses == {}


def test_a_vocabulary_gives_its_statuses_with_our_facts(contract: ContractSet) -> None:
    bank = contract.systems["bank"]
    assert bank.use == Use(
        name="bank",
        title="Our bank",
        sources=("the handbook of our bank, chapter 4",),
        facts={"settled": ref("paid_out")},
        dropped=("booked",),
        traps=(
            Trap(
                status=ref("RCVD"),
                says="Stands in the books before the money has left",
                source="the handbook of our bank, chapter 4, page 2",
                place=P,
            ),
        ),
        place=P,
    )
    assert list(bank.statuses.values()) == [
        Status(
            system="bank",
            code="RCVD",
            means="The order was received",
            silent_on=refs("paid_out"),
            source="page 1",
            place=P,
        ),
        Status(
            system="bank",
            code="ACSC",
            means="The money has left",
            outcome=Outcome.SUCCESS,
            claims=refs("paid_out"),
            place=P,
        ),
        Status(
            system="bank",
            code="RJCT",
            means="The order was refused",
            outcome=Outcome.FAILURE,
            phase=Phase.FINAL,
            denies=refs("paid_out"),
            place=P,
        ),
        Status(system="bank", code="ASKED", place=P),
    ]
    assert [(move.source, move.target) for move in bank.moves] == [
        ("RCVD", "ACSC"),
        ("RCVD", "RJCT"),
        ("ASKED", "RCVD"),
    ]
    assert bank.initial == refs("RCVD")
    assert str(bank.statuses["RCVD"].place) == "set/vocabularies/bank.yaml:8:3"


def test_combinations_and_decisions(contract: ContractSet) -> None:
    portal = contract.systems["portal"]
    assert portal.combines == (
        CombineRow(
            quantifier=Quantifier.ALL,
            shown={"erp": statuses("erp/53"), "wms": statuses("wms/shipped")},
            report=status("portal/completed"),
            place=P,
        ),
        CombineRow(
            quantifier=Quantifier.ANY,
            shown={"erp": statuses("erp/51", "erp/68"), "wms": statuses("wms/refused")},
            report=status("portal/failed"),
            place=P,
        ),
        CombineRow(
            quantifier=Quantifier.ALL,
            shown={"erp": statuses("erp/absent"), "wms": statuses("wms/no_answer")},
            report=None,
            ignore="nothing was heard yet",
            place=P,
        ),
        CombineRow(quantifier=Quantifier.OTHERWISE, shown={}, report=status("portal/submitted"), place=P),
    )
    assert portal.decides == (
        DecideRow(
            boundary=ref("bank-to-portal"),
            where=(where("/country", OneOf(("DE", "AT"))),),
            is_otherwise=False,
            then=refs("portal-to-erp"),
            place=P,
        ),
        DecideRow(
            boundary=ref("bank-to-portal"), where=(), is_otherwise=True, then=refs("portal-to-wms"), place=P
        ),
    )


def test_how_a_boundary_delivers(contract: ContractSet) -> None:
    boundary = contract.boundaries["portal-to-erp"]
    assert boundary == Boundary(
        name="portal-to-erp",
        sender=ref("portal"),
        receiver=ref("erp"),
        via="integration-suite",
        delivery=Delivery(order="fifo", per=path("key:"), times="at-least-once", place=P),
        answer_within=900.0,
        settles_after=432_000.0,
        leaves=Leaves(when=statuses("portal/submitted"), enters=statuses("erp/50"), place=P),
        retry=Retry(
            after=statuses("erp/no_answer", "erp_http/503"),
            attempts=5,
            idempotent=True,
            key=path("/order/id"),
            place=P,
        ),
        carries=(
            Carry(name="traceparent", context=Context.W3C, place=P),
            Carry(
                name="own_trace",
                context=Context.W3C,
                tracing=Tracing.RESTART,
                because="the portal begins its own",
                place=P,
            ),
            Carry(
                name="told",
                context=Context.W3C,
                tracing=Tracing.PASS_THROUGH,
                because="it takes no part",
                place=P,
            ),
            Carry(name="baggage", context=Context.BAGGAGE, place=P),
            Carry(name="zipkin", context=Context.B3, place=P),
            Carry(name="event", context=Context.CLOUD_EVENTS, place=P),
            Carry(
                name="correlation",
                sent=path("header:x-correlation-id"),
                received=path("/control/reference"),
                place=P,
            ),
            Carry(
                name="order",
                sent=path("/order/id"),
                received=path("/control/docnum"),
                then=functions(Pad("left", "0", 10), Plain.TRIM, Number()),
                place=P,
            ),
        ),
        messages=boundary.messages,
        status=boundary.status,
        place=P,
    )
    other = contract.boundaries["portal-to-wms"]
    assert (other.always_answers, other.is_draft) == (True, True)
    assert other.delivery == Delivery(
        order="versioned", by=path("/updated_at"), times="exactly-once", place=P
    )
    orders = [each.delivery.order for each in contract.boundaries.values() if each.delivery]
    assert orders == ["fifo", "versioned", "any", "fifo"]


def functions(*operations: Operation) -> tuple[Function, ...]:
    return tuple(Function(operation=operation, place=P) for operation in operations)


def test_messages(contract: ContractSet) -> None:
    messages = contract.boundaries["portal-to-erp"].messages
    created = messages["created"]
    assert created == Message(
        name="created",
        where=(
            where("/type", OneOf(("order.created",))),
            where("/channel", OneOf(("web", "phone", 7, Decimal("1.50"), True, None))),
            where("/note", IsAbsent()),
            where("/id", IsPresent()),
            where("/sku", Matches("^[A-Z]+$")),
            where("/old", Not(Not(OneOf(("a", "b"))))),
            where("header:x-kind", OneOf(("x",))),
            where("attribute:messaging.system", OneOf(("kafka",))),
        ),
        case=path("/order/id"),
        version="2.3",
        version_at=path("/schema_version"),
        key=path("key:"),
        sends=created.sends,
        accepts=created.accepts,
        transform=created.transform,
        implementation=CodeStep(engine=Engine.PYTHON, program="shop.mapping:order", place=P),
        enriches=(Enrich(path=path("/credit_limit"), source=ref("crm"), by=path("/customer"), place=P),),
        requires=(Requirement(jq=".lines | length > 0", because="an order needs a line", place=P),),
        compare=created.compare,
        sensitive=(path("/customer/email"), path("/lines/*/note")),
        place=P,
    )
    assert created.sends is not None
    assert created.accepts is not None
    assert (created.sends.name, created.accepts.name) == (
        "schemas/order.json",
        "schemas/shipment.json#/$defs/shipment",
    )
    changed, cancelled, archived = (messages[name] for name in ("changed", "cancelled", "archived"))
    assert changed.sends is changed.accepts
    assert [each.has_payload for each in (changed, cancelled, archived)] == [True, False, True]
    assert changed.transform == step(Engine.JQ, ".")
    assert cancelled.transform == step(Engine.JSONATA, "$")
    assert cancelled.implementation == CodeStep(engine=Engine.COMMAND, program=("./map", "--json"), place=P)
    assert archived.transform == step(Engine.XSLT, "<x/>\n")


def step(engine: Engine, program: str) -> Transformation:
    return Transformation(rows=(CodeStep(engine=engine, program=program, place=P),), place=P)


def field(to: str, source: object, *operations: Operation, depth: int = 0, **more: object) -> FieldRow:
    return FieldRow(
        to=path(to, depth),
        source=source,
        functions=functions(*operations),
        place=P,
        **more,  # type: ignore[arg-type]
    )


def taken(*texts: str, depth: int = 0) -> From:
    return From(tuple(path(text, depth) for text in texts), is_list=len(texts) > 1)


def test_mapping_rows(contract: ContractSet) -> None:
    created = contract.boundaries["portal-to-erp"].messages["created"]
    assert created.transform is not None
    expected: tuple[MappingRow, ...] = (
        field("/control/docnum", taken("/order/id"), Pad("left", "0", 10)),
        field("/control/padded", taken("/order/id"), Pad("right", " ", 10), required=True),
        field("/control/date", taken("/placed"), Date("iso", "%Y%m%d", "Europe/Berlin")),
        field("/control/time", taken("/placed"), Date("%d.%m.%Y", "iso")),
        field("/control/uuid", Made("uuid"), because="minted per attempt"),
        field("/control/day", Made("date")),
        field("/control/at", Made("timestamp")),
        field("/currency", taken("/currency"), Lookup(ref("currencies")), otherwise=None),
        field("/plant", taken("/country", "/channel"), Lookup(ref("plants"))),
        field("/kind", taken("/channel"), Values({"web": "OR", "phone": 7}), default="OR", otherwise="ZZ"),
        field("/name", taken("/first", "/last"), Join(" "), Plain.TRIM, Truncate(35), omit=(None, "")),
        field("/source", Constant("WEB")),
        field("/express", Constant("X"), where=(where("/express", OneOf((True,))),)),
        field("/partners/QUALF=006/ORG", taken("/division"), default="00"),
        field("/total", taken("/lines/*/amount"), Plain.SUM),
        field("/lines_count", taken("/lines/*"), Plain.COUNT),
        field("/least", taken("/lines/*/amount"), Plain.MIN),
        field("/most", taken("/lines/*/amount"), Plain.MAX),
        field("/gross", taken("/net"), Multiply(Decimal("1.19"))),
        field("/text", taken("/number"), Plain.STRING),
        field("/upper", taken("/code"), Plain.UPPER),
        field("/lower", taken("/code"), Plain.LOWER),
        field("/parsed", taken("/raw"), Plain.PARSE_JSON),
        field("/words", taken("/sentence"), Split(",")),
        field("/number", taken("/text"), Number()),
        field("/rounded", taken("/text"), Number(2, "half-up")),
        field("/even", taken("/text"), Number(0, "half-even")),
        CodeStep(
            engine=Engine.JQ,
            program=".lines | length",
            to=path("/computed"),
            where=(where("/lines", IsPresent()),),
            place=P,
        ),
        EachRow(
            to=path("/lines"),
            each=path("/lines"),
            where=(where("/lines", IsPresent()),),
            rows=(
                field("posnr", Position(10, 10), Pad("left", "0", 6), depth=1),
                field("first", Position(0, 1), depth=1),
                field("sku", taken("sku", depth=1), Plain.TRIM, depth=1),
                field("order", taken("/order/id"), depth=1),
                EachRow(
                    to=path("parts", 1),
                    each=path("parts", 1),
                    rows=(
                        field("line", taken("../sku", depth=2), depth=2),
                        field("", taken("", depth=2), depth=2),
                    ),
                    place=P,
                ),
            ),
            place=P,
        ),
    )
    assert created.transform.rows == expected


def compare(at: str, tolerance: Tolerance, because: str, **more: object) -> Compare:
    return Compare(at=path(at), tolerance=tolerance, because=because, place=P, **more)  # type: ignore[arg-type]


def test_rows_of_compare(contract: ContractSet) -> None:
    assert contract.boundaries["portal-to-erp"].messages["created"].compare == (
        compare("/control/at", Tolerance.TIMESTAMP, "stamped by the middleware", within=5.0, of="sent"),
        compare("/control/day", Tolerance.TIMESTAMP, "stamped later", within=60.0, of=path("/control/at")),
        compare("/control/uuid", Tolerance.UUID, "minted per attempt"),
        compare("/total", Tolerance.DECIMAL, "the ERP rounds", scale=2),
        compare("/lines", Tolerance.SET, "the bus does not keep order", key=("posnr",)),
        compare("/pairs", Tolerance.SET, "nor here", key=("a", "b")),
        compare("/reference", Tolerance.SAME_AS, "the ERP copies it", of=path("/control/docnum")),
        compare("/note", Tolerance.EMPTY_OR_MISSING, "the adapter drops it"),
    )


def read(code: str | None, *conditions: Condition, **what: object) -> ReadRow:
    return ReadRow(code=code, where=conditions, place=P, **what)  # type: ignore[arg-type]


def test_a_status_table(contract: ContractSet) -> None:
    during = statuses("portal/submitted", "portal/waiting")
    submitted, waiting = during
    assert contract.boundaries["portal-to-erp"].status == StatusTable(
        of="receiver",
        read=(
            read("200", where("/ok", OneOf((False,))), status=status("erp/51")),
            read("202", status=status("erp_http/202")),
            read("5xx", is_no_answer=True),
            read(None, status_at=path("/status")),
        ),
        rows=(
            row("erp/50", "portal/submitted", during),
            row("erp/51", "portal/failed", (submitted,)),
            row("erp/53", "portal/accepted", (submitted,)),
            row("erp/53", None, (waiting,), "posted says as much"),
            row("erp/53", "portal/accepted", during),
            row("erp/68", "portal/failed", during),
            row("erp_http/202", None, during, "it was only taken"),
            row("erp_http/503", "portal/submitted", during),
        ),
        otherwise=(row(None, None, during, "codes of tests"),),
        no_answer=(row("erp/no_answer", "portal/submitted", during),),
        absent=(row("erp/absent", "portal/submitted", during),),
        place=P,
    )


def test_a_row_covers_its_line(contract: ContractSet) -> None:
    table = contract.boundaries["portal-to-erp"].status
    assert table is not None
    places = [
        (each.place.pointer.rpartition("/when/")[2], each.place.column, each.place.width)
        for each in table.rows
    ]
    assert places == [
        ("50", 9, 13),
        ("51", 9, 38),
        ("53/0", 13, 38),
        ("53/1", 13, 47),
        ("53/2", 13, 8),
        ("68", 9, 10),
        ("erp_http~1202", 9, 41),
        ("erp_http~1503", 9, 23),
    ]


def test_when_the_message_is_the_news_its_receiver_reports(contract: ContractSet) -> None:
    boundary = contract.boundaries["bank-to-portal"]
    assert boundary.status is not None
    assert (boundary.status.of, boundary.read_system, boundary.reporter) == ("sender", "bank", "portal")
    assert boundary.status.rows == (
        row("bank/ASKED", "portal/submitted", None),
        row("bank/RCVD", "portal/submitted", None),
        row("bank/ACSC", "portal/accepted", None),
        row("bank/RJCT", "portal/failed", None),
    )


def test_a_boundary_whose_status_nobody_reads(contract: ContractSet) -> None:
    assert contract.boundaries["portal-to-crm"].status == StatusTable(
        nobody_reads="the crm only listens", place=P
    )


def part(
    quantifier: Quantifier, shown: tuple[StatusRef, ...], report: str | None, ignore: str | None = None
) -> PartsRow:
    return PartsRow(
        quantifier=quantifier, shown=shown, report=status(report) if report else None, ignore=ignore, place=P
    )


def test_parts(contract: ContractSet) -> None:
    table = contract.boundaries["portal-to-wms"].status
    assert table is not None
    assert table.parts is not None
    parts = table.parts
    assert (parts.at, parts.key) == (path("/items"), "sku")
    assert parts.read == (
        read(None, where("kind", OneOf(("part",)), 1), status_at=path("state", 1)),
        read("200", status=status("wms/shipped")),
    )
    assert parts.expected == Expected(at=path("/lines"), key="sku", place=P)
    assert parts.rows == (
        part(Quantifier.ANY, statuses("wms/absent"), "portal/submitted"),
        part(Quantifier.ALL, statuses("wms/shipped"), "portal/completed"),
        part(Quantifier.ANY, statuses("wms/refused", "wms/no_answer"), None, "it comes again"),
        part(Quantifier.NONE, (), "portal/submitted"),
        part(Quantifier.OTHERWISE, (), "portal/submitted"),
    )
    expected = [
        each.status.parts.expected
        for each in contract.boundaries.values()
        if each.status and each.status.parts
    ]
    assert expected[1:] == [Expected(reference=ref("plants"), place=P), "complete"]


def table(
    name: str, key: tuple[str, ...], value: str, rows: dict[tuple[str, ...], Json], file: str, **more: object
) -> Reference:
    return Reference(
        name=name, key=key, value=value, rows=rows, file=f"set/reference/{file}", place=P, **more
    )  # type: ignore[arg-type]


def test_reference_tables(contract: ContractSet) -> None:
    assert list(contract.reference.values()) == [
        table(
            "currencies",
            ("iso",),
            "sap",
            {("EUR",): "EUR5", ("USD",): "USDN"},
            "currencies.csv",
            max_age=2_592_000.0,
        ),
        table(
            "plants",
            ("country", "channel"),
            "plant",
            {("DE", "web"): "1010", ("DE", "phone"): "0020"},
            "plants.csv",
            versions={
                "2026-02": TableVersion(
                    name="2026-02",
                    file="set/reference/plants-2026-02.csv",
                    rows={("DE", "web"): "1000"},
                    place=P,
                )
            },
        ),
        table("reasons", ("code",), "text", {("01",): "no money", ("02",): "no account"}, "reasons.yaml"),
        table(
            "colours", ("code", "tongue"), "text", {("1", "en"): "red", ("1", "de"): "rot"}, "colours.yaml"
        ),
    ]
    assert "set/reference/plants.csv" in contract.sources


def test_captures(contract: ContractSet) -> None:
    assert contract.captures == (
        CaptureRule(
            format="har",
            where=((spot("url"), "*/orders"), (spot("method"), "POST")),
            boundary=ref("portal-to-erp"),
            message=ref("created"),
            side="sent",
            fields={"case": spot("/orderId"), "attempt": spot("header:x-attempt")},
            place=P,
        ),
        CaptureRule(
            format="otlp",
            where=((spot("name"), "orders publish"),),
            boundary=ref("portal-to-erp"),
            fields={"payload": spot("attribute:messaging.body")},
            place=P,
        ),
        CaptureRule(
            format="sap-mpl",
            system=ref("erp"),
            face={"erp_http": spot("CustomStatus")},
            complete=Complete.STATUS,
            fields={
                "status": spot("Status"),
                "time": spot("LogEnd"),
                "id": spot("Guid"),
                "of": spot("Correlation"),
                "key": spot("Key"),
                "version": spot("Version"),
                "reason": spot("reply:/why"),
            },
            place=P,
        ),
        CaptureRule(format="debezium", effect=ref("posted"), place=P),
    )


def spot(text: str) -> Spot:
    rest = text.removeprefix("reply:")
    is_path = rest.startswith(("/", "header:", "attribute:"))
    return Spot(text=text, path=parse(rest, P) if is_path else None, is_reply=rest != text, place=P)


def test_flows_and_what_is_accepted(contract: ContractSet) -> None:
    assert list(contract.flows.values()) == [
        Flow(
            name="order-to-cash",
            reader=ref("portal"),
            boundaries=refs("portal-to-erp", "portal-to-wms"),
            place=P,
        ),
        Flow(name="payment", reader=ref("portal"), place=P),
    ]
    assert contract.accept == (
        Accept(
            rule="overclaim",
            at="portal/accepted",
            because="decided in February",
            until=date(2027, 1, 31),
            place=P,
        ),
        Accept(rule="unused-status", at="portal/*", because="others use them", place=P),
    )
    assert contract.changes == (
        Change(
            version="3.0.0",
            because="the ERP now posts asynchronously",
            accepts=(
                AcceptedDrift(
                    rule="meaning-weakened",
                    at="erp/53",
                    details={"from": ["posted"], "to": ["received"], "readers": {"portal": "shows waiting"}},
                    place=P,
                ),
            ),
            place=P,
        ),
    )
