#!/bin/sh
# Builds dist/greenplan_VERSION_ARCH.deb: the wheel and all it needs below /opt/greenplan, a menu entry, two commands.
# usage: sh packaging/build_deb.sh   (on the kind of system it is meant for; needs dpkg-deb)
set -e
cd "$(dirname "$0")/.."
command -v dpkg-deb >/dev/null || { echo "本机没有 dpkg-deb，做不了 Debian 软件包。" >&2; exit 1; }
. packaging/setup.sh
set_up
system_python=$(find_python)

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
.venv/bin/python -m hatchling build -t wheel -d "$build/wheel" >&2
version=$(.venv/bin/python -c 'import greenplan_desktop; print(greenplan_desktop.__version__)')
architecture=$(dpkg --print-architecture)
this=$("$system_python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
next=$("$system_python" -c 'import sys; print("%d.%d" % (sys.version_info[0], sys.version_info[1] + 1))')

root="$build/root"
mkdir -p "$root/DEBIAN" "$root/opt/greenplan/lib" "$root/usr/bin" "$root/usr/share/applications" \
    "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/doc/greenplan"
"$system_python" -m pip --version >/dev/null 2>&1 && pip="$system_python -m pip" || pip=".venv/bin/python -m pip"
$pip install -q --disable-pip-version-check --no-compile --target "$root/opt/greenplan/lib" "$build"/wheel/*.whl >&2
rm -rf "$root/opt/greenplan/lib/bin"
find "$root" -name __pycache__ -type d -prune -exec rm -rf {} +

for command in greenplan greenplan-window; do
    module=greenplan_desktop.cli
    [ "$command" = greenplan ] || module=greenplan_desktop.app
    cat >"$root/usr/bin/$command" <<END
#!/bin/sh
PYTHONPATH=/opt/greenplan/lib\${PYTHONPATH:+:\$PYTHONPATH}
export PYTHONPATH
exec /usr/bin/python3 -c 'import sys; sys.argv[0] = "$command"; from $module import main; sys.exit(main())' "\$@"
END
    chmod 755 "$root/usr/bin/$command"
done
install -m 644 resources/greenplan.desktop "$root/usr/share/applications/greenplan.desktop"
install -m 644 resources/icons/greenplan.svg "$root/usr/share/icons/hicolor/scalable/apps/greenplan.svg"
install -m 644 LICENSE "$root/usr/share/doc/greenplan/copyright"

libraries=$(printf '%s, ' $QT_PACKAGES | sed 's/libglib2.0-0,/libglib2.0-0 | libglib2.0-0t64,/; s/libcups2,/libcups2 | libcups2t64,/; s/, $//')
cat >"$root/DEBIAN/control" <<END
Package: greenplan
Version: $version
Architecture: $architecture
Maintainer: the Greenplan authors <greenplan@localhost>
Installed-Size: $(du -sk "$root/opt" | cut -f1)
Depends: python3 (>= $this), python3 (<< $next), $libraries
Recommends: fonts-noto-cjk
Section: misc
Priority: optional
Description: plans into tasks, progress returns and task lists for district offices
 Reads a government plan, breaks it down into tasks with lead and responsible
 units, collects quarterly progress forms and prints the task list to GB/T 9704.
 Works offline on one database file. The user interface is Chinese.
END
mkdir -p dist
dpkg-deb --root-owner-group --build "$root" "dist/greenplan_${version}_$architecture.deb" >&2
echo "dist/greenplan_${version}_$architecture.deb"
