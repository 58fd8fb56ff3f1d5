"""
Four small services that really run: a shop, a booking hub, a ledger and a dispatch room.

    shop ─HTTP─► hub ─queue─► ledger          each: OpenTelemetry spans to a file of its own
     ▲            │ ▲            │            shop: its HTTP calls as a HAR too
     └──news──────┘ └──reports───┴── dispatch ◄─HTTP─ hub

Their contract is contracts/concert-tickets. Each runs as a process of its own, on the loopback interface;
`integration.evening` starts and stops them. The recording of the story is of an evening in a folder, made there with

    SEAMPROOF_MASK_KEY=fictitious seamproof import shop.har *.otlp.jsonl -o healthy.jsonl --contracts STORY
"""
