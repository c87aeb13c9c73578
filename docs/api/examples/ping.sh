#!/bin/sh
# Whether a token is good, and how many requests are left at once.
set -eu
curl --fail-with-body -sS -i "$BASE/v1/system/ping" -H "Authorization: Bearer $TOKEN" | grep -i '^ratelimit-\|signedIn'
