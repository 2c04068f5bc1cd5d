#!/bin/sh
# Opens the window on the sample plan; without a display does the whole job on the sample data into demo/.
# usage: sh packaging/run.sh [--setup-only | arguments of greenplan]
cd "$(dirname "$0")/.." || exit 1
. packaging/setup.sh
set_up || exit 1
if [ "${1:-}" = --setup-only ]; then
    say "运行环境已就绪。"
    exit 0
fi

# Whether Qt can open a window here: there is a display, and its libraries are complete.
can_show() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
    probe='.venv/bin/python -c "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"; exit $?'
    sh -c "$probe" >/dev/null 2>&1  # a shell of its own, so that nothing is said of an abort
}

if can_show || [ $# -gt 0 ]; then
    exec .venv/bin/greenplan "$@"
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "这里的图形界面打不开窗口（显示器连不上，或缺少上面列出的系统软件包），改为在 demo 文件夹里演示一遍。"
else
    say "这里没有图形界面，改为在 demo 文件夹里用样例数据演示一遍。"
fi
if [ -e demo ]; then
    kept="demo-$(date +%Y%m%d-%H%M%S)"
    mv demo "$kept" && say "上一次的演示改放在 $kept。"
fi
QT_QPA_PLATFORM=offscreen .venv/bin/greenplan demo --out demo || exit $?
say "演示完成，写出的文件都在 $(pwd)/demo。"
