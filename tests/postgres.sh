#!/usr/bin/env bash
# A private PostgreSQL for the tests: postgres.sh start|stop|url
#
#   start  makes a new cluster in a temporary folder, starts it on a free port of the loopback address and prints its
#          connection string, for HUB_TEST_POSTGRES. Does nothing but print when it is running already.
#   url    prints the connection string of the running one.
#   stop   stops it and removes its folder.
#
# HUB_POSTGRES_HOME names the folder, for more than one at a time. Needs Debian's package `postgresql` or any other
# installation whose initdb and pg_ctl are in /usr/lib/postgresql/*/bin or on the PATH.
set -euo pipefail

home="${HUB_POSTGRES_HOME:-${TMPDIR:-/tmp}/hub-postgres-$(id -u)}"

fail() { echo "postgres.sh: $*" >&2; exit 1; }

find_bin() {
  local newest
  newest=$(find /usr/lib/postgresql -maxdepth 3 -name pg_ctl 2>/dev/null | sort -V | tail -n 1)
  newest="${newest:-$(command -v pg_ctl || true)}"
  [ -n "$newest" ] || fail "no pg_ctl found; install PostgreSQL (apt-get install postgresql)"
  dirname "$newest"
}

# The server refuses to run as root, so root hands the cluster to another user.
owner() {
  if [ "$(id -u)" -ne 0 ]; then id -un; elif id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

as_owner() {
  if [ "$(id -un)" = "$(owner)" ]; then "$@"; else setpriv --reuid="$(owner)" --regid="$(id -g "$(owner)")" --clear-groups -- "$@"; fi
}

free_port() {
  local port
  for port in $(shuf -i 20000-32000 -n 50); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
  fail "no free port found"
}

url() {
  [ -f "$home/port" ] || fail "not running; start it with: $0 start"
  echo "Host=127.0.0.1;Port=$(cat "$home/port");Database=postgres;Username=hub_admin;Password=$(cat "$home/password")"
}

running() { [ -d "$home/cluster" ] && as_owner "$bin/pg_ctl" -D "$home/cluster" status >/dev/null 2>&1; }

start() {
  if running; then url; return; fi
  rm -rf "$home"
  mkdir -p -m 755 "$home"
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$home/password"
  chown -R "$(owner)" "$home"
  local port
  port=$(free_port)
  (cd "$home" && as_owner "$bin/initdb" -D "$home/cluster" -U hub_admin --pwfile="$home/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C >"$home/initdb.log" 2>&1) || fail "initdb failed; see $home/initdb.log"
  (cd "$home" && as_owner "$bin/pg_ctl" -D "$home/cluster" -l "$home/server.log" -w -t 60 start -o \
    "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=300" \
    >"$home/start.log" 2>&1) || fail "the server did not start; see $home/server.log"
  echo "$port" >"$home/port"
  url
}

stop() {
  if running; then (cd / && as_owner "$bin/pg_ctl" -D "$home/cluster" -m immediate -w stop >/dev/null); fi
  rm -rf "$home"
}

bin=$(find_bin)
case "${1:-}" in
  start) start ;;
  stop) stop ;;
  url) url ;;
  *) fail "usage: $0 start|stop|url" ;;
esac
