"""
Verifies messages with pact, as one who provides them by the function written by hand; run by the Python in which
pact is installed: `python -m tests.bench.peers.messages RECORDING`. Prints how many failures it names.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.corpus import by_hand


def main(recording: str) -> None:
    from pact import Verifier

    events = [json.loads(line) for line in Path(recording).read_bytes().splitlines()]
    interactions = [
        {
            "type": "Asynchronous/Messages",
            "description": event["case"],
            "pending": False,
            "contents": {"contentType": "application/json", "encoded": False, "content": event["received"]},
        }
        for event in events
    ]
    sent = {event["case"]: event["sent"] for event in events}
    with TemporaryDirectory() as folder:
        pact = Path(folder) / "pact.json"
        names = {"consumer": {"name": "erp"}, "provider": {"name": "shop"}}
        version = {"metadata": {"pactSpecification": {"version": "4.0"}}}
        pact.write_text(json.dumps({**names, **version, "interactions": interactions}))

        def produced(name: str, metadata: object = None) -> dict[str, Any]:
            made = json.dumps(by_hand(sent[name])).encode()
            return {"contents": made, "content_type": "application/json", "metadata": None}

        verifier = Verifier("shop").message_handler(produced).add_source(str(pact))
        with suppress(RuntimeError):  # some failed
            verifier.verify()
    print(sum(one["result"] != "OK" for one in verifier.results["interactionResults"]))


if __name__ == "__main__":
    main(sys.argv[1])
