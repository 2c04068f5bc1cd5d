"""Long work runs beside the window, shows progress, is cancelled without a trace, and its errors arrive."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread, QTimer

from greenplan_desktop.jobs import tasks
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import Progress


def test_result_comes_on_the_windows_thread(window, qtbot):
    seen = []

    def work(store):
        yield Progress(0, 1, "读取")
        return (QThread.currentThread() is not window.thread(), store is not window.session.store)

    window.runner.run(work, "读取", lambda r: seen.append((r, QThread.currentThread() is window.thread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [((True, True), True)]


def test_a_change_made_on_the_worker_is_shown(window, qtbot):
    task = window.session.view.snapshot.tasks[0]

    def work(store):
        yield Progress(0, 0, "")
        return tasks.edit_task(store, task.id, "title", "后台改的名称")

    window.runner.run(work, "修改")
    qtbot.waitUntil(lambda: window.session.view.snapshot.tasks[0].title == "后台改的名称")


def test_cancel_closes_the_generator(window, qtbot):
    closed, going = threading.Event(), threading.Event()

    def work(store):
        try:
            while True:
                going.set()
                yield Progress(1, 0, "还在做")
        finally:
            closed.set()

    over = []
    window.runner.run(work, "很久", cancelled=lambda: over.append(True))
    assert going.wait(5)
    window.runner.cancel()
    qtbot.waitUntil(lambda: bool(over))
    assert closed.is_set()
    assert not window.runner.busy


def test_progress_shows_after_half_a_second_only(window, qtbot):
    let_go = threading.Event()

    def work(store):
        yield Progress(1, 4, "第一步")
        let_go.wait(10)
        return None

    window.runner.run(work, "导入")
    assert window.foot.strip.isHidden()
    qtbot.waitUntil(lambda: window.foot.strip.isVisible(), timeout=5000)
    let_go.set()
    qtbot.waitUntil(lambda: window.foot.strip.isHidden())


def test_an_expected_error_is_told(window, qtbot, dialogs):
    def work(store):
        yield Progress(0, 0, "")
        raise InputError("“表.xlsx”有密码，请取消密码后再试。")

    window.runner.run(work, "导入")
    qtbot.waitUntil(lambda: bool(dialogs.texts("fail")))
    assert dialogs.texts("fail") == ["“表.xlsx”有密码，请取消密码后再试。"]


def test_a_bug_reaches_the_excepthook_and_the_runner_lives_on(window, qtbot):
    def work(store):
        yield Progress(0, 0, "")
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        window.runner.run(work, "导入")
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert not window.runner.busy


@pytest.mark.parametrize("bug", [True, False])
def test_the_crash_watch_tells_bugs_from_expected_errors(dialogs, tmp_path, bug):
    from greenplan_desktop.ui.crash import CrashWatch

    watch = CrashWatch(tmp_path, dialogs)
    error = ValueError("x") if bug else InputError("请另选文件。")
    if bug:
        dialogs.answer("choose", None)
    watch.handle(type(error), error, None)
    assert bool(list(tmp_path.glob("*崩溃-*.log"))) == bug
    assert dialogs.texts("fail") == ([] if bug else ["请另选文件。"])


def test_a_crash_is_offered_once_at_the_next_start(dialogs, tmp_path):
    from greenplan_desktop.ui.crash import CrashWatch, keep_last_fault

    (tmp_path / "崩溃-本次.log").write_text("Fatal Python error: Aborted", encoding="utf-8")
    keep_last_fault(tmp_path)
    dialogs.answer("choose", None)
    CrashWatch(tmp_path, dialogs).offer_last()
    CrashWatch(tmp_path, dialogs).offer_last()
    assert len(dialogs.texts("choose")) == 1


def test_work_for_the_window_stays_on_its_thread_and_lets_it_breathe(window, qtbot):
    threads, turns, seen = set(), [], []

    def work(store):
        for number in range(200):
            threads.add(QThread.currentThread() is window.thread())
            QThread.msleep(1)
            yield Progress(number, 200, "")
        return store is not window.session.store

    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(1))
    timer.start(0)
    window.runner.run(work, "正在排版", seen.append, here=True)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [True]
    assert threads == {True}
    assert len(turns) > 3, "the window answers in between"


def test_work_for_the_window_is_cancelled_and_its_errors_arrive(window, qtbot):
    begun, closed, over, wrong = [], [], [], []

    def endless(store):
        try:
            while True:
                QThread.msleep(1)
                yield Progress(0, 0, "")
        finally:
            closed.append(True)

    def broken(store):
        yield Progress(0, 0, "")
        raise InputError("没有可打印的内容。")

    cancelled = lambda: over.append(True)  # noqa: E731
    window.runner.run(endless, "正在排版", cancelled=cancelled, each=begun.append, here=True)
    qtbot.waitUntil(lambda: bool(begun))
    window.runner.run(broken, "正在排版", failed=wrong.append, here=True)
    window.runner.cancel()
    qtbot.waitUntil(lambda: bool(wrong))
    assert closed == [True]
    assert over == [True]
    assert wrong[0].message == "没有可打印的内容。"


def test_pages_seen_in_the_preview_were_laid_out_on_its_thread(window, qtbot, monkeypatch):
    """A text laid out on a worker crashes the window that paints it after the worker has ended."""
    from greenplan_desktop.tasklist import typeset
    from greenplan_desktop.ui.desk import Place

    threads, real = set(), typeset.Style.lay

    def lay(self, *args):
        threads.add(QThread.currentThread() is window.thread())
        return real(self, *args)

    monkeypatch.setattr(typeset.Style, "lay", lay)
    window.go(Place("print"))
    qtbot.waitUntil(lambda: window.page.preview.total > 0, timeout=20_000)
    assert threads == {True}
