"""The report as a web page: one file, or a small site with a page for each question and each study."""
