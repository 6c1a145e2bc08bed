#!/usr/bin/env bash
# Sets up and starts the portal.
#   ./run.sh            on http://127.0.0.1:5080 (PORT changes it), with a private PostgreSQL and demo data under .data/
#   ./run.sh --reset    the same, after deleting that database and its files
#   ./run.sh COMMAND …  runs a command of the portal on the same database instead, such as
#                       ./run.sh create-administrator --user NAME      (the password is one line of standard input)
#
# With ConnectionStrings__Portal (and Database__Provider=PostgreSql|SqlServer) it uses that server, starts none and loads no demo data;
# the environment is then Production unless ASPNETCORE_ENVIRONMENT says otherwise. Nobody has an account there until the first
# administrator is made by the command above. What belongs to that server (files, the master key) is in .data/server,
# which --reset leaves alone. Ctrl-C stops everything it started.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
. scripts/prepare.sh

data=$here/.data
port=${PORT:-5080}
app=$data/app
kept=$data; [ -z "${ConnectionStrings__Portal:-}" ] || kept=$data/server
own_database=
child=

stop() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null && wait "$child" 2>/dev/null; fi
  if [ -n "$own_database" ]; then scripts/postgres.sh stop "$data/postgres"; fi
  exit $status
}
trap stop EXIT
trap 'echo; say Stopping; exit 130' INT
trap 'exit 143' TERM HUP

# In the background, so that a signal is answered at once and not when the child has finished.
run() { "$@" 9>&- & child=$!; wait "$child"; child=; }

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

reset=; serve=yes
case ${1:-} in
  '') ;;
  --reset) reset=yes ;;
  -*) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
  *) serve= ;;
esac

[[ $port =~ ^[1-9][0-9]{0,4}$ ]] && [ "$port" -le 65535 ] || die "PORT=$port is no port. Choose one: PORT=5081 ./run.sh"

[ -z "$reset" ] || [ "$kept" = "$data" ] || die "--reset deletes the private database; unset ConnectionStrings__Portal, or leave --reset out."

mkdir -p "$data"; chmod 711 "$data"
exec 9>>"$data/run.lock"
alone=yes
flock -n 9 || alone=
if [ -n "$serve" ]; then
  [ -n "$alone" ] || die "Another ./run.sh runs here already$(sed 's/^./, at &/' "$data/run.lock")."
  ! answers || die "Port $port is taken. Choose another: PORT=$((port < 65535 ? port + 1 : 5081)) ./run.sh"
fi
[ -z "$alone" ] || echo "${serve:+http://127.0.0.1:$port}" >"$data/run.lock"

if [ -n "$reset" ]; then
  say "Deleting the private database and its files under .data/"
  scripts/postgres.sh remove "$data/postgres" 2>/dev/null || true
  rm -rf "$data/app" "$data/files" "$data/keys" "$data/outgoing" "$data/one-stop" "$data/portal.log"
fi

require
if [ -n "$alone" ]; then
  say_building Portal
  run restore Portal/Portal.csproj
  run dotnet publish Portal/Portal.csproj -c Release -o "$app" --no-restore -v q -nologo
fi

private=
if [ -z "${ConnectionStrings__Portal:-}" ]; then
  private=yes
  # Somebody else's cluster stays when this ends.
  own_database=$alone
  say "Starting PostgreSQL"
  ConnectionStrings__Portal=$(scripts/postgres.sh start "$data/postgres" 9>&-)
  export ConnectionStrings__Portal Database__Provider=PostgreSql
  export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
fi
export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Production}
export ASPNETCORE_URLS=http://127.0.0.1:$port ASPNETCORE_CONTENTROOT=$app
export Files__Root=${Files__Root:-$kept/files}
export Sms__Folder=${Sms__Folder:-$kept/outgoing}
export OneStop__Folder=${OneStop__Folder:-$kept/one-stop}
if [ -z "${Security__MasterKeyFile:-}" ]; then
  export Security__MasterKeyFile=$kept/keys/master.key
  if [ ! -f "$Security__MasterKeyFile" ]; then
    mkdir -p "$kept/keys"; chmod 700 "$kept/keys"
    (umask 077; head -c 32 /dev/urandom | base64 > "$Security__MasterKeyFile")
  fi
fi

say "Migrating the database"
run dotnet "$app/Portal.dll" migrate
if [ -z "$serve" ]; then dotnet "$app/Portal.dll" "$@" 9>&-; exit; fi

if [ -n "$private" ] && [ "$ASPNETCORE_ENVIRONMENT" = Development ]; then
  # Dust monitors that speak HJ 212; beside the portal's own port, so that two portals do not meet.
  export Dust__Port=${Dust__Port:-$((port + 132))}
fi

demo=
if [ -n "$private" ] && [ "$ASPNETCORE_ENVIRONMENT" = Development ]; then
  # It loads once and otherwise only names the accounts.
  demo=$(dotnet "$app/Portal.dll" demo 9>&-) || { echo "$demo" >&2; die "The demo data could not be loaded."; }
fi

say "Starting the portal"
dotnet "$app/Portal.dll" >"$data/portal.log" 2>&1 9>&- & child=$!
for _ in $(seq 300); do
  ! answers || break
  kill -0 "$child" 2>/dev/null || break
  sleep 0.2
done
if ! answers; then tail -30 "$data/portal.log" >&2; die "The portal did not start; its log is .data/portal.log"; fi

echo
[ -z "$demo" ] || { echo "$demo"; echo; }
[ -z "${Dust__Port:-}" ] || echo "Dust monitors (HJ 212 over TCP): 127.0.0.1:$Dust__Port"
echo "The portal is at http://127.0.0.1:$port   (log: .data/portal.log, stop: Ctrl-C)"
[ "$ASPNETCORE_ENVIRONMENT" = Development ] || echo "It answers over HTTPS only, behind a proxy that Proxies__Trusted__0 names by its address."
wait "$child" || die "The portal ended by itself; its log is .data/portal.log"
