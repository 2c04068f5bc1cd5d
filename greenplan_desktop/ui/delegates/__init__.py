"""How cells are painted: wrapped text, status, progress, unit chips, chapter rows."""
