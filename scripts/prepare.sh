# Sourced by run.sh and test.sh: what both need before they can begin.
# shellcheck shell=bash

# Both read what dotnet says.
export DOTNET_CLI_UI_LANGUAGE=en
# A build ends with its own processes: by default MSBuild and the compiler stay, with more than half a gigabyte, long after Ctrl-C.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { echo "== $*"; }
die() { echo "!! $*" >&2; exit 1; }

# install PACKAGE...: by apt, as root or by sudo.
install() {
  command -v apt-get >/dev/null || die "missing: $*. This is not a Debian system: install it by your own means."
  local as=() by_hand="apt-get update && apt-get install --no-install-recommends $*"
  if [ "$(id -u)" != 0 ]; then
    { command -v sudo && sudo -v; } >/dev/null || die "missing: $*. Let somebody with the right to it do this, then start again:
   $by_hand"
    as=(sudo)
  fi
  say "Installing $* (this takes minutes)"
  "${as[@]}" apt-get update -qq || say "The package lists could not be refreshed; going on with those that are there"
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
    || die "apt-get could not install: $*. Try it by hand to see why, as root:
   $by_hand"
}

# What every build and every start needs. Further packages as arguments, as command:package or, without a command, font:package.
require() {
  command -v dotnet >/dev/null || die "The .NET SDK $(sed -n 's/.*"version": "\([^"]*\)".*/\1/p' global.json) is missing: https://dotnet.microsoft.com/download"
  local missing=() need
  { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null; } || missing+=(postgresql)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  for need in "$@"; do
    case $need in
      font:*) dpkg -s "${need#*:}" >/dev/null 2>&1 || missing+=("${need#*:}") ;;
      *) command -v "${need%%:*}" >/dev/null || missing+=("${need#*:}") ;;
    esac
  done
  [ ${#missing[@]} = 0 ] || install "${missing[@]}"
}

# say_building FOLDER: of the project that will be built.
say_building() {
  if [ -e "$1/obj/project.assets.json" ]; then say "Building"; else say "Building (the first time it fetches packages, which takes minutes)"; fi
}

# restore PROJECT: plainly first. Some NuGet feeds are copies that lack packages; Directory.Build.props knows which can be left out.
restore() {
  local log status=0
  log=$(dotnet restore "$1" -v q -nologo 2>&1) || status=$?
  [ $status != 0 ] || return 0
  if [ ! -f .partial-feed ] && grep -qE 'NU110[12]' <<<"$log"; then
    say "This NuGet feed lacks packages ($(grep -oE 'NU110[12]: [^:]*package [A-Za-z.]+' <<<"$log" | grep -oE '[A-Za-z.]+$' | sort -u | head -3 | paste -sd' ') …):"
    say "building with PartialFeed=true (see Directory.Build.props for what is then missing; delete .partial-feed to try again)"
    touch .partial-feed
    dotnet restore "$1" -v q -nologo || die "restore failed"
  else
    echo "$log" >&2
    die "restore failed"
  fi
}
