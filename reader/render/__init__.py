"""Values turned into lines of styled text at a width; Rich stops here."""
