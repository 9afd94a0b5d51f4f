#!/bin/sh
# Installs the programs that tests run beside Python packages: GNU gettext, and Chromium and axe-core for the review page.
set -eu
cd "$(dirname "$0")/.."

gettext() {
    if command -v msgfmt >/dev/null && command -v msgmerge >/dev/null && command -v msgcat >/dev/null; then
        return
    fi
    if ! command -v apt-get >/dev/null; then
        echo "Tests need GNU gettext (msgfmt, msgmerge, msgcat); install it with your package manager." >&2
        exit 1
    fi
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends gettext
}

# Into an ignored folder. Without npm, or offline, the tests that need it are skipped and say so.
axe() {
    [ -f .test-tools/node_modules/axe-core/axe.min.js ] && return
    if ! command -v npm >/dev/null; then
        echo "npm is missing: the review page is not checked with axe-core." >&2
        return
    fi
    npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix .test-tools axe-core@4.14.1 ||
        echo "axe-core could not be installed: the review page is not checked with it." >&2
}

# Debian's own; elsewhere, or without the rights to install it, the tests that need it are skipped and say so.
chromium() {
    command -v chromium >/dev/null && return
    if [ -r /etc/os-release ] && grep -qx 'ID=debian' /etc/os-release && command -v apt-get >/dev/null; then
        as_root=""
        [ "$(id -u)" = 0 ] || as_root="sudo -n"
        $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium fonts-noto-core && return
    fi
    echo "Chromium is missing: the review page is not tried in a browser." >&2
}

gettext
axe
chromium
