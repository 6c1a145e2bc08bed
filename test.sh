#!/usr/bin/env bash
# Sets up and runs all tests; the last line is "N passed, N failed".
#   ./test.sh                                 everything
#   ./test.sh --long                          with the long modes (more random cases, more kills)
#   ./test.sh Domain                          one project (Domain.Tests)
#   ./test.sh tests/Domain.Tests/Calendar     one folder or file
#   ./test.sh AccessApplicationTests          what has this in its full name
#   ./test.sh format                          formatting alone
# PORTAL_TEST_POSTGRES and PORTAL_TEST_SQLSERVER name servers to test on; without the first a private one is started.
set -euo pipefail
cd "$(dirname "$0")"
. scripts/prepare.sh

part=; limit=900
while [ $# -gt 0 ]; do
  case $1 in
    --long) export PORTAL_TEST_LONG=1; limit=7200 ;;
    -*) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
    *) part=${1%/} ;;
  esac
  shift
done

results=$(mktemp -d "${TMPDIR:-/tmp}/portal-test-XXXXXX"); chmod 711 "$results"
# What tests leave behind when they are killed goes with the results.
export TMPDIR=$results/tmp; mkdir "$TMPDIR"
stop() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  local running; running=$(jobs -p)
  # shellcheck disable=SC2086
  [ -z "$running" ] || { kill $running; wait $running; } 2>/dev/null || true
  scripts/postgres.sh remove "$results/postgres" 2>/dev/null || true
  rm -rf "$results" || true
  exit $status
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Which projects, and which tests of them.
projects=(); filter=; target=Portal.sln
# The longest first: the others fill the time beside it.
for project in Workflows.Tests Portal.Tests $(basename -a tests/*.Tests); do
  case " ${projects[*]} " in *" $project "*) ;; *) projects+=("$project") ;; esac
done
case $part in
  '' | format) ;;
  *)
    path=${part#./}; path=${path#tests/}; first=${path%%/*}; first=${first%.Tests}.Tests
    if [ -d "tests/$first" ]; then
      projects=("$first"); target=tests/$first
      rest=
      case $path in */*) rest=${path#*/}; rest=${rest%.cs} ;; esac
      [ -z "$rest" ] || filter="FullyQualifiedName~$first.${rest//\//.}"
    else
      filter="FullyQualifiedName~$part"
    fi
    ;;
esac

browser=()
case " ${projects[*]} " in *" Browser.Tests "*) browser=(chromium-headless-shell:chromium-headless-shell font:fonts-noto-cjk) ;; esac
# Workbooks are opened by an office only at length.
[ -z "${PORTAL_TEST_LONG:-}" ] || browser+=(soffice:libreoffice-calc)
require "${browser[@]}"
say_building tests/Testing
restore "$target"
if ! dotnet build "$target" --no-restore -v q -nologo >"$results/build.log" 2>&1; then
  grep -E 'error|warning' "$results/build.log" | sort -u >&2 || cat "$results/build.log" >&2
  die "The build failed, so nothing was tested."
fi

passed=0; failed=0; skipped=0
note() { printf '   %-24s %s\n' "$1" "$2"; }

# The layout and the order of usings: style and analyzers are the build's, where their warnings are errors.
check_format() {
  local begun=$SECONDS
  local verify=(Portal.sln --no-restore --verify-no-changes)
  if { dotnet format whitespace "${verify[@]}" && dotnet format style "${verify[@]}" --diagnostics IMPORTS; } >"$results/format.log" 2>&1; then
    echo "1 0 0" >"$results/format.counts"; note format "clean ($((SECONDS - begun)) s)"
  else
    echo "0 1 0" >"$results/format.counts"; note format "not clean: run dotnet format"
    grep -oE '^[^(]*\([0-9]+' "$results/format.log" | sed "s#^$PWD/#      #; s/(/:/" | sort -u | head -20 || true
  fi
}

# run_project NAME: says how it went as soon as it is over, and leaves NAME.counts.
run_project() {
  local begun=$SECONDS status=0
  # timeout has a process group of its own, which Ctrl-C does not reach; it ends the whole group when it is ended.
  timeout "$limit" dotnet test "tests/$1/bin/Debug/net10.0/$1.dll" --nologo --logger "trx;LogFileName=$1.trx" --results-directory "$results" \
    ${filter:+--filter "$filter"} >"$results/$1.log" 2>&1 & local tests=$!
  trap 'kill $tests; wait $tests; exit' INT TERM HUP
  wait $tests || status=$?
  # In one piece: another project may be reporting at the same time.
  local report; report=$(report "$1" "$status" $((SECONDS - begun))); [ -z "$report" ] || echo "$report"
}

counter() { grep -oE "<Counters [^>]*" "$2" | grep -oE " $1=\"[0-9]+" | grep -oE '[0-9]+$'; }

# report NAME STATUS SECONDS
report() {
  local trx=$results/$1.trx log=$results/$1.log total=0 ok=0 bad=0 unfinished=
  if [ -f "$trx" ]; then
    total=$(counter total "$trx"); ok=$(counter passed "$trx"); bad=$(counter failed "$trx")
  fi
  # A test host that crashed or hung fails its tests even if it could not say which.
  if [ "$2" != 0 ] && [ "$bad" = 0 ]; then bad=1; unfinished=yes; fi
  echo "$ok $bad $((total > ok + bad ? total - ok - bad : 0))" >"$results/$1.counts"
  [ "$((total + bad))" = 0 ] || note "$1" "$ok passed, $bad failed ($3 s)"
  if [ -n "$unfinished" ]; then echo "   $1 did not finish; the end of its log:"; tail -15 "$log" | sed 's/^/      /'; fi
  if [ "$bad" != 0 ]; then sed -n '/^  Failed /,/^   at /p' "$log" | sed 's/^/   /' | sed -n 1,120p; fi
}

free_place() { while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n || true; done; }

if [ "$part" != format ]; then
  if [ -z "${PORTAL_TEST_POSTGRES:-}" ]; then
    PORTAL_TEST_POSTGRES=$(scripts/postgres.sh start "$results/postgres" --fast --until $$ 2>/dev/null)
    export PORTAL_TEST_POSTGRES
  fi
  say "Testing${PORTAL_TEST_LONG:+ at length}; each project is named when it ends"
  # Two at a time, the formatting beside the longest; the browser by itself: its pages are slow enough when nothing else runs.
  for project in "${projects[@]}"; do
    [ "$project" != Browser.Tests ] || continue
    free_place
    run_project "$project" &
  done
  if [ -z "$part" ]; then free_place; check_format & fi
  wait
  case " ${projects[*]} " in *" Browser.Tests "*) [ -n "$part" ] || say "Testing in a browser"; run_project Browser.Tests & wait $! ;; esac
else
  say "Checking the formatting"; check_format
fi
for counts in "$results"/*.counts; do
  read -r ok bad left <"$counts"
  passed=$((passed + ok)); failed=$((failed + bad)); skipped=$((skipped + left))
done

if [ $((passed + failed)) = 0 ]; then echo "Nothing is called $part."; failed=1; fi
if [ "$skipped" != 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" = 0 ]
