#!/bin/sh
# Prepares a bare Debian or Ubuntu for `make run` (sh tools/set_up.sh run) or `make test` (sh tools/set_up.sh test):
# a virtual environment in .venv with pinned, hashed packages, and the few system packages that pip cannot bring.
set -eu
cd "$(dirname "$0")/.."
purpose=$1
case $purpose in
  run) requirements=requirements.txt ;;
  *) requirements=requirements-dev.txt ;;
esac

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

# need PACKAGE...: installs Debian packages, or names them where it may not. Returns 1 if they are not there afterwards.
need() {
  if command -v apt-get >/dev/null 2>&1 && as_root true; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; then
      return 0
    fi
  fi
  echo "Please install these packages of your system: $*" >&2
  return 1
}

find_python() {
  for name in python3.11 python3.12 python3.13 python3.14 python3; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return 0
    fi
  done
  return 1
}

python=$(find_python) || { need python3 python3-venv && python=$(find_python); } || {
  echo "Smalltowns Desktop needs Python 3.11 or newer." >&2
  exit 1
}
if [ ! -x .venv/bin/python ]; then
  # Debian keeps ensurepip in a package of its own.
  "$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv || exit 1
  "$python" -m venv .venv
fi

stamp=.venv/installed-$purpose
wanted=$(cat "$requirements" pyproject.toml | cksum)
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
  echo "Installing what the program needs into .venv ..."
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
  echo "$wanted" >"$stamp"
fi
.venv/bin/python tools/translations.py compile

# Qt itself comes from pip; these few libraries of the system it needs, without a screen too, and more with one.
if ! .venv/bin/python -c 'import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtPrintSupport' 2>/dev/null; then
  need libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 || exit 1
fi
screen_libraries="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0"
if [ -n "${DISPLAY:-}" ] && .venv/bin/python tools/missing_libraries.py; then
  need $screen_libraries || exit 1
fi

if [ "$purpose" = test ]; then
  # Without these a few tests skip and say so.
  for program in Xvfb xdotool setxkbmap; do
    command -v $program >/dev/null 2>&1 || { need xvfb xdotool x11-xkb-utils || true; break; }
  done
  if .venv/bin/python tools/missing_libraries.py; then need $screen_libraries || true; fi
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || need postgresql || true
  command -v qpdf >/dev/null 2>&1 || need qpdf || true
fi
