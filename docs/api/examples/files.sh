#!/bin/sh
# A file at a task: up, and down again.
set -eu
json='Content-Type: application/json'
auth="Authorization: Bearer $TOKEN"
location() { tr -d '\r' | sed -n 's/^[Ll]ocation: //p'; }

project=$(curl --fail-with-body -sS -D - -o /dev/null "$BASE/v1/projects" -H "$auth" -H "$json" -d '{"name":"With a file"}' | location)
task=$(curl --fail-with-body -sS -D - -o /dev/null "$BASE$project/tasks" -H "$auth" -H "$json" -d '{"title":"Read this"}' | location)

echo 'Start at the north quay.' | curl --fail-with-body -sS -D - -o /dev/null \
  "$BASE/v1/files?taskId=${task##*/}&name=notes.txt" -H "$auth" -H 'Content-Type: text/plain' --data-binary @- | location |
  while read -r file; do curl --fail-with-body -sS "$BASE$file/content" -H "$auth"; done
