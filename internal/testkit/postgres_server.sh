# Runs one throw-away PostgreSQL server in folder $2 with the programs in $1:
# says "ready" when it takes connections, and ends it when standard input ends.
set -eu
bin=$1
dir=$2

# The one who started us may be gone before we say "ready". Without this the
# shell would die of the broken pipe and leave the server behind.
trap '' PIPE

finish() {
	"$bin/pg_ctl" stop -m immediate -D "$dir/data" >/dev/null 2>&1 || true
	cd /
	rm -rf "$dir"
}
trap finish EXIT

# Collation C, as SQLite compares: what both engines sort alike, tests see alike.
"$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync \
	>"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }

# Nothing here has to survive a power cut. The zone is that of the servers that
# will run this, and differs from most build machines on purpose: time stamps
# that lean on the server's zone show up.
cat >>"$dir/data/postgresql.conf" <<-CONF
	listen_addresses = ''
	unix_socket_directories = '$dir'
	fsync = off
	synchronous_commit = off
	full_page_writes = off
	max_connections = 200
	shared_buffers = 64MB
	timezone = 'Asia/Ho_Chi_Minh'
CONF

"$bin/pg_ctl" start -w -t 60 -D "$dir/data" -l "$dir/log" >/dev/null 2>&1 \
	|| { cat "$dir/log" >&2; exit 1; }

echo ready
cat >/dev/null
