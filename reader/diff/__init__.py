"""Two versions compared: paragraphs aligned, words inside pairs, and what each change weighs."""
