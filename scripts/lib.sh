# shellcheck shell=bash
# Shared by the scripts in this folder: words, what has to be installed, cargo, and a PostgreSQL for developing.
# Sourced, never run. The program has its own version of the same rules: adapters/src/postgres/cluster/.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$@"; }
die() { printf '%s\n' "$@" >&2; exit "${STATUS:-1}"; }
have() { command -v "$1" >/dev/null 2>&1; }

[ ! -f "$HOME/.cargo/env" ] || . "$HOME/.cargo/env"

# --- What has to be installed ---------------------------------------------------------------------------------------

# need <thing>…: installs what is missing of cc, postgresql, clamav-daemon, chromium, chromium-driver and so on. Asks apt only when
# something is missing. Without the right to install it prints the one line to run, and ends with status 2.
need() {
    local thing packages=()
    for thing in "$@"; do
        case $thing in
        cc) links_programs || packages+=(gcc libc6-dev) ;;
        postgresql) find_postgres || packages+=(postgresql) ;;
        pdftotext) have pdftotext || packages+=(poppler-utils) ;;
        clamav-daemon) have clamd || [ -x /usr/sbin/clamd ] || packages+=(clamav-daemon) ;;
        chromium-driver) have chromedriver || packages+=(chromium-driver) ;;
        llvm-profdata-*) have "$thing" || packages+=("llvm-${thing##*-}") ;;
        *) have "$thing" || packages+=("$thing") ;;
        esac
    done
    [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
}

# A compiler without the C library's own files (libc6-dev) is there in some images, and cannot link.
links_programs() { have cc && echo 'int main(void) { return 0; }' | cc -x c -o /dev/null - 2>/dev/null; }

# The package of PostgreSQL would make and start a cluster of its own on port 5432, which nobody asked for.
NO_CLUSTER=/etc/postgresql-common/createcluster.d/realserv.conf

install_packages() {
    local line="apt-get update && apt-get install --yes --no-install-recommends $*"
    case " $* " in *" postgresql "*)
        line="mkdir -p $(dirname $NO_CLUSTER) && echo create_main_cluster = false >$NO_CLUSTER && $line"
        line="$line; status=\$?; rm -f $NO_CLUSTER; exit \$status" ;;
    esac
    have apt-get || STATUS=2 die "Missing: $*. Please install them; this script knows Debian and Ubuntu only."
    if [ "$(id -u)" -eq 0 ]; then
        say "Installing: $*"
        run_install "$line"
    elif have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        say "Installing: $*"
        run_install "$line" sudo
    else
        STATUS=2 die "Missing: $*. Installing needs rights that you do not have here. Please have this line run, and try again:

    sudo sh -c '$line'
"
    fi
}

run_install() {
    local line=$1 log
    shift
    log=$(mktemp)
    "$@" env DEBIAN_FRONTEND=noninteractive sh -c "$line" >"$log" 2>&1 || {
        tail -15 "$log" >&2
        die "The installation failed. The line was: $line"
    }
    rm -f "$log"
}

# --- cargo ----------------------------------------------------------------------------------------------------------

need_cargo() {
    have cargo || STATUS=2 die "Rust is missing. Please install it (1.95 or newer) as https://www.rust-lang.org/tools/install says."
}

# `--offline` when every crate of Cargo.lock is there, so that no registry is asked and none needs to be reached.
offline_flag() {
    local host
    host=$(rustc -vV | sed -n 's/^host: //p')
    if (cd "$ROOT" && cargo fetch --quiet --locked --offline --target "$host") >/dev/null 2>&1; then
        echo --offline
    fi
}

# --- PostgreSQL for scripts -----------------------------------------------------------------------------------------

# PostgreSQL's own programs, newest first; Debian keeps them outside of PATH.
find_postgres() {
    local place
    for place in "$(dirname "$(command -v postgres 2>/dev/null || echo /none/x)")" \
        "$(pg_config --bindir 2>/dev/null || true)" \
        $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn); do
        if [ -x "$place/postgres" ] && [ -x "$place/initdb" ] && [ -x "$place/pg_ctl" ] \
            && [ -x "$place/psql" ]; then
            PG_BIN=$place
            return 0
        fi
    done
    return 1
}

# PostgreSQL refuses uid 0, so as root its programs run as an unprivileged user. The ambient capability lets that
# user pass through folders that are closed to it (a checkout in a home of mode 0700).
as_db() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
        return
    fi
    local caps=()
    if setpriv --inh-caps +dac_read_search --ambient-caps +dac_read_search true 2>/dev/null; then
        caps=(--inh-caps +dac_read_search --ambient-caps +dac_read_search)
    fi
    setpriv --reuid "$(db_user)" --regid "$(id -g "$(db_user)")" --init-groups "${caps[@]}" "$@"
}

db_user() {
    if [ "$(id -u)" -ne 0 ]; then id -un; elif id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

# db_start <folder>: a PostgreSQL of our own in <folder>/data, reachable through DB_SOCKET alone.
# Its content can be made again at any time, so it does not wait for the disk.
db_start() {
    local dir=$1
    find_postgres || die "PostgreSQL's programs were not found. Install them with: apt-get install postgresql"
    DB_DATA=$dir/data
    # A socket's path may have 107 bytes, so it lies in a short folder and not next to the data.
    DB_SOCKET=${TMPDIR:-/tmp}/realserv-$(id -u)-$(printf %s "$dir" | sha256sum | cut -c1-12)
    DB_SOCKET=${DB_SOCKET//\/\//\/}
    if (cd / && as_db "$PG_BIN/pg_ctl" -D "$DB_DATA" status >/dev/null 2>&1) && [ -S "$DB_SOCKET/.s.PGSQL.5432" ]; then
        return 0
    fi
    mkdir -p "$DB_DATA" "$DB_SOCKET"
    chown "$(db_user)" "$DB_DATA" "$DB_SOCKET"
    chmod 700 "$DB_DATA" "$DB_SOCKET"
    if [ ! -f "$DB_DATA/PG_VERSION" ]; then
        (cd / && as_db "$PG_BIN/initdb" -D "$DB_DATA" -U realserv --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync) \
            >"$dir/initdb.log" 2>&1 || die "initdb failed: $(tail -3 "$dir/initdb.log")"
        cat >>"$DB_DATA/postgresql.conf" <<-CONF
			listen_addresses = ''
			unix_socket_permissions = 0700
			max_connections = 200
			timezone = 'UTC'
			log_timezone = 'UTC'
			fsync = off
			synchronous_commit = off
			full_page_writes = off
		CONF
    fi
    (cd / && as_db "$PG_BIN/pg_ctl" -D "$DB_DATA" -w -t 60 -l "$DB_DATA/server.log" -o "-k $DB_SOCKET" start) >/dev/null \
        || die "PostgreSQL did not start: $(tail -3 "$DB_DATA/server.log")"
}

db_stop() {
    (cd / && as_db "$PG_BIN/pg_ctl" -D "$DB_DATA" -w -m fast stop) >/dev/null 2>&1 || true
    rm -rf "$DB_SOCKET"
}

# db_sql <database> [psql arguments]: quiet, and the first error ends it.
db_sql() {
    local database=$1
    shift
    PGOPTIONS='-c client_min_messages=warning' "$PG_BIN/psql" -X -q -v ON_ERROR_STOP=1 -h "$DB_SOCKET" -U realserv -d "$database" "$@"
}

db_url() { printf 'postgres://realserv@localhost/%s?host=%s\n' "$1" "$DB_SOCKET"; }

# db_fresh <database>: made again from migrations/. The old one goes only when the new one is complete.
db_fresh() {
    local database=$1 file
    db_sql postgres -c "drop database if exists ${database}_next with (force)" -c "create database ${database}_next"
    for file in "$ROOT"/migrations/*.up.sql; do
        [ -e "$file" ] || continue
        db_sql "${database}_next" --single-transaction -f "$file" || die "migration failed: ${file#"$ROOT"/}"
    done
    db_sql postgres -c "drop database if exists ${database} with (force)" \
        -c "alter database ${database}_next rename to ${database}"
}
