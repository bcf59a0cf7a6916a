"""What goes out to other programs: a module for each format, all made from the database alone."""
