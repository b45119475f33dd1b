#!/bin/sh
# Lints the protos and refuses what would break a caller of the released API. After `npm install --no-package-lock` in
# this folder it needs nothing else and no network. `check.sh release` renews the released image (protos/README.md says when).
set -eu
cd "$(dirname "$0")/../.."

buf=tests/protos/node_modules/.bin/buf
released=protos/released.txtpb
if [ ! -x "$buf" ]; then
  echo "buf is missing: run 'npm install --no-package-lock' in tests/protos first." >&2
  exit 2
fi

"$buf" lint
case "${1:-check}" in
  check) "$buf" breaking --against "$released" && echo "protos: lint and breaking are clean" ;;
  release) "$buf" build --exclude-source-info --output "$released" && echo "protos: $released renewed" ;;
  *) echo "usage: check.sh [check|release]" >&2; exit 2 ;;
esac
