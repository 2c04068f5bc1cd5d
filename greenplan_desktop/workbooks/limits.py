"""How much a workbook, an archive and the process that reads them may take."""

from __future__ import annotations

MAX_UNPACKED = 200 * 1024 * 1024  # bytes of one file, or of one archive, once unpacked
MAX_USED_ROWS = 200_000  # rows of one sheet that hold anything
MAX_CELLS = 1_000_000  # used cells of one workbook, so that wide sheets stay bounded too
MAX_CHARACTERS = 100_000_000  # of one sheet's cells together: shared texts may be shown a thousand times
MAX_MERGES = 100_000  # merged ranges of one sheet
MAX_PARTS = 20_000  # entries of one zip
MAX_DIRECTORY = 8 * 1024 * 1024  # bytes of a zip's directory
MAX_CANDIDATES = 5_000  # files of one import run
MAX_NESTING = 3  # archives inside archives
LAST_ROW = 1_048_576  # of any spreadsheet
LAST_COLUMN = 16_384
SECONDS = 19.0  # for one workbook, so that with what follows it stays below 20 s
MEMORY = 1024 * 1024 * 1024  # address space of a child
TIRED = 400 * 1024 * 1024  # a child that once took this much is replaced before its next file
