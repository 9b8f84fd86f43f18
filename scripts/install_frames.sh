#!/usr/bin/env bash
# Installs the dataframe libraries that tests of tables need into the environment given; and Java, which
# PySpark runs on, by the system's packages where there is none.
set -euo pipefail
environment=$1

"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,frames]'
if command -v java > /dev/null; then exit 0; fi
echo "Java is missing; installing it ..."
as_root=""
if [ "$(id -u)" != 0 ]; then as_root=sudo; fi
if command -v apt-get > /dev/null && $as_root apt-get update --quiet=2 && $as_root apt-get install --yes --quiet=2 default-jre-headless > /dev/null; then
  exit 0
fi
echo "Java could not be installed, so PySpark is left out. Install a Java of version 17 or later to have it tested."
