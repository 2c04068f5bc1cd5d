CREATE TABLE plan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL CHECK (title <> ''),
  short_name TEXT NOT NULL DEFAULT '',
  document_number TEXT,
  issuer TEXT,
  issue_date TEXT CHECK (issue_date IS NULL OR issue_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  period_from INTEGER CHECK (period_from BETWEEN 1949 AND 2200),
  period_to INTEGER CHECK (period_to BETWEEN 1949 AND 2200),
  source_name TEXT NOT NULL DEFAULT '',
  is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1)),
  archived_at TEXT,
  position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE plan_text (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL UNIQUE REFERENCES plan (id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE chapter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES chapter (id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL
) STRICT;
CREATE INDEX chapter_plan ON chapter (plan_id, position);

CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  chapter_id INTEGER REFERENCES chapter (id),
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  clause TEXT,
  open_ended INTEGER NOT NULL DEFAULT 0 CHECK (open_ended IN (0, 1)),
  remarks TEXT NOT NULL DEFAULT '',
  due_text TEXT NOT NULL DEFAULT '',
  due_date TEXT CHECK (due_date IS NULL OR due_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  doubts TEXT NOT NULL DEFAULT '[]',
  life TEXT NOT NULL DEFAULT 'active' CHECK (life IN ('active', 'extended', 'adjusted', 'paused', 'cancelled', 'closed')),
  source_line INTEGER,
  source_start INTEGER,
  source_end INTEGER,
  UNIQUE (plan_id, code)
) STRICT;
CREATE INDEX task_plan ON task (plan_id, position);

CREATE TABLE target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  task_id INTEGER REFERENCES task (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  indicator TEXT NOT NULL,
  comparator TEXT NOT NULL DEFAULT '=' CHECK (comparator IN ('=', '>=', '<=', 'about')),
  value TEXT,
  unit TEXT,
  year INTEGER
) STRICT;
CREATE INDEX target_plan ON target (plan_id);
CREATE INDEX target_task ON target (task_id);

CREATE TABLE unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL DEFAULT '',
  short_name TEXT NOT NULL CHECK (short_name <> ''),
  kind TEXT NOT NULL DEFAULT 'other' CHECK (kind IN ('district', 'town', 'park', 'enterprise', 'city', 'other', 'group')),
  position INTEGER NOT NULL DEFAULT 0,
  contact TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  active_from TEXT,
  active_to TEXT,
  merged_into INTEGER REFERENCES unit (id)
) STRICT;

CREATE TABLE unit_alias (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;
CREATE INDEX unit_alias_unit ON unit_alias (unit_id);

CREATE TABLE assignment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  role TEXT NOT NULL CHECK (role IN ('lead', 'responsible')),
  position INTEGER NOT NULL DEFAULT 0,
  role_word TEXT NOT NULL DEFAULT '',
  UNIQUE (task_id, unit_id)
) STRICT;
CREATE INDEX assignment_unit ON assignment (unit_id);

CREATE TABLE period (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  deadline TEXT CHECK (deadline IS NULL OR deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  UNIQUE (plan_id, code)
) STRICT;

CREATE TABLE file_blob (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  content BLOB NOT NULL,
  size INTEGER NOT NULL
) STRICT;

CREATE TABLE return_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period_id INTEGER NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  unit_id INTEGER REFERENCES unit (id),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  received_at TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL DEFAULT 'return' CHECK (kind IN ('return', 'evidence'))
) STRICT;
CREATE INDEX return_file_period ON return_file (period_id, sha256);

CREATE TABLE report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  status TEXT CHECK (status IS NULL OR status IN ('not_started', 'on_track', 'delayed', 'completed')),
  percent_tenths INTEGER CHECK (percent_tenths BETWEEN 0 AND 1000),
  achievement TEXT NOT NULL DEFAULT '',
  problems TEXT NOT NULL DEFAULT '',
  next_steps TEXT NOT NULL DEFAULT '',
  remarks TEXT NOT NULL DEFAULT '',
  return_file_id INTEGER REFERENCES return_file (id),
  sheet TEXT NOT NULL DEFAULT '',
  cells TEXT NOT NULL DEFAULT '{}',
  updated_at TEXT NOT NULL DEFAULT '',
  UNIQUE (task_id, unit_id, period_id)
) STRICT;
CREATE INDEX report_period ON report (period_id);
CREATE INDEX report_unit ON report (unit_id);
CREATE INDEX report_file ON report (return_file_id);

CREATE TABLE layout (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER REFERENCES plan (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  content TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER REFERENCES plan (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX setting_key ON setting (ifnull(plan_id, 0), key);

CREATE TABLE change_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  label TEXT NOT NULL,
  user TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'edit' CHECK (kind IN ('edit', 'import', 'take_back', 'setup')),
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
  refers_to INTEGER REFERENCES change_set (id),
  plan_id INTEGER,
  turned_at TEXT
) STRICT;

CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  task_id INTEGER,
  unit_id INTEGER
) STRICT;
CREATE INDEX change_of_set ON change (change_set_id);
CREATE INDEX change_of_row ON change (table_name, row_id);
CREATE INDEX change_of_task ON change (task_id) WHERE task_id IS NOT NULL;

CREATE TABLE journal_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  open_set INTEGER,
  muted INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO journal_state (id) VALUES (1);

CREATE TABLE lock_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  host TEXT NOT NULL,
  process INTEGER NOT NULL,
  user TEXT NOT NULL,
  since TEXT NOT NULL,
  heartbeat TEXT NOT NULL,
  UNIQUE (host, process)
) STRICT;
