#!/bin/sh
# What the linters do not see: addresses of package indexes in committed files, what merges leave behind, and the compose file.
set -eu
cd "$(dirname "$0")/.."
if git grep -nIE 'https?://(pypi\.|files\.pythonhosted|registry\.npmjs|deb\.debian)' -- . ':!scripts/check_files.sh'; then
  echo "A committed file names a package index: remove the address." >&2
  exit 1
fi
if git ls-files | grep -E '\.(orig|rej)$'; then
  echo "A file that a merge left behind is committed: remove it." >&2
  exit 1
fi
if docker compose version >/dev/null 2>&1; then
  POSTGRES_PASSWORD=check AIQR_SECRET_KEY=check-check-check-check-check-check docker compose config --quiet
else
  echo "docker compose is not here: docker-compose.yml was not checked."
fi
