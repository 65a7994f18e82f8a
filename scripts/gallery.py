"""Keeps the pictures of a site from one build to the next, so that only what has changed about them is drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from kept import keep, read_kept
from offline import ICON_FOLDER, ICONS
from rendered import digest
from share import Preview


def draw_pictures(previews: Mapping[str, Preview], name: str, mark: str, colours: Mapping[str, str], cache: Path) -> dict[str, bytes]:
    """The previews of links by their paths, and the icons of the installed site; the folder `cache` keeps them, and no others.

    `name` is the site's, `mark` its favicon as SVG, `colours` its palette by name.
    """

    def preview(path: str) -> bytes:
        from previews import draw_preview  # the libraries for drawing take half a second and 25 MiB; most builds do without

        return draw_preview(previews[path], name, mark, colours)

    drawn = keep_drawn(previews, [name, mark, repr(sorted(colours.items()))], preview, cache / "links")
    return drawn | {f"{ICON_FOLDER}/{file}": data for file, data in keep_icons(mark, cache / "icons").items()}


def keep_icons(mark: str, cache: Path) -> dict[str, bytes]:
    """The icons of the installed site by their names."""

    def icon(file: str) -> bytes:
        from previews import draw_icon

        return draw_icon(mark, *ICONS[file])

    return keep_drawn(ICONS, [mark], icon, cache)


def keep_drawn(wanted: Mapping[str, object], made_of: list[str], draw: Callable[[str], bytes], cache: Path) -> dict[str, bytes]:
    """What `draw` makes of each of the `wanted` by its name, as long as neither it nor `made_of` changes from `cache`, which keeps no others."""
    maker = [
        Path(__file__).with_name("previews.py").read_text(encoding="utf-8"),
        *map(version, ("pillow", "matplotlib", "fonttools")),
        *made_of,
    ]
    kept = {name: cache / f"{digest([*maker, name, repr(about)])}.kept" for name, about in wanted.items()}
    drawn: dict[str, bytes] = {}
    for name, file in kept.items():
        picture = read_kept(file)
        if picture is None:
            picture = draw(name)
            keep(file, picture)
        drawn[name] = picture
    for file in set(cache.glob("*.*")) - set(kept.values()) if kept else ():
        with suppress(OSError):
            file.unlink()
    return drawn
