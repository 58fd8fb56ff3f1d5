"""Events of AWS, as a Lambda function is handed them or as the services' own interfaces answer: one each."""

from typing import Final

from checker.load.captures.aws import dynamodb, eventbridge, firehose, kinesis, msk, sns, sqs
from checker.load.captures.formats import Format

FORMATS: Final[tuple[Format, ...]] = (
    sqs.FORMAT,
    sns.FORMAT,
    kinesis.FORMAT,
    dynamodb.FORMAT,
    msk.FORMAT,
    firehose.FORMAT,
    eventbridge.FORMAT,
)
