"""What contracts call the formats of captures: reading a contract loads none of their readers."""

from typing import Final

FORMAT_NAMES: Final = (
    "har",
    "otlp",
    "jaeger",
    "sap-mpl",
    "idoc",
    "aws-sqs",
    "aws-sns",
    "aws-kinesis",
    "aws-dynamodb",
    "aws-msk",
    "aws-firehose",
    "aws-eventbridge",
    "zipkin",
    "debezium",
    "kcat",
    "cloudevents",
    "kafka-console-consumer",
    "asyncapi",
    "pact",
    "postman",
    "vcr",
    "wiremock",
    "wiremock-mappings",
    "json",
)
