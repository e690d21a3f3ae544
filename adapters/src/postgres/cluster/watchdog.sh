# Ends a throw-away PostgreSQL that nobody uses any more, however its users ended, and removes what it left.
# $1 the cluster's folder, $2 its socket's folder, $3 for how many seconds nobody may have used it.
# lease.rs says what the two locks mean. Both are closed before each sleep: they are asked for, never kept.
idle=0
while sleep 1; do
    exec 8<"$1/turn.lock" 9<"$1/users.lock" # ends this script when the folder is gone
    if flock -n 8 && flock -n 9; then idle=$((idle + 1)); else idle=0; fi
    if [ "$idle" -ge "$3" ]; then
        # Only a process that names this data folder: the number may have gone to another.
        read -r pid <"$1/pgdata/main/postmaster.pid" && grep -qaF "$1/pgdata/main" "/proc/$pid/cmdline" &&
            kill -s QUIT "$pid"
        rm -rf "$2"
        # The server writes its last words into the folder: try again until it is gone.
        tries=0
        until rm -rf "$1" || [ "$tries" -ge 50 ]; do
            tries=$((tries + 1))
            sleep 0.1
        done
        exit
    fi
    exec 8<&- 9<&-
done
