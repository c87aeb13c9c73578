#!/bin/sh
# Signs in and prints an access token; the cookie in the jar gets a new one for it when it has run out.
set -eu
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT

curl --fail-with-body -sS "$BASE/v1/auth/login" -c "$jar" \
  -H 'Content-Type: application/json' \
  -d "{\"email\":\"$EMAIL\",\"password\":\"$PASSWORD\"}" |
  sed -n 's/.*"accessToken":"\([^"]*\)".*/\1/p'

# Ten minutes later. A refresh token works once: the answer brings the next one, into the same jar. The cookie is
# for HTTPS only; on http://localhost curl has to be told to send it.
cookie=$(sed -n 's/^#HttpOnly_.*\(__Host-atelier-refresh\)[[:space:]]*\(.*\)$/\1=\2/p' "$jar")
[ -z "$cookie" ] || curl --fail-with-body -sS -o /dev/null -X POST "$BASE/v1/auth/refresh" -H "Cookie: $cookie"
