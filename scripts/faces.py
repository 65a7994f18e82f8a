"""The faces of the flashcards: which fields each kind has, how front and back are laid out, and how they look by day and by night."""

from __future__ import annotations

from dataclasses import dataclass

from cards import digest


@dataclass(frozen=True)
class Face:
    """A kind of card as Anki shows it; `id` never changes, and neither do the names of the fields, or updates would not find their cards."""

    id: int
    name: str
    fields: tuple[str, ...]
    front: str
    back: str

    @property
    def digest(self) -> str:
        return digest(self.name, *self.fields, self.front, self.back, STYLE)


QUESTION_FRONT = """\
<p class="about">{{About}}</p>
<h1>{{Question}}</h1>
"""

QUESTION_BACK = """\
{{FrontSide}}
<hr id="answer">
<div class="answer">{{Answer}}</div>
{{#Figure}}<div class="figure">{{Figure}}</div>{{/Figure}}
<p class="page">{{Page}}</p>
"""

STATEMENT_FRONT = """\
<p class="about">Does this hold?</p>
<p class="statement">{{Statement}}</p>
<p class="question">{{Question}}</p>
"""

STATEMENT_BACK = """\
{{FrontSide}}
<hr id="answer">
<h2>{{Verdict}}</h2>
<div class="answer">{{Truth}}</div>
<p class="evidence">{{Evidence}}</p>
<p class="page">{{Page}}</p>
"""

# A picture is drawn for paper; by night its light and dark are exchanged, its hues are not.
STYLE = """\
.card {
  min-height: 100vh;
  margin: 0;
  padding: 1em max(1em, calc(50vw - 17em));
  box-sizing: border-box;
  background: #fbf8f1;
  color: #26221c;
  font-family: Charter, "Iowan Old Style", Cambria, Georgia, "Noto Serif", serif;
  font-size: 19px;
  line-height: 1.5;
  text-align: left;
  overflow-wrap: break-word;
}
h1 { margin: 0.2em 0 0.4em; font-size: 1.25em; font-weight: 600; line-height: 1.3; }
h2 { margin: 0 0 0.4em; color: #1d6a4b; font-size: 1em; font-weight: 600; }
.wrong { color: #a3341f; }
p { margin: 0 0 0.6em; }
hr { margin: 1em 0; border: 0; border-top: 1px solid #ddd5c5; }
a { color: #1f4e8c; }
code { font-size: 0.85em; }
pre { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 0.2em 0.6em 0.2em 0; text-align: left; vertical-align: top; }
.about, .question, .evidence, .page { color: #635d53; font-size: 0.78em; }
.statement { font-size: 1.12em; }
.figure { margin: 1em 0; }
.figure img { display: block; max-width: 100%; height: auto; }
mjx-container { max-width: 100%; overflow-x: auto; overflow-y: hidden; }

.card.nightMode, .nightMode .card { background: #191817; color: #e4ded3; }
.nightMode h2 { color: #7fc9a4; }
.nightMode .wrong { color: #f0907a; }
.nightMode hr { border-color: #3d3a36; }
.nightMode a { color: #93bdf2; }
.nightMode .about, .nightMode .question, .nightMode .evidence, .nightMode .page { color: #aaa499; }
.nightMode .figure img { filter: invert(1) hue-rotate(180deg); }
"""

FACES = {
    "question": Face(
        1_826_110_401,
        "Deep Learning Interviews: question",
        ("Question", "About", "Answer", "Figure", "Page", "Id"),
        QUESTION_FRONT,
        QUESTION_BACK,
    ),
    "statement": Face(
        1_826_110_402,
        "Deep Learning Interviews: spot the mistake",
        ("Statement", "Question", "Verdict", "Truth", "Evidence", "Page", "Id"),
        STATEMENT_FRONT,
        STATEMENT_BACK,
    ),
}
