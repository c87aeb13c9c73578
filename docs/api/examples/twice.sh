#!/bin/sh
# A POST with a key may be sent again when nobody knows whether it arrived: it acts once.
set -eu
key="example-$(date +%s)-$$"
for attempt in 1 2; do
  curl --fail-with-body -sS -i "$BASE/v1/projects" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
    -H "Idempotency-Key: $key" -d '{"name":"Only one of these"}' | grep -i '^HTTP\|^location\|^idempotency-replayed'
done
