"""The five questions that everybody asks of an incident, each with its answer and evidence, or why not."""

from checker.analysis.incident.basis import Basis
from checker.analysis.incident.blame import which
from checker.analysis.incident.fates import how
from checker.analysis.incident.happenings import what, who
from checker.analysis.incident.outcomes import whether
from checker.analysis.incident.values import Answer


def answers(of: Basis) -> tuple[Answer, ...]:
    return (what(of), who(of), which(of), how(of), whether(of))
