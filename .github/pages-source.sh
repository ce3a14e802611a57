#!/usr/bin/env bash
# Prints enabled=true where the repository's Pages come from workflows; else enabled=false, and a notice that names the
# switch.
set -euo pipefail
answer=$(mktemp)
status=$(curl --silent --show-error --retry 3 --output "$answer" --write-out '%{http_code}' \
  --header "authorization: Bearer $GITHUB_TOKEN" --header 'accept: application/vnd.github+json' \
  "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/pages")
case $status in
  200) source=$(jq --raw-output .build_type "$answer") ;;
  404) source=off ;;
  *)
    printf '::error::GitHub does not tell whether Pages are on: %s %s\n' "$status" "$(jq --raw-output .message "$answer")" >&2
    exit 1
    ;;
esac
if [ "$source" = workflow ]; then
  printf 'enabled=true\n'
else
  printf '::notice title=The site is not published::Choose "GitHub Actions" in Settings → Pages → Source, and run this workflow again. Pages of a private repository need a plan that has them.\n' >&2
  printf 'enabled=false\n'
fi
