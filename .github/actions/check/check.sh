#!/usr/bin/env bash
# Checks once, gives GitHub what it shows of that (annotations, summary, outputs), and ends as the check ends.
set -euo pipefail

folder=$(mktemp -d "$RUNNER_TEMP/seamproof.XXXXXX")
arguments=(--output-format=full)
for report in github=annotations.txt markdown=summary.md sarif=seamproof.sarif json=result.json; do
  arguments+=("--report=${report%%=*}=$folder/${report#*=}")
done
while read -r report; do
  [[ -z $report ]] || arguments+=("--report=$report")
done < <(tr '\r' '\n' <<< "$REPORTS")
[[ -z $AGAINST ]] || arguments+=("--against=$AGAINST")
[[ -z $FAIL_ON ]] || arguments+=("--fail-on=$FAIL_ON")
arguments+=(--)
while read -r path; do
  [[ -z $path ]] || arguments+=("$path")
done < <(tr '\r' '\n' <<< "$PATHS")

# The text of a contract could look like a command to the runner, which takes none until it reads this word.
# Both streams are one, or the runner could read the one after the word that stands in the other.
word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
code=0
echo "::stop-commands::$word"
"$PYTHON" -I -m checker check "${arguments[@]}" 2>&1 || code=$?
echo "::$word::"

if [[ -s $folder/result.json ]]; then
  grep -E '^::(error|warning|notice) ' "$folder/annotations.txt" || true
  cat "$folder/summary.md" >> "$GITHUB_STEP_SUMMARY"
  # No findings is told as 0 only by a check that was made: "could not look" must not read as "clean".
  "$PYTHON" -I -c '
import json, sys
result = json.load(sys.stdin)
unchecked = result["verdict"] == "unchecked"
print("verdict=" + result["verdict"])
if result["findings"] or not unchecked:
    print("findings=" + str(len(result["findings"])))
if result["checked"] or not unchecked:
    print("sarif=" + sys.argv[1])
' "$folder/seamproof.sarif" < "$folder/result.json" >> "$GITHUB_OUTPUT"
else
  echo "::error title=seamproof::The check could not begin (exit code $code): the log of this step says why."
  echo "**seamproof could not begin to check** (exit code $code): the log of the step says why." >> "$GITHUB_STEP_SUMMARY"
  echo "verdict=unchecked" >> "$GITHUB_OUTPUT"
fi
exit "$code"
