#!/usr/bin/env bash
# Installs what the tests of pages need into the environment given: Playwright and axe; and Chromium, by the
# system's packages or by Playwright itself, where no browser of its kind is found.
set -euo pipefail
environment=$1

"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,browser]'
for browser in chromium chromium-browser google-chrome; do
  if command -v "$browser" > /dev/null; then exit 0; fi
done
echo "Chromium is missing; installing it ..."
as_root=""
if [ "$(id -u)" != 0 ]; then as_root=sudo; fi
if command -v apt-get > /dev/null && $as_root apt-get update --quiet=2 && $as_root apt-get install --yes --quiet=2 chromium > /dev/null; then
  exit 0
fi
"$environment/bin/python" -m playwright install --with-deps chromium
