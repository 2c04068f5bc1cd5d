"""Paper out: one content model, pages, painter, and the .docx and .xlsx writers."""
