# Sourced by run.sh and test.sh. Prepares the checkout it lies in: system libraries where it may, and .venv.
# POSIX sh. set_up returns 0 when .venv is ready to run the program; every sentence it prints is for a person.

QT_PACKAGES="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2 libcups2 libsm6
libx11-xcb1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1"
FONT_PACKAGES="fonts-noto-cjk"
STAMP=".venv/.greenplan-setup"

say() {
    printf '%s\n' "$*" >&2
}

is_root() {
    [ "$(id -u)" = 0 ]
}

# Prints those of the named Debian packages that are not installed (a …t64 package counts as the one it replaced).
missing_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" "${package}t64" 2>/dev/null | grep -qx installed ||
            printf '%s ' "$package"
    done
}

# Tries a command up to three times.
retry() {
    "$@" || { sleep 2 && "$@"; } || { sleep 5 && "$@"; }
}

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    retry apt-get update -qq >&2 || say "提示：apt-get update 未成功，用现有的软件源列表继续。"
    retry apt-get install -y -qq --no-install-recommends "$@" >&2
}

# Installs the missing ones of the named packages as root; as a user says which command would.
want_packages() {
    wanted=$(missing_packages "$@")
    [ -n "$wanted" ] || return 0
    if is_root && command -v apt-get >/dev/null 2>&1; then
        say "正在安装系统软件包：$wanted"
        # shellcheck disable=SC2086
        apt_install $wanted || say "提示：有系统软件包没有装上，继续往下做；缺少的是：$(missing_packages "$@")"
    else
        say "提示：本机缺少一些系统软件包，界面、打印或测试可能不完整。请管理员执行："
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $wanted"
    fi
    return 0
}

python_fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14 python; do
        if command -v "$name" >/dev/null 2>&1 && python_fits "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

want_python() {
    PYTHON=$(find_python) || { want_packages python3 python3-venv; PYTHON=$(find_python) || PYTHON=""; }
    if [ -z "$PYTHON" ]; then
        say "没有找到 Python 3.11 或更新的版本，无法继续。请先安装：sudo apt-get install -y python3 python3-venv"
        return 1
    fi
}

# Gives a .venv made without pip its pip: from a pip outside it, else from the Python Packaging Authority.
add_pip() {
    "$PYTHON" -m pip --python .venv/bin/python install -q pip >/dev/null 2>&1 && return 0
    "$PYTHON" - .venv/get-pip.py <<'END' >/dev/null 2>&1 && .venv/bin/python .venv/get-pip.py -q >&2
import sys
from urllib.request import urlopen

with urlopen("https://bootstrap.pypa.io/get-pip.py", timeout=60) as page, open(sys.argv[1], "wb") as file:
    file.write(page.read())
END
}

make_venv() {
    if [ -x .venv/bin/python ] && python_fits .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    want_python || return 1
    if ! "$PYTHON" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        is_root && want_packages python3-venv
    fi
    say "正在建立运行环境 .venv（$("$PYTHON" --version)）…"
    rm -rf .venv
    "$PYTHON" -m venv .venv >/dev/null 2>&1 && return 0
    rm -rf .venv
    if "$PYTHON" -m venv --without-pip .venv >/dev/null 2>&1 && add_pip; then
        return 0
    fi
    rm -rf .venv
    say "无法建立运行环境：这台机器的 Python 缺少 venv。请管理员执行：sudo apt-get install -y python3-venv"
    return 1
}

# What .venv was made from: it is made anew when the list of dependencies, the folder or the Python changes.
fingerprint() {
    { cat pyproject.toml; pwd; .venv/bin/python --version; } 2>&1 | cksum
}

fill_venv() {
    if [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ]; then
        return 0
    fi
    say "正在安装程序所需的组件（首次约需几分钟）…"
    if ! .venv/bin/python -m pip install -q --disable-pip-version-check --no-warn-script-location \
        --root-user-action=ignore -e '.[dev]' >&2; then
        say "组件没有装全，无法继续。请检查网络（或设置 PIP_INDEX_URL 为可用的镜像）后重新执行本命令。"
        return 1
    fi
    fingerprint >"$STAMP"
}

# The first window opens as fast as every later one, also where Python is told to keep no compiled modules.
compile_package() {
    .venv/bin/python -m compileall -q greenplan_desktop >/dev/null 2>&1 || :
}

# A home folder that can be written to: LibreOffice, Qt and the program itself keep their settings there.
want_home() {
    if [ ! -d "${HOME:-}" ] || [ ! -w "$HOME" ]; then
        HOME=$(mktemp -d)
        export HOME
    fi
}

set_up() {
    want_home
    # shellcheck disable=SC2086
    want_packages $QT_PACKAGES $FONT_PACKAGES
    make_venv && fill_venv && compile_package
}
