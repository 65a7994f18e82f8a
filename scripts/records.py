"""Turns a Book into the records that are published as data; their fields, described here, are also the published schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from answers import follow_ups, interviewer_points
from cards import address, card_id, normalise
from model import Answer, Book, Consensus, Level, Status, Verdict
from model import Correction as Correcting
from pieces import cited_numbers, plain_text
from portable import name_evidence, name_work, to_portable

Numbers = Mapping[str, int]
PLAIN = "One line of plain text; formulas are written with Unicode characters."
MARKDOWN = (
    "The same as Markdown: formulas are TeX between dollar signs, `[3, §2]` names a work of the question's `references` by its number."
)


class Record(BaseModel):
    """What all records have in common: no field but those described."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CorrectionRecord(Record):
    """A claim of the lists, and what is true."""

    id: str = Field(description="A lasting name of the correction; it does not change when the verdict, the truth or the order does.")
    entries: list[str] = Field(description="The list entries that make the claim, as `<list>/<number>`.", min_length=1)
    verdict: Verdict = Field(description="What is wrong with the claim; `sound` says that nothing is.")
    claim: str = Field(description="The claim as the lists make it, restated; ` … ` bridges what is left out.")
    truth: str = Field(description=f"What is true. {PLAIN}")
    truth_markdown: str = Field(description=f"What is true. {MARKDOWN}")
    evidence: str = Field(description="What that rests on: works by author and year, computed numbers, places on the page.")
    url: str = Field(description="The correction on its page; relative to the site's root if the site was built without an address.")


class CorrectionOfQuestion(CorrectionRecord):
    """A correction with the question that it belongs to."""

    question_id: str = Field(description="The question, as `<category>/<slug>`.")
    question: str = Field(description="The question's words.")
    category: str = Field(description="The question's category.")


class StatementRecord(Record):
    """A true sentence that many would take for a mistake."""

    id: str = Field(description="A lasting name of the statement.")
    claim: str = Field(description=f"The sentence. {PLAIN}")
    why: str = Field(description=f"Why it holds. {PLAIN}")
    why_markdown: str = Field(description=f"Why it holds. {MARKDOWN}")
    evidence: str = Field(description="What that rests on.")


class FollowUpRecord(Record):
    """A question that an interviewer asks next."""

    question: str = Field(description=PLAIN)
    answer: str = Field(description=PLAIN)
    answer_markdown: str = Field(description=MARKDOWN)


class InterviewerRecord(Record):
    """What an interviewer listens for."""

    must_say: list[str] = Field(description="Points without which the answer does not pass.")
    strong_sign: list[str] = Field(description="What only a strong candidate says.")
    red_flag: list[str] = Field(description="What a candidate should not say.")


class ReferenceRecord(Record):
    """A work that the page cites."""

    number: int = Field(description="Its number on the page and in the Markdown fields.", ge=1)
    key: str = Field(description="Its key in the project's bibliography.")
    name: str = Field(description="Authors and year, as it is named in passing.")
    authors: list[str] = Field(description="Full names in the order printed; `others` last where the list is cut.")
    title: str = Field(description="Its title.")
    year: str = Field(description="The year of publication.")
    venue: str = Field(description="Journal, conference, publisher or school.")
    url: str = Field(description="Where it is found: its DOI, else arXiv, else another address; empty if there is none.")


class QuestionRecord(Record):
    """A question with its short answer, what the lists get wrong about it, and what the page rests on."""

    id: str = Field(
        description="`<category>/<slug>`, the name by which other records refer to the question.", pattern=r"^[a-z0-9-]+/[a-z0-9-]+$"
    )
    slug: str = Field(description="The last part of the page's address; unique within the category.", pattern=r"^[a-z0-9-]+$")
    category: str = Field(description="The id of the category.", pattern=r"^[a-z0-9-]+$")
    category_title: str = Field(description="The category's title.")
    question: str = Field(description="The question as an interviewer asks it.")
    aliases: list[str] = Field(description="Other ways to ask for it.")
    level: Level = Field(description="How advanced the question is.")
    minutes: int = Field(description="How long it deserves in an interview.", ge=1)
    status: Status = Field(description="What became of the question since the lists were written.")
    status_note: str = Field(description="One line that says why.")
    consensus: Consensus = Field(description="How far the field agrees on the answer.")
    short_answer: str = Field(description=f"The answer in at most 75 words. {PLAIN}")
    short_answer_markdown: str = Field(description=f"The answer in at most 75 words. {MARKDOWN}")
    url: str = Field(description="The question's page; relative to the site's root if the site was built without an address.")
    asks: list[str] = Field(description="The list entries that ask it, as `<list>/<number>`.")
    corrections: list[CorrectionRecord] = Field(description="The claims that the lists make about it, each with a verdict.")
    statements: list[StatementRecord] = Field(description="True sentences that are easily taken for mistakes.")
    follow_ups: list[FollowUpRecord] = Field(description="What an interviewer asks next.")
    interviewer: InterviewerRecord = Field(description="The points of the interviewer's sheet.")
    references: list[ReferenceRecord] = Field(description="The works that the page cites, in the order of first citation.")
    related: list[str] = Field(description="The ids of the questions to read next.")
    updated: date | None = Field(description="The day of the last commit that changed the answer; null where the history is not at hand.")


def list_questions(book: Book, site: str, dates: Mapping[str, date]) -> list[QuestionRecord]:
    """The record of every question in reading order; `dates` are days of change by the answers' paths."""
    titles = {category.id: category.title for category in book.categories}
    return [make_question(answer, titles[answer.category], book, site, dates.get(answer.path)) for answer in book.answers]


def make_question(answer: Answer, title: str, book: Book, site: str, updated: date | None) -> QuestionRecord:
    numbers = cited_numbers(answer)
    short = answer.section("Short answer").text
    return QuestionRecord(
        id=answer.id,
        slug=answer.slug,
        category=answer.category,
        category_title=title,
        question=answer.question,
        aliases=list(answer.aliases),
        level=answer.level,
        minutes=answer.minutes,
        status=answer.status,
        status_note=answer.why,
        consensus=answer.consensus,
        short_answer=plain_text(short),
        short_answer_markdown=to_portable(short, numbers),
        url=site + address(answer),
        asks=list(answer.asks),
        corrections=[CorrectionRecord(**fields) for fields in correction_fields(answer, numbers, book, site)],
        statements=list(list_statements(answer, numbers, book)),
        follow_ups=list(list_follow_ups(answer, numbers)),
        interviewer=make_sheet(answer),
        references=list(list_references(numbers, book)),
        related=list(answer.related),
        updated=updated,
    )


def list_corrections(book: Book, site: str) -> list[CorrectionOfQuestion]:
    """The record of every correction in reading order."""
    return [
        CorrectionOfQuestion(question_id=answer.id, question=answer.question, category=answer.category, **fields)
        for answer in book.answers
        for fields in correction_fields(answer, cited_numbers(answer), book, site)
    ]


def correction_fields(answer: Answer, numbers: Numbers, book: Book, site: str) -> Iterator[dict[str, Any]]:
    """What the records of an answer's corrections hold, by field."""
    for number, correction in enumerate(answer.corrections, start=1):
        yield {
            "id": correction_id(answer, correction),
            "entries": list(correction.entries),
            "verdict": correction.verdict,
            "claim": " ".join(correction.claim.split()),
            "truth": plain_text(correction.truth),
            "truth_markdown": to_portable(correction.truth, numbers),
            "evidence": name_evidence(correction.evidence, book),
            "url": f"{site}{address(answer)}#correction-{number}",
        }


def correction_id(answer: Answer, correction: Correcting) -> str:
    """The name that the correction's flashcard has too."""
    return card_id("claim", answer.id, *sorted(correction.entries), normalise(correction.claim))


def list_statements(answer: Answer, numbers: Numbers, book: Book) -> Iterator[StatementRecord]:
    for statement in answer.statements:
        yield StatementRecord(
            id=card_id("statement", answer.id, normalise(statement.claim)),
            claim=plain_text(statement.claim),
            why=plain_text(statement.why),
            why_markdown=to_portable(statement.why, numbers),
            evidence=name_evidence(statement.evidence, book),
        )


def list_follow_ups(answer: Answer, numbers: Numbers) -> Iterator[FollowUpRecord]:
    for item in follow_ups(answer):
        yield FollowUpRecord(
            question=plain_text(item.question), answer=plain_text(item.answer), answer_markdown=to_portable(item.answer, numbers)
        )


def make_sheet(answer: Answer) -> InterviewerRecord:
    points = {label: [plain_text(point) for point in points] for label, points in interviewer_points(answer).items()}
    return InterviewerRecord(
        must_say=points.get("Must say", []), strong_sign=points.get("Strong sign", []), red_flag=points.get("Red flag", [])
    )


def list_references(numbers: Numbers, book: Book) -> Iterator[ReferenceRecord]:
    for key, number in numbers.items():
        if key in book.references:
            work = book.references[key]
            yield ReferenceRecord(
                number=number,
                key=key,
                name=name_work(work),
                authors=list(work.authors),
                title=work.title,
                year=work.year,
                venue=work.venue,
                url=work.link,
            )


# Schemas


def describe_questions(id: str) -> dict[str, Any]:
    """The JSON Schema of the list of questions, under the name or address `id`."""
    return describe(
        TypeAdapter(list[QuestionRecord]), id, "Questions", "Every question of Deep Learning Interviews, Corrected. Text under CC BY 4.0."
    )


def describe_corrections(id: str) -> dict[str, Any]:
    """The JSON Schema of the list of corrections, under the name or address `id`."""
    about = "Every claim of the lists that Deep Learning Interviews, Corrected judges. Text under CC BY 4.0."
    return describe(TypeAdapter(list[CorrectionOfQuestion]), id, "Corrections", about)


def describe(records: TypeAdapter[Any], id: str, title: str, description: str) -> dict[str, Any]:
    schema = records.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": id, "title": title, "description": description, **schema}
