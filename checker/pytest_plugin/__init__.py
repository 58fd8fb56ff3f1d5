"""
Contract sets and their recorded cases as tests of pytest.

Nothing is collected but what is asked for: by the ini option `seamproof_contracts`, or by naming a set on the
command line. Until then nothing is loaded but pytest and this package.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(
        "seamproof_contracts",
        type="paths",
        default=[],
        help="contract sets that are tests too: folders of sets, relative to the file with this option",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Not while pytest is configured: `pytest --help` must work where a contract has gone."""
    from checker.pytest_plugin.asking import asked

    if (found := asked(session.config)) is not None:
        from checker.pytest_plugin.collecting import Collecting

        session.config.pluginmanager.register(Collecting(found, session.config), "seamproof-contracts")
