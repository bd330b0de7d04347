#!/usr/bin/env bash
# Runs every test of the solution on a machine that has no more than the .NET 10 SDK. See --help.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: tests/run.sh [--long] [--card]

Installs what the tests need where it is missing (PostgreSQL server, Chromium, a CJK font; from Debian or Ubuntu, with
apt-get), starts a PostgreSQL server of its own in a temporary folder, builds the solution with warnings as errors, runs
all tests, prints "N passed, N failed, N skipped" and removes what it started. What cannot be installed is named, and the
tests that need it are skipped.

  --long   also run soaks and long searches
  --card   instead: the opt-in parts of src/adapters, each where the package registry has what it needs
TEXT
}

long=
card=
for argument in "$@"; do
  case $argument in
    --long) long=1 ;;
    --card) card=1 ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "$0")/.."
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
[ -z "$long" ] || export TASKTRACKER_TEST_LONG=1

say() { printf '== %s\n' "$*"; }

find_postgres() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then echo "$folder"; return; fi
  done
  return 1
}

find_chromium() {
  if [ -x "${TASKTRACKER_TEST_CHROMIUM:-}" ]; then echo "$TASKTRACKER_TEST_CHROMIUM"; return; fi
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

has_cjk_font() { fc-list ':lang=zh' 2>/dev/null | grep -q . || ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1; }

install_missing() {
  local missing=() root=
  find_postgres >/dev/null || missing+=(postgresql)
  find_chromium >/dev/null || missing+=(chromium)
  has_cjk_font || missing+=(fonts-noto-cjk)
  [ ${#missing[@]} -gt 0 ] || return 0

  [ "$(id -u)" = 0 ] || root=$(command -v sudo || true)
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && [ -z "$root" ]; }; then
    say "Missing, and not installable from here (it takes apt-get, as root or with sudo): ${missing[*]}"
    return 0
  fi

  say "Installing from the distribution with ${root:+sudo }apt-get: ${missing[*]}"
  $root apt-get update -qq || true
  local package
  for package in "${missing[@]}"; do
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >"$work/apt.log" 2>&1 ||
      { say "apt-get could not install $package:"; tail -n 5 "$work/apt.log"; }
  done
}

# PostgreSQL refuses to run as root.
as_server() { if [ -n "$server_user" ]; then runuser -u "$server_user" -- "$@"; else "$@"; fi; }

start_postgres() {
  postgres=$(find_postgres) || { say "No PostgreSQL server here: the tests on PostgreSQL are skipped."; return 0; }
  server_user=
  if [ "$(id -u)" = 0 ]; then
    server_user=nobody
    ! id postgres >/dev/null 2>&1 || server_user=postgres
  fi

  # A password, since whoever may connect to a server over loopback may run programs as its user.
  local password port attempt
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  cluster=$work/postgres
  mkdir -m 700 "$cluster"
  printf '%s' "$password" >"$cluster.password"
  [ -z "$server_user" ] || chown "$server_user" "$cluster" "$cluster.password"
  (cd / && as_server "$postgres/initdb" -D "$cluster/data" -U tests -A scram-sha-256 --pwfile="$cluster.password" -E UTF8 --locale=C.UTF-8 --no-sync) >"$work/initdb.log" 2>&1 ||
    { say "initdb failed:"; tail -n 5 "$work/initdb.log"; return 1; }

  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + RANDOM % 12000))
    if (cd / && as_server "$postgres/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -t 60 \
      -o "-p $port -k $cluster -F -c listen_addresses=127.0.0.1 -c max_connections=300 -c synchronous_commit=off -c full_page_writes=off" start) >/dev/null 2>&1; then
      say "PostgreSQL $("$postgres/postgres" --version | grep -o '[0-9][0-9.]*' | head -n 1) on port $port, in $cluster"
      export TASKTRACKER_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=tests;Password=$password;Database=postgres"
      return 0
    fi
  done

  say "PostgreSQL did not start:"
  tail -n 5 "$cluster/log"
  return 1
}

clean_up() {
  local status=$?
  trap - EXIT
  if [ -n "${cluster:-}" ] && [ -f "$cluster/data/postmaster.pid" ]; then
    (cd / && as_server "$postgres/pg_ctl" -D "$cluster/data" -m immediate -w stop) >/dev/null 2>&1 || true
  fi
  rm -rf "$work"
  exit "$status"
}

# Two runs in one clone take turns at building.
build() {
  exec 9<"$PWD/tests/run.sh"
  ! command -v flock >/dev/null || flock 9
  # NuGet's audit is part of the restore: a package with a known vulnerability is a warning, so an error.
  dotnet build -c Release -warnaserror -v quiet -tl:off
  exec 9<&-
}

# Whether the audit had anything to go by: a registry without vulnerability data stays silent unless it is named as audit source.
tell_audit() {
  local sources probe=$work/audit
  sources=$(dotnet nuget list source --format short 2>/dev/null | sed -nE 's/^E[A-Z]* (.*)/\1/p' | awk '{ printf "<add key=\"%d\" value=\"%s\" />", NR, $0 }')
  mkdir "$probe"
  printf '<configuration><auditSources><clear />%s</auditSources></configuration>' "$sources" >"$probe/nuget.config"
  cat >"$probe/probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="xunit.abstractions" Version="2.0.3" /></ItemGroup>
</Project>
XML
  if ! dotnet restore "$probe" >"$probe/log" 2>&1 || grep -qE 'NU190[05]' "$probe/log"; then
    audit="Dependencies were NOT checked for known vulnerabilities: the package registry gives no such data."
  else
    audit="No dependency has a known vulnerability."
  fi
}

# Each opt-in part whose packages this registry has; the others are named. All of it is built in a folder of its own.
restore_card() {
  local project switch
  switches=()
  missing=
  for project in Hangfire MailKit MicrosoftRulesEngine:RulesEngine RazorTemplating; do
    switch=Use${project#*:}
    project=TaskTracker.${project%:*}
    if dotnet restore "src/adapters/$project" --artifacts-path "$work/card" -tl:off >"$work/restore.log" 2>&1; then
      switches+=("-p:$switch=true")
    else
      missing+="$project was NOT tested, since its packages do not restore here: $(grep -oE 'NU[0-9]+: .*' "$work/restore.log" | sed 's/ \[.*//' | sort -u | head -n 2 | paste -sd' ' || true)"$'\n'
    fi
  done
}

run_card() {
  restore_card
  if [ ${#switches[@]} -gt 0 ]; then
    dotnet build tests/TaskTracker.Adapters.Tests -c Release -warnaserror -v quiet -tl:off --artifacts-path "$work/card" "${switches[@]}"
    local logger=()
    [ -z "$long" ] || logger=(--logger "console;verbosity=detailed")
    run_tests tests/TaskTracker.Adapters.Tests --artifacts-path "$work/card" "${switches[@]}" "${logger[@]}" || status=$?
  fi
  [ -z "$missing" ] || printf '%s' "$missing" | while IFS= read -r line; do say "$line"; done
}

run_tests() {
  local hang=5m status=0
  [ -z "$long" ] || hang=60m
  dotnet test "$@" -c Release --no-build -tl:off --blame-hang-timeout "$hang" --blame-hang-dump-type none --results-directory "$work/results" 2>&1 9<&- | tee "$work/tests.log" || status=$?
  summary=$(sed -nE 's/^(Passed|Failed|Skipped)! +- Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+),.*/\2 \3 \4/p' "$work/tests.log" |
    awk '{ f += $1; p += $2; s += $3 } END { printf "%d passed, %d failed, %d skipped", p, f, s }')
  case $summary in
    "0 passed"*) say "No test has passed."; status=1 ;;
  esac
  return "$status"
}

if ! dotnet --version >/dev/null 2>&1; then
  say "The .NET SDK that global.json asks for is not here: https://dotnet.microsoft.com/download/dotnet/10.0"
  exit 1
fi

# Short, because the server's socket lies in it and a socket's path may have a hundred characters.
work=$(mktemp -d /tmp/tasktracker-tests.XXXXXX)
chmod 711 "$work"
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

install_missing
start_postgres
if chromium=$(find_chromium); then
  export TASKTRACKER_TEST_CHROMIUM=$chromium
else
  say "No Chromium here: the tests in a browser are skipped."
fi

summary="0 passed, 0 failed, 0 skipped"
status=0
if [ -n "$card" ]; then
  run_card
else
  build
  tell_audit
  run_tests || status=$?
  say "$audit"
fi
printf '\n%s\n' "$summary"
exit "$status"
