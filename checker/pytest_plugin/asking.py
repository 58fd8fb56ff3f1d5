"""Which contract sets a run of pytest is asked for."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.pytest_plugin.loading import load_as_everywhere

CONTRACT = "contract.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    `folders` of sets, to be collected whole, and the contract.yaml `files` that the command line names: of
    them it may name single items.
    """

    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()


def asked(config: pytest.Config) -> Asked | None:
    """
    What the configuration names, as far as the arguments of the command line leave it in, and what these name
    themselves; None for nothing.

    Raises:
        pytest.UsageError: at a path that is named there is no contract set.

    """
    named: Sequence[Path] = config.getini("seamproof_contracts")
    given = [path for path in _arguments(config) if path.exists()]
    files = [path for path in given if path.name == CONTRACT and path.is_file()]
    sets = [path for path in given if (path / CONTRACT).is_file()]
    if not (named or files or sets):
        return None
    load_as_everywhere(config)
    if named and _is_unrestricted(config):
        folders = _found(named)
    else:
        near = [path for path in named if any(_is_in(path, one) or _is_in(one, path) for one in given)]
        folders = [
            folder for folder in _found(near) if any(_is_in(folder, one) for one in given if one.is_dir())
        ]
    if _is_said(config):
        folders += _ours(sets)
    return Asked(folders=_unique(folders), files=_unique(files)) if folders or files else None


def _is_unrestricted(config: pytest.Config) -> bool:
    """Whether pytest runs in the root folder, and no argument says what; elsewhere, that folder is meant."""
    is_at_root = config.invocation_params.dir == config.rootpath
    return is_at_root and config.args_source is not config.ArgsSource.ARGS


def _is_said(config: pytest.Config) -> bool:
    """Whether somebody wrote down the paths that pytest looks at: the current folder may be any."""
    return config.args_source in {config.ArgsSource.ARGS, config.ArgsSource.TESTPATHS}


def _arguments(config: pytest.Config) -> list[Path]:
    """The paths that pytest looks at, without the names of items behind them."""
    folder = config.invocation_params.dir
    paths = [argument.partition("[")[0].partition("::")[0] for argument in config.args]
    return [Path(os.path.normpath(folder / path)) for path in paths]


def _found(paths: Sequence[Path]) -> list[Path]:
    """The folders of all sets there."""
    if not paths:
        return []
    from checker.errors import CannotCheckError
    from checker.load.sets import set_folders

    try:
        return [Path(folder) for folder in set_folders([str(path) for path in paths])]
    except CannotCheckError as error:
        raise pytest.UsageError(*(f"seamproof: {mistake}" for mistake in error.mistakes)) from error


def _ours(folders: Sequence[Path]) -> list[Path]:
    """What lies in those that are sets; a contract.yaml may be one of another tool."""
    if not folders:
        return []
    from checker.load.sets import is_set

    return _found([folder for folder in folders if is_set(str(folder))])


def _is_in(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _unique(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple({os.path.realpath(path): path for path in paths}.values())
