#!/usr/bin/env bash
# A private PostgreSQL cluster, for run.sh and for the tests.
#   scripts/postgres.sh start DIR [--fast] [--until PID]   starts it (makes it at the first start), prints a connection string
#   scripts/postgres.sh stop DIR                           stops it
#   scripts/postgres.sh remove DIR                         stops it and deletes everything in it
# For tests: --fast gives up durability for speed; --until removes everything as soon as the process PID is gone, however it ended.
#
# It listens on a loopback port and on nothing else, and asks a generated password (DIR/password, readable by its maker alone).
# PostgreSQL refuses to be run by root; started by root it runs as the user postgres, or portal-db where that does not exist.
# Encoding UTF8. Collation ICU zh-Hans-CN: lists sort as Chinese readers expect (by pinyin), as they do under the Chinese_PRC
# collation of the customer's SQL Server. It is deterministic, so equal still means equal byte for byte.
set -euo pipefail

usage() { sed -n '3,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
say() { echo "postgres: $*" >&2; }
die() { say "$*"; exit 1; }

command=${1:-}; dir=${2:-}; fast=; owner=
[ -n "$command" ] && [ -n "$dir" ] || usage
shift 2
while [ $# -gt 0 ]; do
  case $1 in
    --fast) fast=yes; shift ;;
    --until) owner=${2:?}; shift 2 ;;
    *) usage ;;
  esac
done

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1) || true
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  found=$(command -v initdb) || die "no PostgreSQL here (apt-get install postgresql)"
  bin=$(dirname "$(readlink -f "$found")")
fi

user=$(id -un)
if [ "$(id -u)" = 0 ]; then
  user=postgres
  if ! id postgres >/dev/null 2>&1; then
    user=portal-db
    id portal-db >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin portal-db
  fi
fi
# The server must not inherit the caller's open files (a lock would be held as long as it lives), nor a directory it cannot enter.
as_user() (
  cd /
  for fd in 3 4 5 6 7 8 9; do eval "exec $fd>&-"; done
  if [ "$(id -u)" = 0 ]; then exec runuser -u "$user" -- "$@"; else exec "$@"; fi
)

# Where the files are: in DIR/data, or below /var/lib when DIR is somewhere the unprivileged user cannot go (a clone in /root).
locate() {
  data=$dir/data
  if [ -f "$dir/location" ]; then data=$(cat "$dir/location"); fi
}
running() { [ -f "$data/postmaster.pid" ] && as_user "$bin/pg_ctl" status -D "$data" >/dev/null 2>&1; }

create() {
  say "making a cluster in $dir"
  mkdir -p "$data"
  [ "$(id -u)" != 0 ] || chown "$user" "$data"
  if ! as_user test -w "$data"; then
    rmdir "$data"
    data=/var/lib/portal-db/$(printf %s "$dir" | sha256sum | cut -c1-16)
    say "$user cannot enter $dir, so the files are in $data"
    # Left by a clone that stood here and was deleted by hand: its password is gone, so nobody can read it any more.
    if [ -d "$data" ]; then stop_server; rm -rf "$data"; fi
    mkdir -p "$data"; chown "$user" "$data"; chmod 711 /var/lib/portal-db
    echo "$data" > "$dir/location"
  fi
  local collation=(--locale-provider=icu --icu-locale=zh-Hans-CN)
  "$bin/initdb" --help | grep -q icu-locale || collation=()
  as_user "$bin/initdb" -D "$data" -U postgres --auth=reject -E UTF8 --locale=C.UTF-8 "${collation[@]}" \
    ${fast:+--no-sync} >/dev/null
  as_user tee "$data/pg_hba.conf" >/dev/null <<< "host all portal 127.0.0.1/32 scram-sha-256"
  as_user tee -a "$data/postgresql.conf" >/dev/null <<'CONF'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 256MB
timezone = 'UTC'
jit = off
wal_level = minimal
max_wal_senders = 0
CONF
  ( umask 077; head -c 24 /dev/urandom | base64 | tr -d '+/=\n' > "$dir/password" )
  # Single-user mode: no password ever stands on a command line, and the superuser can never sign in over the network.
  as_user "$bin/postgres" --single -c log_checkpoints=off -D "$data" postgres >/dev/null <<SQL
CREATE ROLE portal LOGIN CREATEDB PASSWORD '$(cat "$dir/password")'
CREATE DATABASE portal OWNER portal
SQL
  touch "$dir/made"
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

start() {
  mkdir -p "$dir"; dir=$(cd "$dir" && pwd); chmod 711 "$dir"
  exec 8>"$dir/lock"; flock 8
  locate
  if [ ! -f "$dir/made" ]; then [ ! -d "$data" ] || remove_files; create; fi
  if ! running; then
    local options="" attempt port
    [ -z "$fast" ] || options="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    as_user touch "$data/server.log"
    for attempt in 1 2 3 4 5; do
      # The port of the last time first: connection strings stay true over a restart. After a crash something of the old server may still be ending.
      if [ "$attempt" -le 3 ] && [ -f "$dir/port" ]; then port=$(cat "$dir/port"); else port=$(free_port); fi
      if as_user "$bin/pg_ctl" start -w -t 60 -D "$data" -l "$data/server.log" -o "-p $port $options" >/dev/null 2>&1; then
        echo "$port" > "$dir/port"; break
      fi
      sleep 1
      [ "$attempt" != 5 ] || { as_user tail -20 "$data/server.log" >&2; die "it does not start"; }
    done
  fi
  [ -z "$owner" ] || remove_after "$owner"
  echo "Host=127.0.0.1;Port=$(cat "$dir/port");Database=portal;Username=portal;Password=$(cat "$dir/password")"
}

stop_server() { ! running || as_user "$bin/pg_ctl" stop -w -m fast -D "$data" >/dev/null; }

stop() {
  [ -d "$dir" ] || return 0
  dir=$(cd "$dir" && pwd); locate
  stop_server
}

remove_files() { rm -rf "$data" "$dir/made" "$dir/port" "$dir/password" "$dir/location"; }

# In a session of its own, so that what ends the owner (Ctrl-C, a killed process group) does not end the watcher too.
remove_after() {
  setsid bash -c 'tail --pid="$1" -f /dev/null; exec "$2" remove "$3"' - "$1" "$(cd "$(dirname "$0")" && pwd)/postgres.sh" "$dir" \
    </dev/null >/dev/null 2>&1 8>&- &
}

case $command in
  start) start ;;
  stop) stop ;;
  remove) stop; [ ! -d "$dir" ] || { remove_files; rm -f "$dir/lock"; rmdir "$dir" 2>/dev/null || true; } ;;
  *) usage ;;
esac
