# Finds or installs what the tests need of the system: by apt where the user is root. Says `not run: NAME` otherwise.

apt_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  local log=/dev/null
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1
}

# What find_… would install one after the other, at once and while something else goes on. What fails is left to them.
install_ahead() {
  local packages=()
  has_chromium || packages+=(chromium-headless-shell)
  has_webkit || packages+=(webkit2gtk-driver xvfb)
  command -v ogr2ogr >/dev/null || packages+=(gdal-bin)
  [ -x "$(postgresql_bin)/initdb" ] || packages+=(postgresql)
  [ ${#packages[@]} = 0 ] || apt_install "${packages[@]}" || true
}

has_chromium() {
  local name
  # Chromium's own engine without its window: the same pages in a fifth less time.
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then CHROMIUM=$(command -v "$name"); export CHROMIUM; return; fi
  done
  return 1
}

find_chromium() {
  local name
  if has_chromium; then return; fi
  echo "Installing Chromium…"
  for name in chromium-headless-shell chromium; do
    if apt_install "$name" && command -v "$name" >/dev/null; then CHROMIUM=$(command -v "$name"); export CHROMIUM; return; fi
  done
  if python -m playwright install chromium >/dev/null 2>&1; then
    CHROMIUM=$(python -c 'from playwright.sync_api import sync_playwright as s
with s() as p: print(p.chromium.executable_path)')
    export CHROMIUM
    return
  fi
  echo "not run: browser tests (no Chromium: install the package “chromium-headless-shell” or “chromium”)"
}

has_webkit() { command -v WebKitWebDriver >/dev/null && command -v Xvfb >/dev/null; }

# The driver brings the engine and a small browser along; it draws on a screen that nobody sees.
find_webkit() {
  has_webkit || { echo "Installing WebKitGTK…"; apt_install webkit2gtk-driver xvfb || true; }
  if has_webkit; then WEBKIT=$(command -v WebKitWebDriver); export WEBKIT; return; fi
  echo "not run: the notebook in WebKitGTK (install the packages “webkit2gtk-driver” and “xvfb”)"
}

find_pango() {
  python -c 'import weasyprint' >/dev/null 2>&1 || apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 || true
  python -c 'import weasyprint' >/dev/null 2>&1 || echo "not run: comparison with WeasyPrint (install the package “libpango-1.0-0”)"
}

find_gdal() {
  command -v ogr2ogr >/dev/null || { echo "Installing GDAL…"; apt_install gdal-bin || true; }
  command -v ogr2ogr >/dev/null || echo "not run: GDAL reads our maps (install the package “gdal-bin”)"
}

# Databases and pictures of tests are gone at their end: where there is room, no disk has to keep up with them.
work_in_memory() {
  local room
  room=$(df --output=avail --block-size=1M /dev/shm 2>/dev/null | tail -n 1) || return 0
  [ -w /dev/shm ] && [ "${room:-0}" -ge 4096 ] || return 0
  TMPDIR=$(mktemp -d /dev/shm/suite-XXXXXX)
  chmod 755 "$TMPDIR"
  export TMPDIR
}

leave_memory() { case "${TMPDIR:-}" in /dev/shm/suite-*) rm -rf "$TMPDIR" ;; esac; }

# PostgreSQL's programs refuse to run as root: they run as the package's own user then.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

postgresql_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true; }

start_postgresql() {
  local bin
  bin=$(postgresql_bin)
  if [ ! -x "${bin:-}/initdb" ]; then
    echo "Installing PostgreSQL…"
    apt_install postgresql || true
    bin=$(postgresql_bin)
  fi
  if [ ! -x "${bin:-}/initdb" ]; then
    echo "not run: the suite on PostgreSQL (install the package “postgresql”)"
    return 1
  fi
  POSTGRESQL_BIN=$bin
  POSTGRESQL_DIR=$(mktemp -d)
  [ "$(id -u)" != 0 ] || chown postgres "$POSTGRESQL_DIR"
  (cd / && as_postgres "$bin/initdb" --auth trust --encoding UTF8 --locale C.UTF-8 --username tests --pgdata "$POSTGRESQL_DIR/data" >/dev/null)
  (cd / && as_postgres "$bin/pg_ctl" --silent --wait --pgdata "$POSTGRESQL_DIR/data" --log "$POSTGRESQL_DIR/log" \
    --options "-k $POSTGRESQL_DIR -c listen_addresses='' -c fsync=off -c full_page_writes=off" start >/dev/null)
  chmod 755 "$POSTGRESQL_DIR"
  POSTGRESQL_URL="postgresql://tests@/postgres?host=$POSTGRESQL_DIR"
}

stop_postgresql() {
  (cd / && as_postgres "$POSTGRESQL_BIN/pg_ctl" --silent --pgdata "$POSTGRESQL_DIR/data" --mode immediate stop >/dev/null) || true
  rm -rf "$POSTGRESQL_DIR"
}
