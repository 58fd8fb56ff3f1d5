"""
The process in which jq programs run; started by path, alone, with an empty environment.

Reads a request a line and answers each with a line, both JSON. A request is [program, input]: without an
input (null) the program is only compiled. An answer is {"results": [text, …]}, {"syntax": why},
{"failed": why} or {"exhausted": why}.
"""

import json
import sys
from typing import Any

MOST_RESULTS = 10_000
MOST_MEMORY = 1_000_000_000  # bytes


def main() -> None:
    sys.path.insert(0, sys.argv[1])  # where jq is installed: this process has no other packages
    import jq  # the package: nothing of ours is on the path of this process

    _limit()
    compiled: dict[str, Any] = {}  # the jq package has no types
    for line in sys.stdin:
        program, given = json.loads(line)
        try:
            if program not in compiled:
                compiled[program] = jq.compile(program)
        except ValueError as error:
            answer: dict[str, object] = {"syntax": str(error)}
        else:
            answer = {"results": []} if given is None else _run(compiled[program], given)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _run(program: Any, given: str) -> dict[str, object]:
    results: list[str] = []
    try:
        for result in program.input_text(given):
            results.append(json.dumps(result))
            if len(results) > MOST_RESULTS:
                return {"failed": f"it gives more than {MOST_RESULTS:,} results"}
    except (ValueError, StopIteration) as error:
        return {"failed": str(error)}
    except (MemoryError, RecursionError):
        return {"exhausted": "needs more memory than a program may have"}
    return {"results": results}


def _limit() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system; the time is limited all the same
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
