"""
A git repository that is asked and never touched: nothing is written, fetched, or run that it names.

Its own configuration may come from a pull request, so whatever could run a program is overruled. What the
user has in the global configuration stays, since `safe.directory` stands there.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from checker.errors import UsageError
from checker.model.text import plain

_SECONDS: Final = 60  # a disk that hangs; nothing that is asked here takes long
_ELSEWHERE: Final = re.compile(r"GIT_(?!CONFIG|CEILING)")  # leads to another repository, or runs something
_QUIET: Final = {
    "GIT_GRAFT_FILE": os.devnull,  # the history is what the commits say
    "GIT_ALLOW_PROTOCOL": "none",  # of a partial clone: what is missing is not fetched
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_OVERRULED: Final = {
    "advice.graftFileDeprecated": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "safe.bareRepository": "explicit",  # one that lies among the files may be anybody's
}
_PATH: Final = 1_000  # characters of one that are shown: a remedy must be whole


class GitError(Exception):
    """Git said no; `said` are its words."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class NoRepositoryError(UsageError):
    """There is no git here, or a folder lies in no repository."""


class Git:
    """
    The repository that a folder lies in.

    Raises:
        NoRepositoryError: there is no git, or no repository.
        UsageError: it belongs to somebody else, or can't be read. Both with the remedy.

    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        try:
            said = self._text("rev-parse", "--show-toplevel", "--show-prefix").split("\n")
        except GitError as error:
            raise _no_repository(folder, error.said) from error
        self.top, self.prefix = said[:2]  # which is empty, or ends with a slash
        if not os.path.lexists(Path(self.top, ".git")):  # before git 2.38, one among the files would be taken
            raise _no_repository(folder, "not a git repository")

    def line(self, *arguments: str) -> str:
        """
        The first line of the answer, without its end.

        Raises:
            GitError: git refuses.

        """
        return self._text(*arguments).partition("\n")[0]

    def _text(self, *arguments: str) -> str:
        return self.ask(*arguments).decode(errors="surrogateescape")

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """
        The whole answer; `given` stands on git's standard input.

        Raises:
            GitError: git refuses.
            UsageError: there is no git, or it does not answer.

        """
        try:
            done = subprocess.run(  # no shell, and names stand behind --end-of-options
                self._command(arguments),
                cwd=self._folder,
                env=_environment(),
                input=given,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except OSError as error:  # not there, or not to be run
            raise _missing(self._folder) from error
        except subprocess.TimeoutExpired as error:
            what = f"git did not answer within {_SECONDS} s"
            raise UsageError(what, fix="try it by hand: git rev-parse HEAD") from error
        if done.returncode:
            raise GitError(done.stderr.decode(errors="replace").strip())
        return done.stdout

    def _command(self, arguments: Sequence[str]) -> list[str]:
        overruled = [part for name, value in _OVERRULED.items() for part in ("-c", f"{name}={value}")]
        return ["git", "--no-pager", *overruled, *arguments]

    def commit(self, revision: str) -> str | None:
        """The id of the commit that a revision names; None where there is none."""
        try:
            return self.line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except GitError:
            return None

    def started(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """A command that answers questions on its standard input, until that is closed."""
        return subprocess.Popen(
            self._command(arguments),
            cwd=self._folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def is_shallow(self) -> bool:
        return self.line("rev-parse", "--is-shallow-repository") == "true"


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not _ELSEWHERE.match(name)}
    return kept | _QUIET


def _missing(folder: str) -> UsageError:
    if not Path(folder).is_dir():
        where = plain(folder, longest=_PATH)
        return UsageError(f"there is no folder {where}", fix="name one that is there")
    what = "git is not there, and the baseline is a revision of it"
    return NoRepositoryError(what, fix="install git, or name a folder that has the baseline: --against ./DIR")


def _no_repository(folder: str, said: str) -> UsageError:
    where = "this folder" if folder == "." else plain(folder, longest=_PATH)
    if "dubious ownership" in said:
        named = re.search(r"repository at '([^']*)'", said)
        trusted = shlex.quote(plain(named[1], longest=_PATH) if named else where)
        fix = f"if you trust it: git config --global --add safe.directory {trusted}"
        return UsageError("git does not trust this repository: it belongs to another user", fix=fix)
    if "not a git repository" in said:
        fix = "name a folder that has the baseline: --against ./DIR"
        return NoRepositoryError(f"{where} lies in no git repository", fix=fix)
    if "must be run in a work tree" in said or "cannot use bare repository" in said:
        return UsageError(f"{where} lies in no work tree", fix="run this where the files are checked out")
    first = plain(said.partition("\n")[0], longest=_PATH)
    return UsageError(f"git can't read the repository: {first}", fix="try it by hand: git rev-parse HEAD")
