"""Times as captures write them."""

from checker.analysis.capturing.moments import (
    MICROSECONDS,
    MILLISECONDS,
    NANOSECONDS,
    SECONDS,
    iso,
    later,
    odata,
    since_1970,
)

__all__ = ["MICROSECONDS", "MILLISECONDS", "NANOSECONDS", "SECONDS", "iso", "later", "odata", "since_1970"]
