#!/bin/sh
# Builds the wheel and the source archive of the revision that stands here into dist/, and says what to do with them.
# The version stands in pyproject.toml alone; CHANGELOG.md has its entry.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
version=$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
grep -q "^## $version\$" CHANGELOG.md || { echo "CHANGELOG.md has no entry \"## $version\": write it first."; exit 1; }
if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
  echo "There are changes that are not committed: commit them first."; exit 1
fi
rm -rf dist
trap 'rm -f cli/revision.txt' EXIT
git rev-parse --short=12 HEAD > cli/revision.txt
"$python" -m uv build --quiet --out-dir dist
ls dist
