#!/usr/bin/env bash
# Makes a Python that has seamproof as it lies in this checkout of the action, and packages of known digests.
# The working directory may be anybody's: isolated (-I), nothing is imported from it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
venv=$(mktemp -d "$RUNNER_TEMP/seamproof.XXXXXX")
"$PYTHON" -I -m venv --without-pip "$venv"
"$PYTHON" -I -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check \
  --no-deps --only-binary :all: --require-hashes --requirement "$here/requirements.txt"
(cd "$here/../../.." && pwd) > "$("$venv/bin/python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/seamproof.pth"
echo "python=$venv/bin/python" >> "$GITHUB_OUTPUT"
