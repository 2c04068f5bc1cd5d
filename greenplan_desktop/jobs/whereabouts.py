"""Where the database is: the one used last, else the default place of this machine's user."""

from __future__ import annotations

import json
import os
from pathlib import Path


def config_folder() -> Path:
    """The folder of the program's own settings; the environment variable GREENPLAN_CONFIG overrides it."""
    chosen = os.environ.get("GREENPLAN_CONFIG")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("greenplan", appauthor=False)


def default_database() -> Path:
    """Where the first database is laid out; beside the settings where GREENPLAN_CONFIG says where these are."""
    if os.environ.get("GREENPLAN_CONFIG"):
        return config_folder() / "greenplan.gpdb"
    from platformdirs import user_data_path

    return user_data_path("greenplan", appauthor=False) / "greenplan.gpdb"


def last_database() -> Path:
    """The database the window used last, else the default one."""
    try:
        kept = json.loads((config_folder() / "database.json").read_text(encoding="utf-8"))
        return Path(kept["path"])
    except (OSError, ValueError, KeyError, TypeError):
        return default_database()


def remember_database(path: Path) -> None:
    """Make a database the one that is opened next; a folder that cannot be written is no error."""
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"path": str(path.resolve())}, ensure_ascii=False)
        part = folder / "database.json.part"
        part.write_text(text, encoding="utf-8")
        part.replace(folder / "database.json")
    except OSError:
        return
