"""Write the keys into the README, from the table of commands."""

from pathlib import Path

from reader.tui.commands import key_table

README = Path(__file__).parent.parent / "README.md"
BEGIN = "<!-- keys: made from reader/tui/commands.py, held to it by a test -->\n"
END = "<!-- end of keys -->"

if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    README.write_text(f"{text[:start]}\n{key_table()}\n{text[end:]}", encoding="utf-8")
