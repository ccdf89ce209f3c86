"""The database tables: the contract between the side that writes and the side that reads.

Every CSV under ``data/`` is one of these tables, or one part of ``observations``; the CSV columns,
the Frictionless description and the database are all made from the definitions on this page.
Column ``info`` holds what a database cannot say: ``choices`` (the only values allowed) and
``about`` (one line for the reader of ``datapackage.json``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

WHOLE_YEARS = ("CY", "FY")
PERIOD_KINDS = (*WHOLE_YEARS, "H", "Q", "M", "YTD", "D")
PERIOD_KIND = (
    "calendar year (CY), fiscal year (FY), half (H), quarter (Q), month (M), January to the end of another "
    "month (YTD), or any other span of days (D); follows from the first and last day"
)
AVAILABILITIES = ("reported", "missing", "not-published")
BOUNDS = ("exact", "at-least", "over", "forecast")
COVERAGES = ("full", "partial")
FINALITIES = ("final", "provisional")
VINTAGES = ("first", "later", "restated", "variant")
METHODS = ("stated", "charted", "derived", "counted")
CONFIDENCES = ("confirmed1", "confirmed2", "unlocated")
PLACE_KINDS = ("original", "reprint", "press", "mirror", "file")
LEVEL_KINDS = ("band", "none", "no-increase")
BASES = ("reported-level", "stated-target")
REGION_KINDS = ("part", "world")
DIVISIONS = ("severity", "kind")
HEADINGS = ("aim", "initiatives", "result", "way-forward", "next-aim")
STATES = ("reported", "seen", "not-known")
EVENT_KINDS = ("policy", "enforcement", "incident", "shock", "definition")
DATE_PRECISIONS = ("day", "month", "year")
BATCH_KINDS = ("data", "analyst", "undo", "withdrawal")
ALIAS_KINDS = (
    *("header", "area", "category", "total", "other-subject", "other-measure", "incident-header"),
    *("status", "value-mark", "period-mark", "unit", "neutral"),
)

KEY = String(80)


def _id(about: str) -> Column[Any]:
    return Column("id", KEY, primary_key=True, info={"about": about})


def _key(
    name: str, target: str, *, optional: bool = False, about: str = "", deferred: bool = False
) -> Column[Any]:
    """A foreign key; ``deferred`` where rows of one table name each other, checked at the commit."""
    reference = (
        ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
        if deferred
        else ForeignKey(f"{target}.id")
    )
    return Column(name, KEY, reference, nullable=optional, info={"about": about})


def _text(name: str, *, about: str = "", optional: bool = False) -> Column[Any]:
    """A text column; an absent text is NULL, never an empty string."""
    return Column(name, Text, nullable=optional, info={"about": about})


def _joined(name: str, target: str, *, about: str) -> Column[Any]:
    """Ids of rows of a table in one cell, joined by ;. Loading checks that each names a row."""
    return Column(name, Text, info={"about": f"{about}; ids joined by ;", "ids_of": target})


def _both(name: str, *, about: str = "", optional: bool = False) -> tuple[Column[Any], Column[Any]]:
    """The same words in English and Japanese; where optional, both are absent or neither is."""
    return (
        _text(f"{name}_en", about=f"{about} (English)" if about else "", optional=optional),
        _text(f"{name}_ja", about=f"{about} (Japanese)" if about else "", optional=optional),
    )


def _paired(*names: str) -> list[CheckConstraint]:
    return [
        CheckConstraint(f"({name}_en IS NULL) = ({name}_ja IS NULL)", name=f"{name}_in_both_languages")
        for name in names
    ]


def _choice(name: str, choices: Sequence[str], about: str) -> tuple[Column[Any], CheckConstraint]:
    """A column that holds one of a few words, and the check that says so."""
    listed = ", ".join(f"'{choice}'" for choice in choices)
    info = {"choices": tuple(choices), "about": about}
    return (
        Column(name, String(20), nullable=False, info=info),
        CheckConstraint(f"{name} IN ({listed})", name=f"{name}_is_known"),
    )


def _written_by() -> Column[Any]:
    """The batch that last wrote a row of words; not part of the CSV."""
    return Column("batch_id", Integer, ForeignKey("batches.id"), nullable=False, info={"internal": True})


batches = Table(
    "batches",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    *_choice("kind", BATCH_KINDS, "compared from data/, loaded by an analyst, or taken back"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("sha256", String(64)),
    Column("original", LargeBinary),
    Column("answers", Text, info={"about": "how the file was understood, as JSON"}),
    Column("undoes", Integer, ForeignKey("batches.id"), unique=True),
    CheckConstraint("(kind = 'undo') = (undoes IS NOT NULL)", name="an_undo_names_its_batch"),
)

comparisons = Table(
    "comparisons",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("fingerprint", String(64), nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("batch_id", Integer, ForeignKey("batches.id")),
)

publishers = Table(
    "publishers",
    metadata,
    _id("stable id of the body that counts"),
    *_both("name", about="full name"),
    *_both("short", about="short name for labels"),
    _text("url", optional=True, about="home page"),
    *_both("note", optional=True),
    *_both("terms", optional=True, about="what it says of the reuse of its figures; empty where not known"),
    _text("terms_url", optional=True, about="where it says so"),
    _written_by(),
    *_paired("note", "terms"),
)

places = Table(
    "places",
    metadata,
    _id("stable id of the page where a figure was read"),
    *_both("name", about="who prints it"),
    *_choice(
        "kind",
        PLACE_KINDS,
        "original, reprint, press, mirror (named, never linked), or an analyst's file",
    ),
    _text("url", optional=True, about="address of the page; empty for a mirror"),
    Column("dated_on", Date, info={"about": "date of the page where it states one"}),
    *_both("note", optional=True),
    _written_by(),
    CheckConstraint("kind <> 'mirror' OR url IS NULL", name="a_mirror_is_not_linked"),
    *_paired("note"),
)

publications = Table(
    "publications",
    metadata,
    _id("stable id of one edition of an originator's report"),
    _key("publisher", "publishers"),
    *_both("title", about="title of the edition"),
    Column("edition_year", Integer, info={"about": "year that the edition covers; a later one is newer"}),
    Column("published_on", Date, info={"about": "day of publication; empty where not known"}),
    Column("published_from", Date, info={"about": "where the day is not known: not published before"}),
    Column("published_to", Date, info={"about": "where the day is not known: published by"}),
    _key("dated_by", "places", optional=True, about="the page that shows the date or the bounds"),
    _text("url", optional=True, about="the originator's own page; never a reprint's"),
    *_both("note", optional=True),
    _written_by(),
    CheckConstraint(
        "published_on IS NULL OR (published_from IS NULL AND published_to IS NULL)", name="a_day_or_bounds"
    ),
    CheckConstraint("published_from <= published_to", name="bounds_in_order"),
    *_paired("note"),
)

areas = Table(
    "areas",
    metadata,
    _id("stable id of a sea area as one publisher defines it"),
    _key("parent", "areas", deferred=True, optional=True, about="the wider area of the same publisher"),
    _key("defined_by", "publishers"),
    *_both("name"),
    *_both("definition", optional=True),
    _written_by(),
    *_paired("definition"),
)

regions = Table(
    "regions",
    metadata,
    _id("waters whose counts by several publishers are set side by side; it stands in addresses"),
    Column("position", Integer, nullable=False, info={"about": "order in lists"}),
    *_choice("kind", REGION_KINDS, "a part of the world, or the whole, which is shown beside every part"),
    *_both("name"),
    *_both("note", optional=True, about="what a reader must know before comparing"),
    _written_by(),
    *_paired("note"),
)

region_areas = Table(
    "region_areas",
    metadata,
    Column("region", KEY, ForeignKey("regions.id"), primary_key=True),
    Column(
        "area",
        KEY,
        ForeignKey("areas.id"),
        primary_key=True,
        info={"about": "an area of one publisher; areas of two publishers are never said to be the same"},
    ),
    _written_by(),
)

units = Table(
    "units",
    metadata,
    _id("what a value is a number of"),
    *_both("name", about="the unit as it stands on an axis"),
    *_both("counted", about="a value in running text; {value} stands for the number"),
    *_both(
        "not_judged", optional=True, about="why changes of such values are not judged; empty where they are"
    ),
    _written_by(),
    CheckConstraint(
        "replace(counted_en, '{value}', '') <> counted_en AND "
        "replace(counted_ja, '{value}', '') <> counted_ja",
        name="a_value_has_its_place",
    ),
    *_paired("not_judged"),
)

measures = Table(
    "measures",
    metadata,
    _id("what is counted"),
    _key("unit", "units", about="unit of the values"),
    *_both("name"),
    *_both("definition", optional=True),
    _written_by(),
    *_paired("definition"),
)

categories = Table(
    "categories",
    metadata,
    _id("which of them: all, or one kind or severity"),
    *_both("name"),
    *_both("definition", optional=True),
    _written_by(),
    *_paired("definition"),
)

definitions = Table(
    "definitions",
    metadata,
    _id("what a publisher counts, in words"),
    _key("publisher", "publishers", optional=True),
    *_both("name"),
    *_both("text"),
    *_both("citation", optional=True),
    _written_by(),
    *_paired("citation"),
)

series = Table(
    "series",
    metadata,
    _id("stable, public id: it stands in addresses"),
    Column("position", Integer, nullable=False, info={"about": "order in lists"}),
    _key("publisher", "publishers"),
    _key("area", "areas"),
    _key("measure", "measures"),
    _key("category", "categories"),
    _key("definition", "definitions"),
    _key("unit", "units"),
    *_both("name", about="full name, publisher first"),
    *_both("short", about="label on a chart"),
    _key(
        "successor",
        "series",
        optional=True,
        deferred=True,
        about="the series that starts where this one ends",
    ),
    *_both("break", optional=True, about="what changed at the break"),
    *_both("note", optional=True, about="caution for the reader"),
    _written_by(),
    *_paired("break", "note"),
)

spans = Table(
    "spans",
    metadata,
    _id("stable id of a period in which a series counts one thing in one way"),
    _key(
        "series",
        "series",
        about="its periods are compared within a span alone; in none, with no other; without any row, freely",
    ),
    Column("first_day", Date, info={"about": "empty: from the series' beginning"}),
    Column("last_day", Date, info={"about": "empty: to this day"}),
    *_both("reason", about="why it is not comparable with what lies outside it, as a sentence"),
    _key("publication", "publications", optional=True, about="the edition that says so, where known"),
    _text("page", optional=True, about="page, table or chapter, where known"),
    _written_by(),
    CheckConstraint("first_day <= last_day", name="a_span_ends_after_it_starts"),
)

breakdowns = Table(
    "breakdowns",
    metadata,
    _id("how a publisher divides a count into parts"),
    Column("position", Integer, nullable=False, info={"about": "order in lists"}),
    *_choice("divided_by", DIVISIONS, "what sets the parts apart: how grave they were, or what was done"),
    _key("whole", "series", about="the series that is divided"),
    _written_by(),
)

breakdown_parts = Table(
    "breakdown_parts",
    metadata,
    Column("breakdown", KEY, ForeignKey("breakdowns.id"), primary_key=True),
    Column("series", KEY, ForeignKey("series.id"), primary_key=True, info={"about": "the part"}),
    Column(
        "position",
        Integer,
        nullable=False,
        info={"about": "order from the bottom up; the gravest is the last"},
    ),
    _key(
        "published_share",
        "series",
        optional=True,
        about="the series of the part's percentages as its publisher rounds them; never turned into counts",
    ),
    _written_by(),
    UniqueConstraint("breakdown", "position"),
)

derived_series = Table(
    "derived_series",
    metadata,
    Column(
        "series",
        KEY,
        ForeignKey("series.id"),
        primary_key=True,
        info={"about": "a series that the program works out from others; no file gives its figures"},
    ),
    Column(
        "way",
        Integer,
        primary_key=True,
        autoincrement=False,
        info={"about": "a year is the sum of the parts of the first way that has all, exact and full"},
    ),
    Column("part", KEY, ForeignKey("series.id"), primary_key=True, info={"about": "a series that is added"}),
    _written_by(),
    CheckConstraint("series <> part", name="no_part_of_itself"),
)

other_measures = Table(
    "other_measures",
    metadata,
    Column(
        "series",
        KEY,
        ForeignKey("series.id"),
        primary_key=True,
        info={"about": "ships, crew or victims, shown beside the incidents and never added up with them"},
    ),
    Column("position", Integer, nullable=False, info={"about": "order in lists"}),
    _written_by(),
)

observations = Table(
    "observations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True, info={"internal": True}),
    _key("series", "series"),
    Column("period_start", Date, nullable=False, info={"about": "first day"}),
    Column("period_end", Date, nullable=False, info={"about": "last day"}),
    *_choice("period_kind", PERIOD_KINDS, PERIOD_KIND),
    *_choice("availability", AVAILABILITIES, "zero, blank and not published are three things"),
    Column("value", Integer, info={"about": "the count; empty unless reported"}),
    *_choice("bound", BOUNDS, "exact, at least, over, or forecast"),
    *_choice("coverage", COVERAGES, "the whole period, or a part of it"),
    *_choice("finality", FINALITIES, "final or provisional"),
    *_choice("vintage", VINTAGES, "first edition, a later one, restated, or a contradicting print"),
    Column("reading", Integer, nullable=False, info={"about": "1, or 2 for a second reading of one figure"}),
    _key("publication", "publications", about="the edition that states it"),
    _text("page", optional=True, about="page, table or chapter, where known"),
    _key("place", "places", about="where it was read"),
    _joined("also_at", "places", about="further places that print it"),
    *_choice(
        "method",
        METHODS,
        "stated, charted (read off a chart's labels), derived from stated figures, or counted from records",
    ),
    *_choice("confidence", CONFIDENCES, "how many separately published pages give it"),
    *_both("note", optional=True),
    Column("published_on", Date, info={"internal": True}),
    Column("published_from", Date, info={"internal": True}),
    Column("recorded_at", DateTime(timezone=True), nullable=False, info={"internal": True}),
    Column("batch_id", Integer, ForeignKey("batches.id"), nullable=False, info={"internal": True}),
    Column("source_file", Text, nullable=False, info={"internal": True}),
    Column("source_line", Integer, nullable=False, info={"internal": True}),
    Column("source_column", Integer, info={"internal": True}),
    Column("fingerprint", String(80), nullable=False, info={"internal": True}),
    CheckConstraint("(availability = 'reported') = (value IS NOT NULL)", name="a_blank_is_not_a_zero"),
    CheckConstraint("value IS NULL OR value >= 0", name="a_count_is_not_negative"),
    CheckConstraint("period_start <= period_end", name="a_period_ends_after_it_starts"),
    CheckConstraint("reading >= 1", name="readings_start_at_one"),
    *_paired("note"),
    Index(None, "series", "period_start", "period_end"),
    Index(None, "batch_id"),
)

OBSERVATION_KEY = ("series", "period_start", "period_end", "publication", "vintage", "reading")

retractions = Table(
    "retractions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("observation_id", Integer, ForeignKey("observations.id"), nullable=False, index=True),
    Column("batch_id", Integer, ForeignKey("batches.id"), nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

reinstatements = Table(
    "reinstatements",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("retraction_id", Integer, ForeignKey("retractions.id"), nullable=False, unique=True),
    Column("batch_id", Integer, ForeignKey("batches.id"), nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

objectives = Table(
    "objectives",
    metadata,
    _id("one objective of the evaluation sheet"),
    Column("position", Integer, nullable=False),
    *_both("name"),
    *_both("aim", about="the present aim, in short and in our words"),
    *_both("facts", about="what the sheet reports that can be counted"),
    _key("publication", "publications"),
    _text("page", optional=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    _text("next_evaluation", optional=True, about="fiscal year of the next evaluation"),
    _written_by(),
)

sheet_items = Table(
    "sheet_items",
    metadata,
    _id("one thing that the evaluation sheet says"),
    _key("objective", "objectives"),
    *_choice("heading", HEADINGS, "the sheet's heading under which it stands"),
    Column("position", Integer, nullable=False, info={"about": "order within the objective"}),
    *_both("part", optional=True, about="the sheet's sub-heading, where known"),
    *_both("text", about="our words; in these quotation marks 「」 the sheet's own terms"),
    *_both("evidence", optional=True, about="what would be evidence that an initiative was carried out"),
    _key("publication", "publications"),
    _text("page", optional=True),
    _written_by(),
    UniqueConstraint("objective", "position"),
    CheckConstraint(
        "(heading = 'initiatives') = (evidence_en IS NOT NULL)", name="an_initiative_has_its_evidence"
    ),
    *_paired("part", "evidence"),
)

item_states = Table(
    "item_states",
    metadata,
    _id("one statement of whether an initiative was carried out"),
    _key("item", "sheet_items", about="the initiative"),
    *_choice("state", STATES, "reported done, evidence of it seen, or not known after a search"),
    Column("dated", Date, nullable=False, info={"about": "the day as of which it is so"}),
    *_both("by", about="who reports it, whose evidence it is, or who searched"),
    _key("publication", "publications", optional=True, about="where it stands, if in a publication listed"),
    _text("page", optional=True),
    *_both("source", optional=True, about="where it stands, or what was searched, if not in a publication"),
    _text("url", optional=True, about="address of that source"),
    *_both("note", optional=True),
    Column("source_line", Integer, info={"internal": True}),
    _written_by(),
    CheckConstraint("publication IS NOT NULL OR source_en IS NOT NULL", name="a_state_has_a_source"),
    *_paired("source", "note"),
)

indicators = Table(
    "indicators",
    metadata,
    _id("an objective's measurable part"),
    _key("objective", "objectives"),
    Column("position", Integer, nullable=False),
    *_both("name"),
    *_choice("level_kind", LEVEL_KINDS, "a band, none at all, or no increase"),
    Column("level_low", Integer),
    Column("level_high", Integer),
    *_choice("basis", BASES, "a level that the plan reports, or a target that it states"),
    Column("in_force_from", Date, nullable=False),
    Column("in_force_to", Date),
    Column("window_from", Integer, nullable=False),
    Column("window_to", Integer, nullable=False),
    Column(
        "history_from",
        Integer,
        info={"about": "first year whose counts tell how much such counts spread, up to the year judged"},
    ),
    _key("publication", "publications"),
    _text("page", optional=True),
    *_both("level", about="the level in words"),
    *_both("note", optional=True),
    _written_by(),
    CheckConstraint("(level_low IS NULL) = (level_high IS NULL)", name="a_band_has_two_ends"),
    CheckConstraint("level_low IS NULL OR level_low <= level_high", name="a_band_is_in_order"),
    CheckConstraint("(level_kind = 'no-increase') = (level_low IS NULL)", name="a_level_fits_its_kind"),
    *_paired("note"),
)

indicator_series = Table(
    "indicator_series",
    metadata,
    Column("indicator", KEY, ForeignKey("indicators.id"), primary_key=True),
    Column("series", KEY, ForeignKey("series.id"), primary_key=True),
    Column("position", Integer, nullable=False, info={"about": "order; each is judged alone"}),
    _key(
        "history_with",
        "series",
        optional=True,
        about="a series that repeats the same count: its years tell of the spread where this one has a gap",
    ),
    *_both("said", optional=True, about="the series' name in the sentence of the indicator"),
    _written_by(),
    UniqueConstraint("indicator", "position"),
    *_paired("said"),
)

cited_figures = Table(
    "cited_figures",
    metadata,
    _id("a number that a policy document states"),
    _key("objective", "objectives"),
    _key("indicator", "indicators", optional=True),
    *_both("statement"),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("period_kind", String(20), info={"choices": (*PERIOD_KINDS, "open"), "about": PERIOD_KIND}),
    Column("value_low", Integer),
    Column("value_high", Integer),
    _key("publication", "publications"),
    _text("page", optional=True),
    *_both("note", optional=True),
    _written_by(),
    *_paired("note"),
)

events = Table(
    "events",
    metadata,
    _id("something dated that bears on the counts"),
    *_choice(
        "kind",
        EVENT_KINDS,
        "policy, law enforcement, what happened at sea, outside shock, or change of definition",
    ),
    Column("start", Date, nullable=False),
    Column("end", Date),
    *_choice("date_precision", DATE_PRECISIONS, "how exact the dates are"),
    *_both("title"),
    _joined(
        "areas", "areas", about="areas where it bears on the counts; empty: everywhere, or not known where"
    ),
    _key("objective", "objectives", optional=True),
    _key("publication", "publications", optional=True),
    _text("page", optional=True),
    _key("place", "places", optional=True, about="where it was read, if not in the publication itself"),
    _joined("also_at", "places", about="further places that print it"),
    Column(
        "confidence",
        String(20),
        info={
            "choices": CONFIDENCES,
            "about": "how many separately published pages give it; empty: read in the publication itself",
        },
    ),
    *_both("note", optional=True),
    _written_by(),
    CheckConstraint("publication IS NOT NULL OR place IS NOT NULL", name="an_event_has_a_source"),
    *_paired("note"),
)

rates = Table(
    "rates",
    metadata,
    _id("a rate: the incidents of one series for so many transits of another"),
    Column("position", Integer, nullable=False, info={"about": "order in lists"}),
    _key("counts", "series", about="the series of incidents"),
    _key("transits", "series", about="the series of ship transits that they are held against"),
    *_both("note", optional=True, about="what to mind when reading the rate"),
    Column(
        "caution_from", Integer, info={"about": "first year from which the transits are a poor base for it"}
    ),
    *_both("caution", optional=True, about="why they are a poor base from that year on"),
    _written_by(),
    CheckConstraint("(caution_from IS NULL) = (caution_en IS NULL)", name="a_caution_says_from_when"),
    *_paired("note", "caution"),
)

aliases = Table(
    "aliases",
    metadata,
    Column(
        "kind", String(20), primary_key=True, info={"choices": ALIAS_KINDS, "about": "what it stands for"}
    ),
    Column("alias", String(200), primary_key=True, info={"about": "as files write it"}),
    Column(
        "meaning",
        KEY,
        primary_key=True,
        info={"about": "a field, an area id, a category id, or what a status or mark says of a figure"},
    ),
    _written_by(),
)

kept_mappings = Table(
    "kept_mappings",
    metadata,
    Column("publisher", KEY, ForeignKey("publishers.id"), primary_key=True),
    Column("label", String(200), primary_key=True),
    Column("field", String(120), nullable=False),
    Column("who", Text, nullable=False),
    Column("kept_at", DateTime(timezone=True), nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("who", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("answers", Text, nullable=False),
)

fetches = Table(
    "fetches",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("content", LargeBinary, nullable=False),
    Column("content_type", Text),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("password_hash", Text, nullable=False),
    Column("session_key", String(64), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("disabled_at", DateTime(timezone=True)),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("batch_id", Integer, ForeignKey("batches.id")),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
