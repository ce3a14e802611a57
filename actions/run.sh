#!/usr/bin/env bash
# Runs actions/$1/main.ts from source. An action that another repository uses brings no packages: its first step
# installs them beside it. npm writes the file that is looked for last of all, so a broken install is made again.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [ ! -f "$root/node_modules/.package-lock.json" ]; then
  npm ci --prefix "$root" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
fi

exec node --enable-source-maps "$root/actions/run.mjs" "$1"
