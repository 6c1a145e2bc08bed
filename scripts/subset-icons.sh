#!/usr/bin/env bash
# Recreates Portal/wwwroot/fonts/icons.woff2: the Material Symbols glyphs named in Portal/Shell/icons.txt, out of the full font that
# Radzen.Blazor carries (1 MB). Needs Debian's fonttools and python3-brotli. Run it after adding a name to the list, and commit the font.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/.*Include="Radzen.Blazor" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
font="${NUGET_PACKAGES:-$HOME/.nuget/packages}/radzen.blazor/$version/staticwebassets/fonts/MaterialSymbolsOutlined.woff2"
command -v pyftsubset >/dev/null || { echo "apt-get install fonttools python3-brotli"; exit 1; }
glyphs=$(mktemp); trap 'rm -f "$glyphs"*' EXIT
# An icon is a ligature of its name's letters; several names may share one glyph, so ask the font which.
/usr/bin/python3 - "$font" > "$glyphs" <<'PY'
import sys
from fontTools.ttLib import TTFont
font = TTFont(sys.argv[1])
letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if code < 128}
found = {}
for lookup in font["GSUB"].table.LookupList.Lookup:
    for table in lookup.SubTable:
        table = getattr(table, "ExtSubTable", table)
        for first, ligatures in getattr(table, "ligatures", {}).items():
            for ligature in ligatures:
                name = "".join(letters.get(part, "?") for part in [first, *ligature.Component])
                found[name] = ligature.LigGlyph
names = [line.strip() for line in open("Portal/Shell/icons.txt") if line.strip()]
missing = [name for name in names if name not in found]
if missing:
    sys.exit("not in the font: " + ", ".join(missing))
print("\n".join(found[name] for name in names))
PY
pyftsubset "$font" --text="$(fold -w1 < Portal/Shell/icons.txt | sort -u | tr -d '\n')" --glyphs-file="$glyphs" \
  --no-layout-closure --layout-features='*' --output-file="$glyphs.ttf"
# One weight and one size are used: pinning the axes drops two thirds of what is left.
fonttools varLib.instancer -q "$glyphs.ttf" wght=400 FILL=0 -o "$glyphs.pinned.ttf"
fonttools ttLib.woff2 compress -o Portal/wwwroot/fonts/icons.woff2 "$glyphs.pinned.ttf" 2> /dev/null
ls -l Portal/wwwroot/fonts/icons.woff2
