#!/usr/bin/env bash
# Runs everything that a change must pass: protos, all tests on SQLite and PostgreSQL, clients in other languages, real
# WireMock, the demo with kills and faults. `--full` takes the long forms (200 kills).
# Installs what it needs where it is missing. The last line is "N passed, N failed[, N skipped]".
set -uo pipefail
cd "$(dirname "$0")/.."

full=0
for argument in "$@"; do
  case "$argument" in
    --full) full=1 ;;
    *) echo "hub test: '$argument' is no option; --full is the only one." >&2; exit 2 ;;
  esac
done
export HUB_TEST_FULL=$full DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

passed=0 failed=0 skipped=0
step() { # name, command...
  local name=$1; shift
  echo "== $name"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "== FAILED: $name"; fi
}

need() { # command to look for, Debian package
  command -v "$1" >/dev/null 2>&1 && return
  echo "== installing $2"
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}

if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then need initdb postgresql; fi
need java default-jre-headless
need node nodejs
need npm npm
for folder in tests/interop/node tests/wiremock; do
  step "npm ci in $folder" npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error
done
# Its binaries are optional packages, one for each system, and a lock file made where some are missing fails `npm ci`;
# package.json names the one exact version.
step "npm install in tests/protos" npm install --prefix tests/protos --no-package-lock --no-audit --no-fund --loglevel=error

step "protos: lint and breaking changes" tests/protos/check.sh
step "docs/requirements.md is up to date" tests/requirements.sh --check
step "no requirement is left without a test or content" tests/requirements.sh --complete
if ! dotnet build Onboarding.Hub.sln -c Release --nologo -v quiet; then
  echo "The build failed; no test was run."
  echo "0 passed, 1 failed"
  exit 1
fi

HUB_TEST_POSTGRES=$(tests/postgres.sh start) || { echo "PostgreSQL did not start."; echo "0 passed, 1 failed"; exit 1; }
export HUB_TEST_POSTGRES
trap 'tests/postgres.sh stop >/dev/null 2>&1' EXIT

log=$(mktemp)
trap 'tests/postgres.sh stop >/dev/null 2>&1; rm -f "$log"' EXIT
for project in Onboarding.Connectors.Tests Onboarding.Hub.Tests; do
  echo "== $project"
  dotnet test "tests/$project/$project.csproj" -c Release --no-build --nologo --logger "console;verbosity=minimal" | tee "$log"
  status=${PIPESTATUS[0]}
  counts=$(grep -Eo 'Failed: *[0-9]+, Passed: *[0-9]+, Skipped: *[0-9]+' "$log" | tail -n 1)
  if [ -z "$counts" ]; then
    echo "== $project ran no test (exit code $status)"
    failed=$((failed + 1))
    continue
  fi
  read -r f p s <<<"$(sed -E 's/[^0-9]+/ /g' <<<"$counts")"
  failed=$((failed + f)) passed=$((passed + p)) skipped=$((skipped + s))
  # A crash of the test process is a failure even where every test that ended had passed.
  if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then failed=$((failed + 1)); fi
done

if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]
