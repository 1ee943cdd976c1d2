"""Files that are made at installation and then served like any other static file: fonts, one style sheet, the dot map."""
