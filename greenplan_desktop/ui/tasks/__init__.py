"""The 任务 page's table: its rows, columns, editing, filters, copy and paste."""
