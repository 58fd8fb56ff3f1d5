"""Messages: schemas, what must be there, what is sensitive."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "      changed:\n",
        "      §changed it:\n",
        '"changed it" can\'t be the name of a message',
        "use letters, digits, _, - and .",
    ),
    (
        "case: /order/id\n        version: 2.3",
        "case: §order.id\n        version: 2.3",
        '"order.id" is a dotted path',
        "write /order/id",
    ),
    (
        "case: /order/id\n        version: 2.3",
        "case: §order\n        version: 2.3",
        '"order" has no leading slash, and no element is around it',
        "write /order",
    ),
    (
        "version: 2.3",
        "version: §{a: b}",
        "version is a text, not a mapping",
        "write it in one line, in quotes if need be",
    ),
    (
        "sends: schemas/order.json",
        "sends: §schemas/ordr.json",
        "the set has no file schemas/ordr.json",
        "write schemas/order.json, or add the file",
    ),
    (
        "        sends: schemas/order.json\n        accepts: schemas/shipment.json#/$defs/shipment\n",
        "        §sends: schemas/order.json\n        payload: schemas/order.json\n",
        "sends stands beside payload, which is for both sides",
        "keep one",
    ),
    (
        "payload: none",
        "payload:§ ",
        "payload has no value",
        'write one, or leave the key out ("" is an empty text)',
    ),
    (
        "payload: none",
        "payload: §[none]",
        "payload is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    (
        'implementation: {python: "shop.mapping:order"}',
        "implementation: {python: §shop.mapping.order}",
        "python names no function",
        'write it as "package.module:function"',
    ),
    (
        'implementation: {python: "shop.mapping:order"}',
        'implementation: {§pyton: "shop.mapping:order"}',
        'implementation has no key "pyton"',
        'did you mean "python"?',
    ),
    (
        'implementation: {python: "shop.mapping:order"}',
        "implementation: §{}",
        "implementation names one language, not 0",
        "write one of jq, jsonata, xslt, python, command",
    ),
    (
        'implementation: {python: "shop.mapping:order"}',
        'implementation: §{jq: ., python: "a:b"}',
        "implementation names one language, not 2",
        "write one of jq, jsonata, xslt, python, command",
    ),
    (
        'implementation: {command: ["./map", "--json"]}',
        "implementation: {command: §[]}",
        "command is empty",
        'write it as ["./map", "--json"]',
    ),
    (
        'implementation: {command: ["./map", "--json"]}',
        "implementation: {command: §./map}",
        "command is a list, not a text",
        "write it as [...]",
    ),
    (
        "transform: {xslt: maps/archive.xsl}",
        "transform: {xslt: §maps/archiv.xsl}",
        "the set has no file maps/archiv.xsl",
        "write maps/archive.xsl, or add the file",
    ),
    (
        'transform: {jq: "."}',
        "transform: §.lines",
        "transform is a list of rows, or one step in another language",
        "write rows",
    ),
    ('transform: {jq: "."}', 'transform: {jq: §""}', "jq is empty", "say it in a few words"),
    (
        "enriches: {/credit_limit: {from: crm, by: /customer}}",
        "enriches: {/credit_limit: {from: §cmr, by: /customer}}",
        'there is no system "cmr"',
        'did you mean "crm"?',
    ),
    (
        "enriches: {/credit_limit: {from: crm, by: /customer}}",
        "enriches: {§credit_limit: {from: crm}}",
        '"credit_limit" has no leading slash, and no element is around it',
        "write /credit_limit",
    ),
    (
        "enriches: {/credit_limit: {from: crm, by: /customer}}",
        "enriches: {/credit_limit: §{by: /customer}}",
        'a field of enriches has no "from"',
        "add from:",
    ),
    (
        '- {jq: ".lines | length > 0", because: an order needs a line}',
        '- §{jq: ".lines | length > 0"}',
        'a row of requires has no "because"',
        "add because:",
    ),
    (
        '- {jq: ".lines | length > 0", because: an order needs a line}',
        "- {jq: §[a], because: an order needs a line}",
        "jq is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    (
        'sensitive: [/customer/email, "/lines/*/note"]',
        "sensitive: [§/customer*/email]",
        '"/customer*/email": * stands alone, or not at all',
        "write ~3 for a star that belongs to the name: customer~3",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_messages_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
