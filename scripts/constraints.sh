#!/usr/bin/env bash
# Rewrite constraints.txt: install everything into an empty environment, note versions.
set -euo pipefail
python=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$python" -m venv "$scratch"
"$scratch/bin/pip" --disable-pip-version-check --quiet install -e '.[dev]' build
{
  echo "# Exact versions of everything that gets installed; \`make constraints\` rewrites it."
  "$scratch/bin/pip" --disable-pip-version-check freeze --exclude-editable --exclude pip --exclude setuptools
} >"$scratch/constraints.txt"
cp "$scratch/constraints.txt" constraints.txt
wc -l constraints.txt
