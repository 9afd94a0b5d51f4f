#!/bin/sh
# Installs the programs that tests run beside Python packages: GNU gettext.
set -eu
if command -v msgfmt >/dev/null && command -v msgmerge >/dev/null && command -v msgcat >/dev/null; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "Tests need GNU gettext (msgfmt, msgmerge, msgcat); install it with your package manager." >&2
    exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends gettext
