#!/bin/sh
# A project, a task in it, and a change to the task that is refused if somebody else has changed it meanwhile.
set -eu
json='Content-Type: application/json'
auth="Authorization: Bearer $TOKEN"

# The address of what was made is in the answer's Location.
project=$(curl --fail-with-body -sS -D - -o /dev/null "$BASE/v1/projects" -H "$auth" -H "$json" \
  -d '{"name":"Harbour website"}' | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')

task=$(curl --fail-with-body -sS -D - -o /dev/null "$BASE$project/tasks" -H "$auth" -H "$json" \
  -d '{"title":"Take the photographs","priority":"high"}' | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')

# The version as it was read goes along with the change.
version=$(curl --fail-with-body -sS -D - -o /dev/null "$BASE$task" -H "$auth" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
curl --fail-with-body -sS -X PATCH "$BASE$task" -H "$auth" -H "$json" -H "If-Match: $version" \
  -d '{"dueDate":"2030-06-01"}'
