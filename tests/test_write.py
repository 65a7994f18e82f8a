"""Large texts are read, changed and written piece by piece, and come out as they would in one."""

from downloads import PRINT
from write import PIECE, change_pieces, read_pieces, read_tree, write_pieces

BOOK = f"<html>\n<head>\n{PIECE}\n<p>Éins 𝑥</p>\n</article>\n{PIECE}\n<p>zwei</p>\n</article>\n</html>\n"


def test_the_book_on_one_page_is_read_by_its_questions(tmp_path):
    (tmp_path / PRINT).write_text(BOOK, encoding="utf-8")
    pieces = list(read_pieces(tmp_path / PRINT))
    assert len(pieces) == 3
    assert pieces[1].startswith(PIECE) and pieces[2].startswith(PIECE)
    assert "".join(pieces) == BOOK


def test_json_is_read_by_lines_and_other_texts_whole(tmp_path):
    lines = "".join(f"{number}\r\n" for number in range(2500))
    for name, count in (("a.json", 3), ("a.html", 1)):
        (tmp_path / name).write_text(lines, encoding="utf-8", newline="")
        pieces = list(read_pieces(tmp_path / name))
        assert (len(pieces), "".join(pieces)) == (count, lines)


def test_what_is_no_ascii_passes_through_a_change(tmp_path):
    (tmp_path / PRINT).write_text(BOOK, encoding="utf-8")
    change_pieces(tmp_path / PRINT, lambda piece: piece.replace("zwei", "drei"))
    assert (tmp_path / PRINT).read_text(encoding="utf-8") == BOOK.replace("zwei", "drei")
    assert [path.name for path in tmp_path.iterdir()] == [PRINT]


def test_pieces_are_written_into_a_folder_that_is_not_there_yet(tmp_path):
    write_pieces(tmp_path / "site" / "a.html", iter(["a\n", "b\r\n"]))
    assert (tmp_path / "site" / "a.html").read_bytes() == b"a\nb\r\n"


def test_a_tree_knows_its_files_and_reads_one_when_it_is_asked_for(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_text("old")
    tree = read_tree(tmp_path)
    (tmp_path / "b" / "c.txt").write_text("new")
    assert (list(tree), tree["b/c.txt"], "b" in tree) == (["b/c.txt"], b"new", False)
