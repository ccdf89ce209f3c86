"""What pages are made of, and share: the frame, tables, choosers, menus, texts. None of it knows a page."""
