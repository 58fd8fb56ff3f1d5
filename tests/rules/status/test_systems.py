"""Rules about what systems say by themselves: where they start, move, enter, and through which face."""

from collections.abc import Callable

import pytest

HEARSAY: dict[str, tuple[str, set[str]]] = {
    "a system that moves into a claim of another's fact": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}, y: {claims: [f]}}, moves: {x: [y]}}
""",
        {"error hearsay u/y"},
    ),
    "a system that moves from a claim to the same claim": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}, y: {claims: [f]}, z: {claims: [f]}}, moves: {y: [z]}, initial: x}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: y}}}}
""",
        set(),
    ),
    "a system that starts in a claim of another's fact": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}, y: {claims: [f]}}, initial: y}
""",
        {"error hearsay u/y"},
    ),
    "without moves and rows a system starts anywhere": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}, y: {claims: [f]}}}
""",
        {"error hearsay u/y"},
    ),
    "with moves it starts where no move leads": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {y: {claims: [f]}, x: {}}, moves: {x: [y], y: [x]}}
""",
        {"error hearsay u/y"},
    ),
    "a reporter shows nothing until it hears": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {y: {claims: [f]}}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: y}}}}
""",
        set(),
    ),
    "a combining system shows nothing until it hears": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}, y: {claims: [f]}}, combines: [{all: {d: [a]}, report: y}, {otherwise: x}]}
""",
        set(),
    ),
    "a system that a message enters starts with the message": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {y: {claims: [f]}}}
boundaries: {b: {from: d, to: u, leaves: {when: a, enters: y}}}
""",
        set(),
    ),
    "an external system is taken at its word": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {external: true, statuses: {x: {}, y: {claims: [f]}}, moves: {x: [y]}}
  u_http: {part_of: u, statuses: {200: {claims: [f]}}}
""",
        set(),
    ),
    "the owner says what it knows": (
        """
facts: {f: {owner: d}, g: {owner: u, implies: [f]}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}, y: {claims: [g]}}, moves: {x: [y]}}
""",
        set(),
    ),
    "a face says what its system knows, and the other way round": (
        """
facts: {f: {owner: d}, h: {owner: d_log}}
systems:
  d: {statuses: {a: {claims: [h]}}}
  d_log: {part_of: d, statuses: {1: {claims: [f]}}}
""",
        set(),
    ),
    "a face does not say what others know": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}}}
  u_log: {part_of: u, statuses: {1: {claims: [f]}}}
""",
        {"error hearsay u_log/1"},
    ),
    "a face may be told by a row": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}}}
  u_log: {part_of: u, statuses: {1: {claims: [f]}}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: u_log/1}}}}
""",
        set(),
    ),
    "a system that denies finally by itself": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {denies: [f]}, y: {phase: final, denies: [f]}}, moves: {x: [y]}}
""",
        {"error hearsay u/y"},
    ),
    "a system that denies so far": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}, y: {denies: [f]}}, moves: {x: [y]}}
""",
        set(),
    ),
    "a failure may become a final one": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {outcome: failure, denies: [f]}}}
  u:
    statuses: {x: {}, y: {outcome: failure, denies: [f]}, z: {phase: final, denies: [f]}}
    moves: {y: [z]}
    initial: x
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: y}}}}
""",
        set(),
    ),
    "a transport code tells of receipt": (
        """
facts: {f: {owner: d}, g: {owner: d, implies: [f]}}
systems:
  d: {statuses: {a: {claims: [g]}}}
  d_http: {part_of: d, statuses: {200: {layer: transport, claims: [f]}}}
""",
        set(),
    ),
    "a transport code tells no more than receipt": (
        """
facts: {f: {owner: d}, g: {owner: d, implies: [f]}}
systems:
  d: {statuses: {a: {claims: [g]}}}
  d_http: {part_of: d, statuses: {200: {layer: transport, claims: [g]}}}
""",
        {"warning hearsay d_http/200"},
    ),
    "a transport code does not tell what success claims": (
        """
facts: {f: {owner: d}}
systems:
  d: {success_claims: [f], statuses: {a: {outcome: success}}}
  d_http: {part_of: d, statuses: {200: {layer: transport, claims: [f]}}}
""",
        {"warning hearsay d_http/200"},
    ),
    "a code alone is read as more than receipt": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {outcome: success, phase: final, claims: [f]}, b: {}}}
  u: {success_claims: [f], statuses: {x: {}, y: {outcome: success, phase: final}}}
boundaries:
  b:
    from: u
    to: d
    answers: always
    status: {read: [{code: 200, status: a}, {code: 202, status: b}], when: {a: y, b: x}}
""",
        {"warning hearsay d/a"},
    ),
    "a code and a condition on the payload are read": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {outcome: success, phase: final, claims: [f]}, b: {}}}
  u: {success_claims: [f], statuses: {x: {}, y: {outcome: success, phase: final}}}
boundaries:
  b:
    from: u
    to: d
    answers: always
    status: {read: [{code: 200, where: {/ok: true}, status: a}, {code: 202, status: b}], when: {a: y, b: x}}
""",
        set(),
    ),
}

LEAVING: dict[str, tuple[str, set[str]]] = {
    "a message may let its receiver know what it says": (
        """
facts: {f: {owner: s}}
systems:
  s: {statuses: {a: {claims: [f]}}}
  r: {statuses: {x: {claims: [f]}}}
boundaries: {b: {from: s, to: r, leaves: {when: a, enters: x}}}
""",
        set(),
    ),
    "a message tells no more than its sender": (
        """
facts: {f: {owner: s}, own: {owner: r}}
systems:
  s: {statuses: {a: {}, b: {claims: [f]}}, moves: {a: [b]}}
  r: {statuses: {x: {claims: [f]}}}
boundaries: {b: {from: s, to: r, leaves: {when: [a, b], enters: x}}}
""",
        {"error overclaim r/x"},
    ),
    "a message may bring about what its receiver owns": (
        """
facts: {own: {owner: r}}
systems:
  s: {statuses: {a: {denies: [own]}}}
  r: {statuses: {x: {claims: [own]}}}
boundaries: {b: {from: s, to: r, leaves: {when: a, enters: x}}}
""",
        set(),
    ),
    "where no status is entered, the initial ones are": (
        """
facts: {f: {owner: s}}
systems:
  s: {statuses: {a: {}, b: {claims: [f]}}, moves: {a: [b]}}
  r: {statuses: {x: {claims: [f]}, y: {claims: [f]}}, moves: {x: [y]}}
boundaries: {b: {from: s, to: r, leaves: {when: a}}}
""",
        {"error overclaim r/x"},
    ),
}

FACES: dict[str, tuple[str, set[str]]] = {
    "a face that no row names needs no rows": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {}}}
  d_http: {part_of: d, statuses: {200: {}, 500: {outcome: unknown}}}
  u: {statuses: {x: {}}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: x}}}}
""",
        set(),
    ),
    "a face that one row names needs all rows": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {}}}
  d_http: {part_of: d, statuses: {200: {}, 500: {outcome: unknown}}}
  u: {statuses: {x: {}}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: x, d_http/200: x}}}}
""",
        {"error unmapped-status d_http/500"},
    ),
    "a face that is read needs all rows": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {}}}
  d_http: {part_of: d, statuses: {200: {}, 500: {outcome: unknown}}}
  u: {statuses: {x: {}}}
boundaries:
  b: {from: u, to: d, answers: always, status: {read: [{code: 200, status: d_http/200}], when: {a: x}}}
""",
        {"error unmapped-status d_http/200", "error unmapped-status d_http/500"},
    ),
}

CONFLICT: dict[str, tuple[str, set[str]]] = {
    "a silent status after a claim and after none": (
        """
facts: {f: {owner: d, revocable: true}}
systems: {d: {statuses: {new: {}, yes: {claims: [f]}, end: {}}, moves: {new: [yes, end], yes: [end]}}}
""",
        {"warning fact-conflict f"},
    ),
    "a silent status after a claim alone": (
        """
facts: {f: {owner: d, revocable: true}}
systems: {d: {statuses: {new: {}, yes: {claims: [f]}, end: {}}, moves: {new: [yes], yes: [end]}}}
""",
        set(),
    ),
    "silence hands on what was the case": (
        """
facts: {f: {owner: d, revocable: true}}
systems:
  d: {statuses: {new: {}, yes: {claims: [f]}, x: {}, y: {}}, moves: {new: [yes, y], yes: [x], x: [y]}}
""",
        {"warning fact-conflict f"},
    ),
    "a stable fact stays": (
        """
facts: {f: {owner: d}}
systems: {d: {statuses: {new: {}, yes: {claims: [f]}, end: {}}, moves: {new: [yes, end], yes: [end]}}}
""",
        set(),
    ),
    "others may be silent": (
        """
facts: {f: {owner: o, revocable: true}}
systems:
  o: {statuses: {no: {denies: [f]}, yes: {claims: [f]}}, moves: {no: [yes]}}
  u: {statuses: {wait: {}, got: {claims: [f]}, end: {}}}
boundaries: {b: {from: u, to: o, answers: always, status: {when: {no: end, yes: got}}}}
""",
        set(),
    ),
    "a row leads to a silent status from a claim and from none": (
        """
facts: {f: {owner: u, revocable: true}}
systems:
  d: {statuses: {a: {}}}
  u: {statuses: {new: {}, yes: {claims: [f]}, told: {}}, moves: {new: [yes]}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: {report: told, while: [new, yes]}}}}}
""",
        {"warning fact-conflict f"},
    ),
    "a row leads to a silent status from a claim alone": (
        """
facts: {f: {owner: u, revocable: true}}
systems:
  d: {statuses: {a: {}}}
  u: {statuses: {new: {}, yes: {claims: [f]}, told: {}}, moves: {new: [yes]}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: {report: told, while: [yes]}}}}}
""",
        set(),
    ),
}

MEANINGS: dict[str, tuple[str, set[str]]] = {
    "an owner that knows by itself may hear it again": (
        """
facts: {left: {owner: a}, reached: {owner: u, implies: [left]}}
systems:
  m: {external: true, statuses: {found: {claims: [reached]}}}
  a: {statuses: {handled: {claims: [left]}}}
  u: {statuses: {03: {}, 12: {claims: [reached]}}, moves: {03: [12]}}
boundaries:
  x: {from: u, to: m, answers: always, status: {when: {found: 12}}}
  y: {from: u, to: a, answers: always, status: {when: {handled: 12}}}
""",
        set(),
    ),
    "an owner that learns it from others alone, from one of two": (
        """
facts: {left: {owner: a}, reached: {owner: u, implies: [left]}}
systems:
  m: {external: true, statuses: {found: {claims: [reached]}}}
  a: {statuses: {handled: {claims: [left]}}}
  u: {statuses: {03: {}, 12: {claims: [reached]}}}
boundaries:
  x: {from: u, to: m, answers: always, status: {when: {found: 12}}}
  y: {from: u, to: a, answers: always, status: {when: {handled: 12}}}
""",
        {"error two-meanings u/12"},
    ),
    "one meaning from two writers": (
        """
facts: {left: {owner: a}, reached: {owner: u, implies: [left]}}
systems:
  m: {external: true, statuses: {found: {claims: [reached]}}}
  a: {statuses: {handled: {claims: [left]}}}
  u: {statuses: {03: {}, 12: {claims: [left]}}}
boundaries:
  x: {from: u, to: m, answers: always, status: {when: {found: 12}}}
  y: {from: u, to: a, answers: always, status: {when: {handled: 12}}}
""",
        set(),
    ),
}

ALL = {**HEARSAY, **LEAVING, **FACES, **CONFLICT, **MEANINGS}


@pytest.mark.parametrize("sentence", ALL)
def test_what_systems_say_by_themselves_is_judged(sentence: str, loud: Callable[[str], set[str]]) -> None:
    text, expected = ALL[sentence]
    assert loud(text) == expected


NOTES: dict[str, tuple[str, set[str]]] = {
    "a status that nothing leads to": (
        """
facts: {f: {owner: d}}
systems: {d: {statuses: {a: {}, b: {}, c: {}}, moves: {a: [b]}}}
""",
        {"note unused-status d/c"},
    ),
    "initial statuses, faces and external systems are used": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {}, b: {}}, initial: [a, b]}
  e: {external: true, statuses: {a: {}, b: {}}, moves: {a: [a]}}
  d_http: {part_of: d, statuses: {200: {}, 201: {}}, moves: {200: [200]}}
""",
        set(),
    ),
    "rows of every kind lead to statuses": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {}}}
  p: {statuses: {a: {}}}
  u: {statuses: {w: {}, o: {}, n: {}, m: {}}}
  v: {statuses: {x: {}, y: {}}}
  c: {statuses: {z: {}}, combines: [{otherwise: z}]}
boundaries:
  b: {from: u, to: d, status: {when: {a: w}, otherwise: o, no_answer: n, absent: m}}
  q:
    from: v
    to: p
    answers: always
    status: {parts: {expected: complete, rows: [{any: [a], report: x}, {otherwise: y}]}}
""",
        set(),
    ),
    "final outcomes of two kinds become one": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {a: {outcome: success, phase: final}, b: {outcome: failure, phase: final}}}
  u: {statuses: {x: {outcome: unknown}}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: x, b: x}}}}
""",
        {"note blurred u/x"},
    ),
    "open and unknown outcomes are not blurred": (
        """
facts: {f: {owner: d}}
systems:
  d:
    statuses:
      a: {outcome: success, phase: final}
      b: {outcome: failure}
      c: {outcome: unknown, phase: final}
  u: {statuses: {x: {outcome: unknown}}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {a: x, b: x, c: x}}}}
""",
        set(),
    ),
    "a failure that can still go well and waits is noted": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {new: {}, bad: {outcome: failure}}, moves: {new: [bad], bad: [new]}}
  u: {statuses: {wait: {}}}
boundaries: {b: {from: u, to: d, answers: always, status: {when: {new: wait, bad: wait}}}}
""",
        {"note silent-rejection u/wait"},
    ),
    "a failure that can still go well and is ignored is noted": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {new: {}, bad: {outcome: failure}}, moves: {new: [bad], bad: [new]}}
  u: {statuses: {wait: {}}}
boundaries:
  b: {from: u, to: d, answers: always, status: {when: {new: wait, bad: {ignore: it is tried again}}}}
""",
        {"note silent-rejection d/bad"},
    ),
}


@pytest.mark.parametrize("sentence", NOTES)
def test_what_is_no_fault_is_noted(sentence: str, fired: Callable[[str], set[str]]) -> None:
    text, expected = NOTES[sentence]
    assert {found for found in fired(text) if found.startswith("note")} == expected
