"""Windows, pages, Qt models, delegates, dialogs: the only place that shows anything.

How the parts stand together
  app.py builds Settings, Store, Hub, Session, WindowDialogs and MainWindow and passes them down.
  Session (session.py)  the window's own connection; `session.view` is a PlanView: PlanIndex + Period, immutable.
                        `session.do(job, *args)` runs a job on it (`job(store, *args)`) and refreshes everything.
  Hub (hub.py)          signals that state facts; all connections between panels stand in MainWindow._connect.
  Runner (runner.py)    `desk.runner.run(make, title, done)`: drives `make(store) -> Work` on a worker thread with
                        its own connection; `done(result)` is called on the window's thread; progress shows by itself.
  Desk (desk.py)        all of these in one object, handed to each page as `self.desk`; `desk.go(Place(...))` goes
                        to another page, `desk.say(...)` says something quietly at the foot of the window.
  Dialogs (dialogs.py)  `desk.dialogs.ask/choose/tell/fail/enter/pick_file/pick_files/pick_folder/pick_save`;
                        never use QMessageBox or QFileDialog directly. tests/gui/doubles.py scripts the answers.

How to add a page
  1. One module in ui/pages with a subclass of page.Page; set `page_id`, build widgets in `__init__(desk)`.
     Add its line to registry.py (module and class name); a page `under` another one shares its row of tabs, a
     `guest` page is only gone to by `desk.go(Place("lookover", …))`.
  2. `refresh(view)` shows a PlanView (None: no plan; show an empty.EmptyState with one button). It is called
     before the page comes to the front and whenever data, plan or period changed while it is there; keep the
     selection and the scroll position. It computes nothing: figures come from model.rules and jobs.
  3. Actions: declare them in ui/actions/<page>.py as ActionSpec rows (id, text, shortcut, icon, menu, needs, page),
     add the module to SECTIONS in ui/actions/__init__.py, and answer for them in `handlers()`. Copy, paste, clear,
     fill, find belong to everybody: answer for "edit.copy" and so on. `bar()` names the buttons at the top right,
     the main one last; `desk.book.rename(id, text)` changes a button's words (入库已勾选 31 项); when the set of
     buttons changes emit `bar_changed`. Enable by `has_selection()` and emit `selection_changed`.
  4. `footer()` gives the counts at the foot (emit `footer_changed`), `go_to(place)` shows what another page asked
     for, `take_files(paths)` takes dropped files, `leave()` may refuse to be left, `keep_state()` saves columns.
  5. Tables: row_table.RowTable over a table_model.RowModel (WrittenModel where cells are edited) with
     columns.Column objects; delegates from ui/delegates; `desk.book.menu_on(table, self)` gives it the page's menu.
     The row above is a page_bar.PageBar, its filters `add_chips`; parts are put together by dividing.py.
     Link buttons and labels by properties the style sheet knows: link, primary, danger, muted, faint, warning, title.
  6. Changes only through jobs: `desk.change(job, ...)` tells expected errors; `desk.session.do(job, ...)` lets
     them pass where they can be shown beside the cell (uncaught, a GreenplanError becomes a message as well).
  7. A test in tests/gui/test_<page>.py with the fixtures `window`, `dialogs`, `desk` of tests/gui/conftest.py;
     models under QAbstractItemModelTester; and a line in packaging/screenshots.py.
Painting: colours by theme.colours() (never fixed ones: dark exists), icons by icons.icon(name) / icons.paint.
"""
