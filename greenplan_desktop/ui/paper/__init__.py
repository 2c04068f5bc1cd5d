"""The preview of paper: pages as they will be printed, and the panel that changes them."""
