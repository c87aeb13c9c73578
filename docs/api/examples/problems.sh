#!/bin/sh
# What a refusal looks like: application/problem+json, with the fields at fault.
set -eu
curl -sS "$BASE/v1/projects" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"name":""}' |
  grep '"type":"https://atelier.app/problems/validation-failed"'
