"""What the tests of several formats look at."""

import pytest

from checker.model.findings import Report
from tests.report.broken import broken


@pytest.fixture(scope="session")
def gone_wrong(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A shipped story gone wrong, checked once."""
    return broken(tmp_path_factory.mktemp("broken"))
