#!/usr/bin/env bash
# Prints models=["…"], the one that is named or else every folder under models/ that holds a contract.
set -euo pipefail
if [ -n "${1:-}" ]; then
  jq --compact-output --null-input --arg model "$1" '[$model]'
else
  find models -mindepth 2 -maxdepth 2 -name model.yaml -printf '%h\n' | sort | sed 's|^models/||' \
    | jq --raw-input . | jq --compact-output --slurp .
fi | sed 's/^/models=/'
