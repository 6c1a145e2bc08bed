#!/usr/bin/env bash
# Makes a migration for both servers from the present model. Needs no server.
#   scripts/add-migration.sh NAME      adds NAME to PostgreSQL's and SQL Server's migrations
#   scripts/add-migration.sh --renew   before the first release only: replaces all migrations by one, Initial
#                                      (also the way out of a conflict in a model snapshot)
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: scripts/add-migration.sh NAME | --renew}
folder=Infrastructure/Database/Migrations
if [ "$name" = --renew ]; then
  rm -rf "$folder"
  name=Initial
fi
dotnet tool restore >/dev/null
# A project of its own as start-up: the portal need not be able to start for a migration to be made.
dotnet build Infrastructure/Infrastructure.csproj -v q -nologo -p:RunAnalyzers=false
for provider in PostgreSql SqlServer; do
  dotnet ef migrations add "$name" --no-build --project Infrastructure --startup-project Infrastructure \
    --context "${provider}PortalDbContext" --output-dir "Database/Migrations/$provider"
done
