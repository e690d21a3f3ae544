# Ends a throw-away PostgreSQL that nobody uses any more, however its users ended, and removes what it left.
# $1 the cluster's folder, $2 its socket's folder, $3 for how many seconds nobody may have used it.
# lease.rs says what the two locks mean. Both are closed before each sleep: they are asked for, never kept.

# Only a process that names this data folder: the number may have gone to another.
server_lives() { grep -qaF "$1/pgdata/main" "/proc/$pid/cmdline" 2>/dev/null; }

idle=0
while sleep 1; do
    exec 8<"$1/turn.lock" 9<"$1/users.lock" # ends this script when the folder is gone
    if flock -n 8 && flock -n 9; then idle=$((idle + 1)); else idle=0; fi
    if [ "$idle" -ge "$3" ]; then
        # Who comes now waits for the turn, and must find all of it or nothing: a dying server would take the door of
        # the next one with it, and a folder half removed looks like one to start in. So the name goes in one step.
        tries=0
        if read -r pid <"$1/pgdata/main/postmaster.pid"; then
            while server_lives "$1" && [ "$tries" -lt 100 ]; do
                [ "$tries" -gt 0 ] || kill -s QUIT "$pid"
                tries=$((tries + 1))
                sleep 0.1
            done
        fi
        rm -rf "$2"
        mv "$1" "$1.gone.$$"
        rm -rf "$1.gone.$$"
        exit
    fi
    exec 8<&- 9<&-
done
