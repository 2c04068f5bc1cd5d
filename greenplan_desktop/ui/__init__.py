"""The window: pages, Qt models, delegates, dialogs; the only place that shows anything."""
