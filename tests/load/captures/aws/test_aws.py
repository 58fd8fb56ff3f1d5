"""Tests of the events of AWS, service by service."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import Capture, capture
from checker.load.captures.aws import FORMATS, dynamodb, eventbridge, firehose, kinesis, msk, sns, sqs
from checker.load.captures.formats import Format
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.recordings import Body
from tests.load.captures.fuzzing import damaged, fuzz, hold_when_cut, mutations, nothing_foreign, written

FILES = Path(__file__).parents[1] / "files"
SPAN = ("span", "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331")
TRACE = ("trace", "0af7651916cd43dd8448eb211c80319c")
PARENT = ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
ALL = (
    (sqs.FORMAT, "aws_sqs.json"),
    (sqs.FORMAT, "aws_sqs_received.json"),
    (sns.FORMAT, "aws_sns.json"),
    (kinesis.FORMAT, "aws_kinesis.json"),
    (dynamodb.FORMAT, "aws_dynamodb.json"),
    (msk.FORMAT, "aws_msk.json"),
    (firehose.FORMAT, "aws_firehose.jsonl"),
    (eventbridge.FORMAT, "aws_eventbridge.jsonl"),
)


def whole(name: str) -> list[Captured]:
    """All that a file of ours has to tell, nothing of which is a mistake."""
    found = capture(str(FILES / name))
    captured = list(found.read())
    assert found.mistakes == ()
    return captured


def read(form: Format, document: Any) -> tuple[list[Captured], list[str]]:
    found = Capture(Source("event.json", json.dumps(document).encode()), form)
    return list(found.read()), [str(mistake) for mistake in found.mistakes]


def test_a_message_of_a_queue_has_its_attributes_as_headers() -> None:
    first, notice, plain = whole("aws_sqs.json")
    system = {
        "ApproximateReceiveCount": "2",
        "SentTimestamp": "1772442931120",
        "SenderId": "AROAEXAMPLE",
        "ApproximateFirstReceiveTimestamp": "1772442931200",
        "AWSTraceHeader": "Root=1-5759e988-bd862e3fe1be46a994272793",
        "MessageGroupId": "4711",
    }
    assert first == Captured(
        format="aws-sqs",
        what=What.MESSAGE,
        side="received",
        place=Place(file=str(FILES / "aws_sqs.json"), line=3, column=5, pointer="/Records/0"),
        at="2026-03-02T09:15:31.120Z",
        fields={
            "messageId": "m-1",
            "receiptHandle": "handle",
            "md5OfBody": "0",
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders",
            "awsRegion": "eu-central-1",
            **system,
        },
        headers=(PARENT, ("attempt", "2"), ("mark", "/w==")),
        payload={"order": "4711", "qty": Decimal("3.10")},
        key="4711",
        attributes=system,
        name=("aws-sqs", "m-1/2"),
        follows=(SPAN,),
        shares=(("aws-sqs", "m-1"), TRACE),
        rest={
            "messageAttributes": {
                "attempt": {
                    "stringValue": "2",
                    "stringListValues": [],
                    "binaryListValues": [],
                    "dataType": "Number",
                },
                "mark": {"binaryValue": "/w==", "dataType": "Binary"},
            }
        },
    )
    assert (notice.payload, notice.headers, notice.shares, notice.fields["Sns/TopicArn"]) == (
        {"order": "4712"},
        (("kind", "created"),),
        (("aws-sns", "n-1"),),
        "arn:aws:sns:eu-central-1:123456789012:orders",
    )
    assert (plain.body, plain.headers, plain.at) == (Body(text="no JSON"), None, None)


def test_what_receive_message_answers_is_read_with_the_names_of_lambda() -> None:
    first, second = whole("aws_sqs_received.json")
    assert (first.name, first.payload, first.headers, first.fields["SentTimestamp"]) == (
        ("aws-sqs", "m-1"),
        {"order": "4711"},
        (("kind", "created"),),
        "1772442931120",
    )
    assert (second.payload, second.headers) == ([], None)


def test_a_notification_shares_its_id_with_all_who_are_subscribed() -> None:
    (notice,) = whole("aws_sns.json")
    assert notice == Captured(
        format="aws-sns",
        what=What.MESSAGE,
        side="received",
        place=Place(file=str(FILES / "aws_sns.json"), line=3, column=5, pointer="/Records/0"),
        at="2026-03-02T09:15:31.900Z",
        fields={
            "EventVersion": "1.0",
            "EventSubscriptionArn": "arn:aws:sns:eu-central-1:123456789012:orders:1",
            "EventSource": "aws:sns",
            "Type": "Notification",
            "MessageId": "n-1",
            "TopicArn": "arn:aws:sns:eu-central-1:123456789012:orders",
            "Timestamp": "2026-03-02T09:15:31.900Z",
        },
        headers=(PARENT, ("sizes", "[1,2]")),
        payload={"order": "4711"},
        name=("aws-sns", "n-1"),
        follows=(SPAN,),
        shares=(("aws-sns", "n-1"), TRACE),
        rest={"MessageAttributes": {"sizes": {"Type": "String.Array", "Value": "[1,2]"}}},
    )


def test_a_record_of_a_stream_keeps_every_digit_of_its_time() -> None:
    first, second = whole("aws_kinesis.json")
    number = "49590338271490256608559692538361571095921575989136588898"
    assert first == Captured(
        format="aws-kinesis",
        what=What.MESSAGE,
        side="received",
        place=Place(file=str(FILES / "aws_kinesis.json"), line=3, column=5, pointer="/Records/0"),
        at="2026-03-02T09:15:31.123456789Z",
        fields={
            "eventSource": "aws:kinesis",
            "eventID": f"shardId-000000000006:{number}",
            "eventName": "aws:kinesis:record",
            "eventSourceARN": "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
            "kinesisSchemaVersion": "1.0",
            "partitionKey": "4711",
            "sequenceNumber": number,
            "approximateArrivalTimestamp": "1772442931.123456789",
        },
        payload={"order": "4711"},
        key="4711",
        name=("aws-kinesis", f"shardId-000000000006:{number}"),
    )
    assert (second.at, second.body) == ("2026-03-02T09:15:31.087Z", Body(base64="/wA="))


def test_an_item_of_a_table_is_read_without_its_types() -> None:
    (change,) = whole("aws_dynamodb.json")
    assert (change.what, change.key, change.before, change.after) == (
        What.CHANGE,
        '{"id":"4711"}',
        {"id": "4711", "status": "new"},
        {
            "id": "4711",
            "total": Decimal("19.90"),
            "big": 12345678901234567890123456789012345678,
            "lines": [{"qty": 3, "gift": False}],
            "tags": ["a", "b"],
            "sizes": [1, Decimal("2.5")],
            "none": None,
            "raw": "AAE=",
        },
    )
    assert change.payload == change.after
    assert (change.fields["table"], change.fields["eventName"], change.at) == (
        "orders",
        "MODIFY",
        "2026-03-02T09:15:31Z",
    )


def test_a_kafka_record_has_headers_out_of_signed_bytes() -> None:
    first, tombstone, avro = whole("aws_msk.json")
    around = {
        "eventSource": "aws:kafka",
        "eventSourceArn": "arn:aws:kafka:eu-central-1:123456789012:cluster/orders/1",
        "bootstrapServers": "b-1.example.org:9092,b-2.example.org:9092",
    }
    assert first == Captured(
        format="aws-msk",
        what=What.MESSAGE,
        side="received",
        place=Place(file=str(FILES / "aws_msk.json"), line=1, column=1, pointer="/records/orders-0/0"),
        at="2026-03-02T09:15:31.120Z",
        fields={
            **around,
            "topic": "orders",
            "partition": "0",
            "offset": "15",
            "timestamp": "1772442931120",
            "timestampType": "CREATE_TIME",
        },
        headers=(("name", "Ada"), ("city", "Köln")),
        payload={"order": "4711"},
        key="4711",
        name=("kafka", "orders/0/15"),
        shares=(("kafka", "orders/0/15"),),
        rest={"headers": [{"mark": [-1]}]},
    )
    assert (tombstone.payload, tombstone.body, tombstone.fields["tombstone"]) == (ABSENT, None, "true")
    assert (avro.body, avro.key, avro.headers, avro.rest) == (
        Body(base64="AAAAAAEM"),
        None,
        None,
        {"valueSchemaMetadata": {"dataFormat": "AVRO", "schemaId": "1"}},
    )


def test_what_a_transformation_dropped_follows_its_record() -> None:
    first, second, done, dropped = whole("aws_firehose.jsonl")
    assert [(one.what, one.side, one.name, one.payload) for one in (first, second)] == [
        (What.MESSAGE, "received", ("aws-firehose", "r-1"), {"order": "4711"}),
        (What.MESSAGE, "received", ("aws-firehose", "r-2"), {"order": "4712"}),
    ]
    assert (done.payload, done.rest) == ({"id": "4711"}, {"metadata": {"partitionKeys": {"country": "DE"}}})
    assert dropped == Captured(
        format="aws-firehose",
        what=What.LOG,
        place=Place(file=str(FILES / "aws_firehose.jsonl"), line=2, column=1, pointer="/records/1"),
        fields={"recordId": "r-2", "result": "Dropped"},
        follows=(("aws-firehose", "r-2"),),
    )


def test_an_event_that_was_replayed_says_so() -> None:
    first, again = whole("aws_eventbridge.jsonl")
    assert (first.payload, first.at, first.rest) == (
        {"order": "4711", "total": Decimal("19.90")},
        "2026-03-02T09:15:31Z",
        {"resources": ["arn:aws:example"]},
    )
    assert again.fields == {**first.fields, "replay-name": "again"}
    assert (first.name, first.shares) == (("aws-eventbridge", "e-1"), ())
    assert (again.name, again.shares) == (("aws-eventbridge", "e-1/again"), (("aws-eventbridge", "e-1"),))


CLOUD_EVENT = {
    "specversion": "1.0",
    "id": "c-1",
    "source": "/shop",
    "type": "order",
    "data": {"order": "4711"},
}


def test_a_cloud_event_in_a_message_is_shared_by_its_name() -> None:
    found, mistakes = read(sqs.FORMAT, {"messageId": "m", "body": json.dumps(CLOUD_EVENT)})
    assert [(one.name, one.shares, one.fields["ce-type"]) for one in found] == [
        (("aws-sqs", "m"), (("cloudevent", "/shop c-1"),), "order")
    ]
    assert mistakes == []


@pytest.mark.parametrize(
    ("form", "document"),
    [
        (sqs.FORMAT, {"MessageId": "m", "Body": "{}", "ReceiptHandle": "h"}),
        (sqs.FORMAT, [{"Records": [{"messageId": "m", "body": "{}", "eventSource": "aws:sqs"}]}]),
        (sqs.FORMAT, [{"Messages": [{"MessageId": "m", "Body": "{}", "ReceiptHandle": "h"}]}]),
        (sns.FORMAT, {"Type": "Notification", "MessageId": "n", "TopicArn": "t", "Message": "{}"}),
        (kinesis.FORMAT, {"Records": [{"SequenceNumber": "1", "PartitionKey": "k", "Data": "e30="}]}),
        (
            msk.FORMAT,
            {"eventSource": "aws:SelfManagedKafka", "records": {"t-0": [{"topic": "t", "value": "e30="}]}},
        ),
        (firehose.FORMAT, {"records": [{"recordId": "r", "result": "Ok", "data": "e30="}]}),
        (eventbridge.FORMAT, [{"detail-type": "t", "source": "s", "detail": {}}]),
    ],
)
def test_other_forms_of_a_service_are_known_too(form: Format, document: Any) -> None:
    for text in (json.dumps(document), json.dumps(document, indent=1)):
        source = Source("event.json", text.encode())
        assert [known for known in FORMATS if known.looks(source)] == [form]
        found = Capture(source, form)
        assert [(one.payload, one.format) for one in found.read()] == [({}, form.name)]
        assert found.mistakes == ()


@pytest.mark.parametrize(("form", "name"), ALL)
def test_each_service_knows_its_own_events_alone(form: Format, name: str) -> None:
    source = Source(str(FILES / name))
    assert [known.name for known in FORMATS if known.looks(source)] == [form.name]


@pytest.mark.parametrize(
    ("form", "document", "mistake"),
    [
        (
            sqs.FORMAT,
            {"Records": [{"eventSource": "aws:s3"}]},
            ' at /Records/0/eventSource: this is of "aws:s3", not of aws:sqs',
        ),
        (sqs.FORMAT, {"Records": [{"a": 1}]}, " at /Records/0: neither messageId nor body stands here"),
        (
            sqs.FORMAT,
            {"MessageId": "a", "messageId": "b"},
            ' at /messageId: "messageId" stands here twice, with a capital and without',
        ),
        (
            sqs.FORMAT,
            {"messageId": "a", "body": '{"Type": "Notification", "TopicArn": "t", "Message": 1}'},
            " at /body: a text should stand here, not 1, in the Message of SNS",
        ),
        (
            sns.FORMAT,
            {"Records": [{"Sns": {"Message": 1}}]},
            " at /Records/0/Sns/Message: a text should stand here, not 1",
        ),
        (kinesis.FORMAT, {"Records": [{"kinesis": {}}]}, " at /Records/0/kinesis: no data stands here"),
        (kinesis.FORMAT, {"kinesis": {"data": 1}}, " at /kinesis/data: base64 should stand here, not 1"),
        (
            dynamodb.FORMAT,
            {"Records": [{}]},
            " at /Records/0/dynamodb: an object should stand here, not null",
        ),
        (
            dynamodb.FORMAT,
            {"dynamodb": {"NewImage": {"a": {"N": "1x"}}}},
            ' at /dynamodb/NewImage/a: a number in a text should stand here, not "1x"',
        ),
        (
            dynamodb.FORMAT,
            {"dynamodb": {"NewImage": {"a": {"L": [{"S": "b", "N": "1"}]}}}},
            ' at /dynamodb/NewImage/a/L/0: a value with one type should stand here, not {"S": "b", "N": "1"}',
        ),
        (
            dynamodb.FORMAT,
            {"dynamodb": {"NewImage": {"a": {"BOOL": 1}}}},
            ' at /dynamodb/NewImage/a: 1 is no value of type "BOOL"',
        ),
        (msk.FORMAT, {"records": {"t/0": [{}]}}, " at /records/t~10/0: topic and value should stand here"),
        (
            msk.FORMAT,
            {"records": {"t": [{"topic": "t", "value": None, "headers": [{"a": [256]}]}]}},
            " at /records/t/0/headers/0/a: a list of bytes should stand here, not [256]",
        ),
        (firehose.FORMAT, {"records": [{}]}, " at /records/0: no recordId stands here"),
        (
            firehose.FORMAT,
            {"records": [{"recordId": "1", "result": None}]},
            " at /records/0/result: the result should be a text",
        ),
        (eventbridge.FORMAT, {"detail": {}}, ": detail-type and detail should stand here"),
    ],
)
def test_what_can_not_be_used_is_said_where_it_stands(form: Format, document: Any, mistake: str) -> None:
    found, (only,) = read(form, document)
    says = f": this is no record of {form.title}{mistake} (mend it, or leave it out)"
    assert (found, only.startswith("event.json:1:"), only.endswith(says)) == ([], True, True)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("form", "name"), ALL)
def test_events_cut_anywhere_give_what_stood_before_the_cut(form: Format, name: str) -> None:
    hold_when_cut(form, (FILES / name).read_bytes(), is_lines=name.endswith(".jsonl"))


def documents(name: str) -> Any:
    text = (FILES / name).read_text()
    return [json.loads(line) for line in text.splitlines()] if name.endswith(".jsonl") else json.loads(text)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("form", "name"), ALL)
def test_whatever_stands_in_an_event_nothing_foreign_comes_of_it(form: Format, name: str) -> None:
    @fuzz
    @given(mutations(documents(name)))
    def hold(event: Any) -> None:
        nothing_foreign(form, written(event))

    hold()


@pytest.mark.exhaustive
@pytest.mark.parametrize(("form", "name"), ALL)
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(form: Format, name: str) -> None:
    @fuzz
    @given(damaged((FILES / name).read_bytes()))
    def hold(data: bytes) -> None:
        nothing_foreign(form, data)

    hold()


def test_records_of_kinesis_data_analytics_are_written_like_those_of_firehose() -> None:
    """Times and keys stand in a part of their own; what the event says of all records is kept."""
    metadata = {"sequenceNumber": "1", "partitionKey": "p", "approximateArrivalTimestamp": 1772442901123}
    row = {"recordId": "r", "data": "e30=", "kinesisStreamRecordMetadata": metadata}
    event = {"invocationId": "i", "applicationArn": "arn:aws:a", "streamArn": "arn:aws:s", "records": [row]}
    (found,), mistakes = read(firehose.FORMAT, event)
    assert (found.at, found.key, mistakes) == ("2026-03-02T09:15:01.123Z", "p", [])
    assert found.fields["applicationArn"] == "arn:aws:a"
    assert found.rest == {"kinesisStreamRecordMetadata": metadata}


@pytest.mark.parametrize("ending", ["/stream/2026-03-02T00:00:00.000", ""])
def test_the_table_is_named_by_its_stream_or_by_itself(ending: str) -> None:
    arn = f"arn:aws:dynamodb:eu-central-1:123456789012:table/orders{ending}"
    row = {"eventSource": "aws:dynamodb", "eventSourceARN": arn, "dynamodb": {}}
    (found,), _ = read(dynamodb.FORMAT, {"Records": [row]})
    assert found.fields["table"] == "orders"
