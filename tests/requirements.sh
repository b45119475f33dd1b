#!/usr/bin/env bash
# Writes docs/requirements.md: each requirement with the tests that bear its number as a trait, or with the content that
# carries it (docs/requirements-by-content.tsv: number, file, what in it), and names those that have neither.
#   --check      only looks whether the file is up to date
#   --complete   fails while a requirement of the product has neither
set -euo pipefail
cd "$(dirname "$0")/.."
content=docs/requirements-by-content.tsv

# How many requirements each area of the list has; A15 and A16, dashboards and reports, are counted by nobody yet.
numbers() {
  local area
  for area in 1:12 2:16 3:18 4:15 5:11 6:13 7:8 8:12 9:16 10:8 11:14 12:13 13:6 14:13 17:11 18:15 19:8; do
    seq -f "A${area%:*}.%g" "${area#*:}"
  done
}

# Number and test, one a line, in order.
tests() {
  git ls-files --cached --others --exclude-standard 'tests/*.cs' | sort | xargs awk '
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
    }' | sort -u -t "$(printf '\t')" -k1,1V -k2,2
}

table() {
  echo "# Requirements and the tests that show them"
  echo
  echo "Generated from the traits of the tests by \`tests/requirements.sh\`; the numbers are those of the requirements list."
  echo
  echo "| requirement | shown by |"
  echo "|---|---|"
  tests |
    awk -F '\t' '$1 != last { if (last) print " |"; printf "| %s | `%s`", $1, $2; last = $1; next } { printf "<br>`%s`", $2 }
      END { if (last) print " |" }'
  echo
  echo "## Carried by content"
  echo
  echo "What people do, where the product's part is to say it: a task, an input, a guide (\`$content\`)."
  echo
  echo "| requirement | file | what in it |"
  echo "|---|---|---|"
  awk -F '\t' '{ printf "| %s | [%s](../%s) | %s |\n", $1, $2, $2, $3 }' "$content"
}

# Faults of the list of content.
faults() {
  local number file what
  while IFS=$'\t' read -r number file what; do
    [ -f "$file" ] || echo "$content: $number: there is no $file"
    [ -n "$what" ] || echo "$content: $number: it does not say what in $file"
    grep -qxF "$number" <(numbers) || echo "$content: there is no $number"
  done < "$content"
}

missing() {
  comm -23 <(numbers | sort -u) <({ tests; cat "$content"; } | cut -f1 | sort -u) | sort -V | tr '\n' ' '
}

faults=$(faults)
if [ -n "$faults" ]; then echo "$faults"; exit 1; fi
missing=$(missing)
[ -z "$missing" ] || echo "not yet: $missing"

case "${1:-}" in
  --check) diff <(table) docs/requirements.md >/dev/null || { echo "docs/requirements.md is out of date: run tests/requirements.sh"; exit 1; } ;;
  --complete) [ -z "$missing" ] ;;
  "") table > docs/requirements.md ;;
  *) echo "usage: requirements.sh [--check|--complete]" >&2; exit 2 ;;
esac
