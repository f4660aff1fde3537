#!/usr/bin/env bash
# Install what the tests need from outside Python, unless it is there already:
# a browser, PostgreSQL's server and SpamAssassin. What cannot be had here is named; the tests that
# need it are skipped, and with CI=true they fail.
set -euo pipefail
python=$1

have_browser() {
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && return 0
  done
  "$python" - <<'PY'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as started:
    sys.exit(not pathlib.Path(started.chromium.executable_path).exists())
PY
}
have_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }
have_spamassassin() { command -v spamassassin >/dev/null; }
on_debian_as_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

packages=()
have_browser || packages+=(chromium fonts-liberation)
have_postgres || packages+=(postgresql)
have_spamassassin || packages+=(spamassassin)
[ ${#packages[@]} = 0 ] && exit 0

if on_debian_as_root; then
  echo "Installing ${packages[*]} (Debian)"
  export DEBIAN_FRONTEND=noninteractive
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  { apt-get -qq update && apt-get -qq install -y --no-install-recommends "${packages[@]}"; } >/dev/null ||
    echo "Could not install ${packages[*]}; their tests are skipped" >&2
  exit 0
fi
if ! have_browser; then
  "$python" -m playwright install chromium ||
    echo "No browser: the tests that need one are skipped (sudo apt-get install chromium)" >&2
fi
have_postgres ||
  echo "No PostgreSQL server: its tests are skipped (sudo apt-get install postgresql)" >&2
have_spamassassin ||
  echo "No SpamAssassin: its test is skipped (sudo apt-get install spamassassin)" >&2
