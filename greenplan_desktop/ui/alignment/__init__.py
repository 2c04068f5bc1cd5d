"""Parts of the 上级文件 page."""
