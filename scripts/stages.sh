# shellcheck shell=bash disable=SC2086,SC2206 # OFFLINE is one word or none
# The stages of scripts/test, a function each: silent or short when all is well, clear words and a status when not.
# Sourced by scripts/test, which sets ROOT, WORK (a folder that is removed at the end) and OFFLINE.

stage_format() { cargo fmt --all --check; }

stage_clippy() { cargo clippy --quiet --workspace --all-targets --locked $OFFLINE -- -D warnings; }

stage_queries() {
    # A fresh clone has no build to spare, so CI uses the one target folder and compiles the dependencies once.
    if [ -n "${CI:-}" ]; then export SQLX_TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}; fi
    scripts/sqlx --check
}

stage_shell() {
    local file
    for file in scripts/* .ci/run; do bash -n "$file"; done
    if have shellcheck; then shellcheck --severity=warning -x scripts/* .ci/run; fi
}

# cargo-deny where it is installed; else its checks of licences, sources and versions with what cargo itself tells.
stage_dependencies() {
    if cargo deny --version >/dev/null 2>&1; then
        cargo deny --locked check bans licenses sources
        cargo deny --locked check advisories || advisories_unknown
        return
    fi
    scripts/dependencies
    advisories_unknown
}

advisories_unknown() {
    say "NOT CHECKED: security advisories. They need cargo-deny and its database from the network."
}

stage_docs() { RUSTDOCFLAGS='-D warnings' cargo doc --quiet --workspace --no-deps --locked $OFFLINE; }

stage_release() { cargo build --quiet --release --locked $OFFLINE --bins -p realserv -p realserv-tests; }

# From a built binary to a delivered order in a fresh folder, and again with the database there.
stage_demo() {
    local realserv=${CARGO_TARGET_DIR:-$ROOT/target}/release/realserv run
    chmod 711 "$WORK"
    for run in "empty folder" "existing database"; do
        local began=$EPOCHREALTIME
        # Not one call for both: the second proves that the first has stopped its server and kept its data.
        "$realserv" demo --exit --data-dir "$WORK/demo" --port "$(free_port)" >"$WORK/demo.log" 2>&1 || {
            tail -40 "$WORK/demo.log"
            die "The demo's order was not delivered."
        }
        say "$run: $(milliseconds_since "$began") ms from start to end. $(grep '^Delivered' "$WORK/demo.log")"
    done
}

# People talk with the program for two seconds, then it is killed again and again while they do; then with two nodes that are
# restarted in turn, and with three of which one is killed; then PostgreSQL falls over; then at some of the steps of one story. docs/performance.md has
# the long versions.
stage_load() {
    chmod 711 "$WORK"
    local load=("${CARGO_TARGET_DIR:-$ROOT/target}/release/load" --folder "$WORK/load")
    "${load[@]}" turns --people 200 --seconds 2
    "${load[@]}" orders --buyers 200 --seconds 2
    "${load[@]}" kills --kills 12 --people 200
    "${load[@]}" rolling --rounds 1 --drain 1 --people 100 --rate 100
    "${load[@]}" nodes --nodes 3 --kill --twice --seconds 2 --people 100 --rate 100
    "${load[@]}" troubles --people 60 --rate 60 --seconds 1 --only busy,slow,falls,cut
    "${CARGO_TARGET_DIR:-$ROOT/target}/release/crashes" --every 200
}

milliseconds_since() { echo $(((${EPOCHREALTIME/./} - ${1/./}) / 1000)); }

# The sandbox listens on the port after it, so two in a row.
free_port() {
    local port
    for port in $(shuf -i 20000-30000 -n 50); do
        is_taken "$port" || is_taken $((port + 1)) || { echo "$port"; return; }
    done
}

is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

stage_tests() {
    need pdftotext # reads out again what the papers say
    # ClamAV's own daemon looks through what the tests send; without this the tests of it pass where it is not installed.
    need clamav-daemon
    export REALSERV_CLAMD=1
    # insta: a new or changed snapshot is a failure here, and each one that a test looked at is noted.
    export INSTA_UPDATE=no INSTA_SNAPSHOT_REFERENCES_FILE=$WORK/snapshots
    # One more than the machine has cores: each test now and then waits for a clock.
    local threads=$(($(nproc) + 1)) log=$WORK/tests.log
    export NEXTEST_TEST_THREADS=$threads RUST_TEST_THREADS=$threads
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run --workspace --locked $OFFLINE --no-fail-fast 2>&1 | tee "$log"
        grep -aE 'Summary \[' "$log" | tail -1 >"$WORK/summary"
    else
        cargo test --workspace --locked $OFFLINE --no-fail-fast --lib --bins --tests 2>&1 | tee "$log"
        grep -aE '^test result:' "$log" >"$WORK/summary"
    fi
}

# Some chats again over worse wires, each to the snapshots of the best; tests/src/wires.rs says which wires there are. All
# chats over one of them: REALSERV_WIRES=swapped cargo nextest run -p realserv-tests --test chats
stage_wires() {
    local wires
    for wires in doubled swapped delayed early; do
        REALSERV_WIRES=$wires INSTA_UPDATE=no cargo test --quiet --locked $OFFLINE -p realserv-tests --test chats -- \
            --test-threads 6 by_taps:: labour:: payments:: >"$WORK/wires.log" 2>&1 || { cat "$WORK/wires.log"; return 1; }
        say "$wires: $(grep -aoE '[0-9]+ passed' "$WORK/wires.log")"
    done
}

stage_doc_tests() { cargo test --quiet --workspace --locked $OFFLINE --doc >"$WORK/doc.log" 2>&1 || { cat "$WORK/doc.log"; return 1; }; }

# No snapshot waits for a decision, and none is left that no test looks at.
stage_snapshots() {
    local pending
    pending=$(find . -path ./target -prune -o \( -name '*.snap.new' -o -name '*.pending-snap' \) -print)
    [ -z "$pending" ] || die "Snapshots wait for review (cargo insta review):" "$pending"
    if [ ! -f "$WORK/snapshots" ]; then
        say "NOT CHECKED: snapshots that no test looks at, because the tests did not run here."
        return
    fi
    find . -path ./target -prune -o -name '*.snap' -print | sed "s#^\.#$PWD#" | sort >"$WORK/there"
    sed "s#/[^/]*/\.\./#/#g" "$WORK/snapshots" | sort -u >"$WORK/used"
    comm -23 "$WORK/there" "$WORK/used" >"$WORK/unused"
    [ ! -s "$WORK/unused" ] || die "No test looks at these snapshots; remove them:" "$(cat "$WORK/unused")"
}

# A whole order through the sandbox's page. Not among the plain tests, because it needs a browser.
stage_browser() {
    need chromium chromium-driver
    REALSERV_BROWSER=1 cargo test --quiet --locked $OFFLINE -p realserv-tests --test browser -- --include-ignored
}

# How much of the business rules the domain's own tests run through. Says a number, and fails for no number.
stage_coverage() {
    coverage_tools || { say "NOT MEASURED: coverage needs the LLVM tools of rustc's own version ($LLVM)."; return; }
    # A wrapper, not RUSTFLAGS: what others wrote is not counted, and need not be built anew for it.
    export RUSTC_WORKSPACE_WRAPPER=${CARGO_TARGET_DIR:-$ROOT/target}/counting-rustc
    export LLVM_PROFILE_FILE=$WORK/profile/%p-%m.profraw
    # shellcheck disable=SC2016 # the wrapper's own arguments
    printf '#!/bin/sh\nexec "$@" -Cinstrument-coverage\n' >"$RUSTC_WORKSPACE_WRAPPER"
    chmod +x "$RUSTC_WORKSPACE_WRAPPER"
    local tests=(cargo test --locked $OFFLINE -p realserv-domain --lib --tests)
    "${tests[@]}" --quiet --no-run --message-format=json >"$WORK/built.json"
    # The drawing walks the ways of `walks` once more.
    "${tests[@]}" --quiet -- --skip drawing:: >"$WORK/coverage.log" 2>&1 || { tail -20 "$WORK/coverage.log"; return 1; }
    "$PROFDATA" merge --sparse --output "$WORK/profile/all" "$WORK"/profile/*.profraw
    local objects=() program
    while read -r program; do objects+=(--object "$program"); done < <(
        grep -o '"executable":"[^"]*"' "$WORK/built.json" | cut -d'"' -f4)
    # Only the code that runs for customers: neither what it depends on nor the tests themselves.
    "$COV" report --instr-profile "$WORK/profile/all" "${objects[@]}" \
        --ignore-filename-regex '/(\.cargo|rustc|\.rustup)/|/tests?/|tests?\.rs$' >"$WORK/coverage.txt"
    awk '$1 ~ /\.rs$/ { print $10, $1 } $1 == "TOTAL" { total = $10 }
        END { print "lines of the domain that its own tests run: " total }' "$WORK/coverage.txt" |
        sort -n | awk '/^lines/ { last = $0; next } n < 5 { print "  least covered: " $2 " " $1; n++ } END { print last }'
}

# Sets PROFDATA and COV: rustup's component, or Debian's package of the same LLVM; another version cannot read the files.
coverage_tools() {
    local sysroot place
    LLVM=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    sysroot=$(rustc --print sysroot)
    place=$(echo "$sysroot"/lib/rustlib/*/bin/llvm-profdata)
    if [ ! -x "$place" ] && ! have "llvm-profdata-$LLVM"; then
        rustup component add llvm-tools >/dev/null 2>&1 || (need "llvm-profdata-$LLVM") >/dev/null 2>&1 || true
        place=$(echo "$sysroot"/lib/rustlib/*/bin/llvm-profdata)
    fi
    if [ -x "$place" ]; then
        PROFDATA=$place COV=${place%profdata}cov
    else
        PROFDATA=$(command -v "llvm-profdata-$LLVM") && COV=$(command -v "llvm-cov-$LLVM")
    fi
}
