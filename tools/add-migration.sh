#!/usr/bin/env bash
# Makes the next migration for SQLite and PostgreSQL from the model as it stands in the code: tools/add-migration.sh NAME
# Snapshots are never edited by hand; to undo the newest migration, restore the Migrations folders from git.
set -euo pipefail
if [[ ! ${1:-} =~ ^[A-Z][A-Za-z0-9]*$ ]]; then
  echo "Usage: tools/add-migration.sh NAME, e.g. AddSupervisionOrders" >&2
  exit 2
fi

root=$(cd "$(dirname "$0")/.." && pwd)
exec dotnet run --project "$root/tools/Migrations" -- "$1" "$root/src/TaskTracker"
