#!/usr/bin/env bash
# Writes docs/requirements.md: each requirement with the tests that bear its number as a trait. `--check` only looks
# whether the file is up to date.
set -euo pipefail
cd "$(dirname "$0")/.."

table() {
  echo "# Requirements and the tests that show them"
  echo
  echo "Generated from the traits of the tests by \`tests/requirements.sh\`; the numbers are those of the requirements list."
  echo
  echo "| requirement | shown by |"
  echo "|---|---|"
  git ls-files 'tests/*.cs' | sort | xargs awk '
    FNR == 1 { n = 0; class = FILENAME; sub(/.*\//, "", class); sub(/\.cs$/, "", class) }
    /\[Trait\("Requirement", "/ {
      line = $0
      while (match(line, /"Requirement", "[^"]+"/)) {
        number = substr(line, RSTART + 16, RLENGTH - 17); numbers[++n] = number; line = substr(line, RSTART + RLENGTH)
      }
      next
    }
    n > 0 && /(public|internal).*\(/ {
      name = $0; sub(/\(.*/, "", name); sub(/.* /, "", name)
      for (i = 1; i <= n; i++) print numbers[i] "\t" class "." name
      n = 0
    }
    n > 0 && /(public|internal).*class / {
      name = $0; sub(/.*class /, "", name); sub(/[ (:<].*/, "", name)
      for (i = 1; i <= n; i++) print numbers[i] "\t" name
      n = 0
    }' | sort -u -t "$(printf '\t')" -k1,1V -k2,2 |
    awk -F '\t' '$1 != last { if (last) print " |"; printf "| %s | `%s`", $1, $2; last = $1; next } { printf "<br>`%s`", $2 }
      END { if (last) print " |" }'
}

case "${1:-}" in
  --check) diff <(table) docs/requirements.md >/dev/null || { echo "docs/requirements.md is out of date: run tests/requirements.sh"; exit 1; } ;;
  *) table > docs/requirements.md ;;
esac
