#!/bin/sh
# Fetches the map and chart libraries and copies them into the package; without Node >= 20 it says so and leaves it at that.
set -u
cd "$(dirname "$0")"
target=../src/tocsin/web/static/vendor
if node -e 'process.exit(+process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null \
  && npm ci --silent --no-audit --no-fund && npm run --silent build; then
  touch "$target/.built"
else
  echo "No map and charts: they need Node 20 or newer and the npm registry. The pages work without them."
fi
