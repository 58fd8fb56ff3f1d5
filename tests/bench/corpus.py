"""A made-up corpus for the benchmarks: one exchange a line, an order and the ERP document it became."""

import json
import random
from pathlib import Path
from typing import Any

CONTRACT = """\
contract: bench
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        version: "1.0"
        case: /order/id
        sends: schemas/order.json
        accepts: schemas/erp.json
        transform:
          - {to: /control/docnum, from: /order/id, pad: {left: "0", to: 10}}
          - {to: /control/date, from: /order/placed_at, date: {from: iso, to: "%Y%m%d", zone: Europe/Berlin}}
          - {to: /control/time, from: /order/placed_at, date: {from: iso, to: "%H%M%S", zone: Europe/Berlin}}
          - {to: /control/sender, value: WEB}
          - {to: /control/mestyp, value: ORDERS}
          - {to: /header/currency, from: /order/currency, lookup: currencies}
          - {to: /header/plant, from: /order/country, lookup: plants}
          - {to: /header/kind, from: /order/kind, values: {web: OR, phone: ZOR, store: ZST}}
          - {to: /header/name, from: [/customer/first, /customer/last], then: [{join: " "}, trim, {truncate: 35}]}
          - {to: /header/customer, from: /customer/number, pad: {left: "0", to: 10}}
          - {to: /header/email, from: /customer/email, lower: true}
          - {to: /header/phone, from: /customer/phone, default: ""}
          - {to: /header/street, from: /customer/address/street, truncate: 60}
          - {to: /header/city, from: /customer/address/city, truncate: 40}
          - {to: /header/zip, from: /customer/address/zip}
          - {to: /header/country, from: /customer/address/country, upper: true}
          - {to: /header/channel, from: /order/channel}
          - {to: /header/order, from: /order/id}
          - {to: /header/reference, from: /order/reference}
          - {to: /header/express, value: X, where: {/order/express: true}}
          - {to: /header/note, from: /order/note, omit: [null, ""]}
          - {to: /header/incoterm, from: /order/incoterm, default: DAP}
          - {to: /header/wanted, from: /order/wanted_on, date: {from: "%Y-%m-%d", to: "%Y%m%d"}}
          - {to: /header/total, from: /order/total}
          - {to: /header/terms, from: /order/terms, lookup: terms}
          - to: /lines
            each: /order/lines
            rows:
              - {to: posnr, position: {step: 10}}
              - {to: matnr, from: sku}
              - {to: qty, from: quantity}
              - {to: unit, from: unit, lookup: units}
              - {to: amount, from: amount}
reference:
  currencies: {file: reference/currencies.csv, key: iso, value: sap}
  plants: {file: reference/plants.csv, key: country, value: plant}
  units: {file: reference/units.csv, key: unit, value: sap}
  terms: {file: reference/terms.csv, key: terms, value: sap}
"""

TABLES = {
    "currencies.csv": "iso,sap\n" + "".join(f"{c},{c}\n" for c in ("EUR", "USD", "GBP", "CHF", "PLN")),
    "plants.csv": "country,plant\nDE,1000\nFR,1100\nPL,1200\nUS,3000\nGB,2000\n",
    "terms.csv": "terms,sap\nnet 14,0014\nnet 30,0030\n",
    "units.csv": "unit,sap\npiece,ST\nbox,KAR\nkg,KG\n",
}

TEXT = {"type": "string", "maxLength": 80}


def _closed(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


ORDER = _closed(
    {
        "order": _closed(
            {
                "id": {"type": "string", "pattern": "^[0-9]{1,10}$"},
                "placed_at": {"type": "string", "format": "date-time"},
                "wanted_on": {"type": "string", "format": "date"},
                "currency": {"enum": ["EUR", "USD", "GBP", "CHF", "PLN"]},
                "country": {"type": "string", "minLength": 2, "maxLength": 2},
                "kind": {"enum": ["web", "phone", "store"]},
                "channel": TEXT,
                "reference": TEXT,
                "total": {"type": "number", "minimum": 0},
                "terms": {"enum": ["net 14", "net 30"]},
                "express": {"type": "boolean"},
                "note": {"type": ["string", "null"]},
                "incoterm": TEXT,
                "lines": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 99,
                    "items": _closed(
                        {
                            "sku": {"type": "string", "pattern": "^[0-9]{4,18}$"},
                            "quantity": {"type": "number", "exclusiveMinimum": 0},
                            "unit": {"enum": ["piece", "box", "kg"]},
                            "amount": {"type": "number", "minimum": 0},
                            "text": TEXT,
                        }
                    ),
                },
            },
            optional=("incoterm", "note"),
        ),
        "customer": _closed(
            {
                "number": {"type": "string", "pattern": "^[0-9]{1,10}$"},
                "first": TEXT,
                "last": TEXT,
                "email": {"type": "string", "format": "email"},
                "phone": TEXT,
                "address": _closed({"street": TEXT, "city": TEXT, "zip": TEXT, "country": TEXT}),
            },
            optional=("phone",),
        ),
    }
)

ERP = _closed(
    {
        "control": _closed(
            {
                "docnum": {"type": "string", "pattern": "^[0-9]{10}$"},
                "date": {"type": "string", "pattern": "^[0-9]{8}$"},
                "time": {"type": "string", "pattern": "^[0-9]{6}$"},
                "sender": {"const": "WEB"},
                "mestyp": {"const": "ORDERS"},
            }
        ),
        "header": {
            "type": "object",
            "required": ["currency", "plant", "kind", "customer", "total"],
            "properties": {
                "currency": {"type": "string", "minLength": 3, "maxLength": 3},
                "plant": {"type": "string", "minLength": 4, "maxLength": 4},
                "kind": {"enum": ["OR", "ZOR", "ZST"]},
                "customer": {"type": "string", "pattern": "^[0-9]{10}$"},
                "name": {"type": "string", "maxLength": 35},
                "city": {"type": "string", "maxLength": 40},
                "total": {"type": "number", "minimum": 0},
            },
        },
        "lines": {
            "type": "array",
            "minItems": 1,
            "items": _closed(
                {
                    "posnr": {"type": "integer", "minimum": 10},
                    "matnr": {"type": "string", "pattern": "^[0-9]{4,18}$"},
                    "qty": {"type": "number", "exclusiveMinimum": 0},
                    "unit": {"enum": ["ST", "KAR", "KG"]},
                    "amount": {"type": "number"},
                }
            ),
        },
    }
)


def write_set(folder: Path) -> None:
    """Write the contract set of the corpus into `folder`."""
    for name in ("schemas", "reference", "recordings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "contract.yaml").write_text(CONTRACT)
    (folder / "schemas/order.json").write_text(json.dumps(ORDER))
    (folder / "schemas/erp.json").write_text(json.dumps(ERP))
    for name, text in TABLES.items():
        (folder / "reference" / name).write_text(text)


def order(number: int, chance: random.Random) -> dict[str, Any]:
    """A payload as the shop sends it, ten lines, about 1.6 KB."""
    first, last = chance.choice(("Ada", "Grace", "Alan", "Edsger")), chance.choice(("Berg", "Holm", "Stein"))
    made: dict[str, Any] = {
        "order": {
            "id": str(number),
            "placed_at": f"2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}T0{chance.randint(1, 9)}:15:01.120Z",
            "wanted_on": f"2026-1{chance.randint(0, 2)}-2{chance.randint(0, 8)}",
            "currency": chance.choice(("EUR", "USD", "GBP", "CHF", "PLN")),
            "country": chance.choice(("DE", "FR", "PL", "US", "GB")),
            "kind": chance.choice(("web", "phone", "store")),
            "channel": "direct sales online",
            "reference": f"web shop, basket {chance.randint(1, 10**9)}",
            "express": chance.random() < 0.3,
            "note": chance.choice((None, "", "ring twice, leave at the door")),
            "total": chance.randint(1, 9999999) / 100,
            "terms": chance.choice(("net 14", "net 30")),
            "lines": [
                {
                    "sku": str(chance.randint(1000, 10**12)),
                    "quantity": chance.randint(1, 999) / 10,
                    "unit": chance.choice(("piece", "box", "kg")),
                    "amount": chance.randint(1, 99999) / 100,
                    "text": f"article {chance.randint(1, 999)} of the autumn list, in a carton of recycled paper",
                }
                for _ in range(10)
            ],
        },
        "customer": {
            "number": str(chance.randint(1, 10**9)),
            "first": first,
            "last": last,
            "email": f"{first}.{last}@Example.com",
            "address": {"street": "Long Street 17", "city": "Springfield", "zip": "12345", "country": "de"},
        },
    }
    if chance.random() < 0.5:
        made["customer"]["phone"] = "+49 30 1234567"
    return made


def by_hand(sent: dict[str, Any]) -> dict[str, Any]:
    """What the mapping table gives, written as an ordinary function without the table."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    head, customer = sent["order"], sent["customer"]
    placed = datetime.fromisoformat(head["placed_at"]).astimezone(ZoneInfo("Europe/Berlin"))
    header: dict[str, Any] = {
        "currency": head["currency"],
        "plant": {"DE": "1000", "FR": "1100", "PL": "1200", "US": "3000", "GB": "2000"}[head["country"]],
        "kind": {"web": "OR", "phone": "ZOR", "store": "ZST"}[head["kind"]],
        "name": f"{customer['first']} {customer['last']}".strip()[:35],
        "customer": customer["number"].rjust(10, "0"),
        "email": customer["email"].lower(),
        "phone": customer.get("phone", ""),
        "street": customer["address"]["street"][:60],
        "city": customer["address"]["city"][:40],
        "zip": customer["address"]["zip"],
        "country": customer["address"]["country"].upper(),
        "channel": head["channel"],
        "order": head["id"],
        "reference": head["reference"],
    }
    if head["express"]:
        header["express"] = "X"
    if head["note"]:
        header["note"] = head["note"]
    header["incoterm"] = head.get("incoterm", "DAP")
    header["wanted"] = head["wanted_on"].replace("-", "")
    header["total"] = head["total"]
    header["terms"] = {"net 14": "0014", "net 30": "0030"}[head["terms"]]
    units = {"piece": "ST", "box": "KAR", "kg": "KG"}
    return {
        "control": {
            "docnum": head["id"].rjust(10, "0"),
            "date": placed.strftime("%Y%m%d"),
            "time": placed.strftime("%H%M%S"),
            "sender": "WEB",
            "mestyp": "ORDERS",
        },
        "header": header,
        "lines": [
            {
                "posnr": position * 10,
                "matnr": line["sku"],
                "qty": line["quantity"],
                "unit": units[line["unit"]],
                "amount": line["amount"],
            }
            for position, line in enumerate(head["lines"], start=1)
        ],
    }


def write_recording(path: Path, lines: int, *, altered_every: int | None = None, seed: int = 1) -> int:
    """Write `lines` exchanges; every `altered_every`-th has one altered amount. Gives how many those are."""
    import orjson

    chance, altered = random.Random(seed), 0
    with path.open("wb") as file:
        for number in range(1, lines + 1):
            sent = order(number, chance)
            received = by_hand(sent)
            if altered_every and number % altered_every == 0:
                received["lines"][3]["amount"] += 1
                altered += 1
            event = {
                "case": str(number),
                "id": "e1",
                "kind": "exchange",
                "at": "2026-03-02T09:15:01.120Z",
                "system": "shop",
                "boundary": "shop-to-erp",
                "message": "order",
                "version": "1.0",
                "sent": sent,
                "received": received,
            }
            file.write(orjson.dumps(event) + b"\n")
    return altered
