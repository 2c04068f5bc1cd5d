CREATE TABLE unit_name (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  full_name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  valid_to TEXT NOT NULL
) STRICT;
CREATE INDEX unit_name_unit ON unit_name (unit_id);

CREATE TABLE group_member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  UNIQUE (group_id, unit_id)
) STRICT;

CREATE TABLE target_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target_id INTEGER NOT NULL REFERENCES target (id) ON DELETE CASCADE,
  period_id INTEGER NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  value TEXT NOT NULL,
  unit TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  UNIQUE (target_id, period_id)
) STRICT;

CREATE TABLE manual_status (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  period_id INTEGER NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('not_started', 'on_track', 'delayed', 'completed')),
  reason TEXT NOT NULL,
  UNIQUE (task_id, period_id)
) STRICT;

CREATE TABLE joined_text (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  period_id INTEGER NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  UNIQUE (task_id, period_id)
) STRICT;

CREATE TABLE life_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  life TEXT NOT NULL CHECK (life IN ('active', 'extended', 'adjusted', 'paused', 'cancelled', 'closed')),
  at TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '',
  due_text TEXT NOT NULL DEFAULT '',
  due_date TEXT
) STRICT;
CREATE INDEX life_event_task ON life_event (task_id);

CREATE TABLE column_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  heading TEXT NOT NULL,
  family TEXT NOT NULL,
  UNIQUE (unit_id, heading)
) STRICT;

CREATE TABLE alignment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  higher_task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  task_id INTEGER REFERENCES task (id) ON DELETE CASCADE,
  verdict TEXT NOT NULL DEFAULT 'confirmed' CHECK (verdict IN ('confirmed', 'refused', 'open')),
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX alignment_plan ON alignment (plan_id);

CREATE TABLE print_mark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  change_set_id INTEGER NOT NULL
) STRICT;
