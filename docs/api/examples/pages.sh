#!/bin/sh
# All projects, two at a time.
set -eu
auth="Authorization: Bearer $TOKEN"
page=$(curl --fail-with-body -sS "$BASE/v1/projects?limit=2" -H "$auth")
echo "$page"
while next=$(echo "$page" | sed -n 's/.*"next":"\([^"]*\)".*/\1/p') && [ -n "$next" ]; do
  page=$(curl --fail-with-body -sS -G "$BASE/v1/projects" -H "$auth" --data-urlencode limit=2 --data-urlencode "cursor=$next")
  echo "$page"
done
