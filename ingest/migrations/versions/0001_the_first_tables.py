"""The first tables

Revision: 0001, after nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("original", sa.LargeBinary(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_batches_an_undo_names_its_batch")
        ),
        sa.CheckConstraint("kind IN ('data', 'analyst', 'undo')", name=op.f("ck_batches_kind_is_known")),
        sa.ForeignKeyConstraint(["undoes"], ["batches.id"], name=op.f("fk_batches_undoes_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        sa.UniqueConstraint("undoes", name=op.f("uq_batches_undoes")),
    )
    op.create_table(
        "categories",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("definition_en", sa.Text(), nullable=True),
        sa.Column("definition_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(definition_en IS NULL) = (definition_ja IS NULL)",
            name=op.f("ck_categories_definition_in_both_languages"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_categories_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
    )
    op.create_table(
        "comparisons",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_comparisons_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparisons")),
    )
    op.create_table(
        "measures",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("definition_en", sa.Text(), nullable=True),
        sa.Column("definition_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(definition_en IS NULL) = (definition_ja IS NULL)",
            name=op.f("ck_measures_definition_in_both_languages"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_measures_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
    )
    op.create_table(
        "places",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind <> 'mirror' OR url IS NULL", name=op.f("ck_places_a_mirror_is_not_linked")),
        sa.CheckConstraint(
            "kind IN ('original', 'reprint', 'press', 'mirror')", name=op.f("ck_places_kind_is_known")
        ),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_places_note_in_both_languages")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_places_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
    )
    op.create_table(
        "publishers",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("short_en", sa.Text(), nullable=False),
        sa.Column("short_ja", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_publishers_note_in_both_languages")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_publishers_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publishers")),
    )
    op.create_table(
        "areas",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("parent", sa.String(length=80), nullable=True),
        sa.Column("defined_by", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("definition_en", sa.Text(), nullable=True),
        sa.Column("definition_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(definition_en IS NULL) = (definition_ja IS NULL)",
            name=op.f("ck_areas_definition_in_both_languages"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_areas_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["defined_by"], ["publishers.id"], name=op.f("fk_areas_defined_by_publishers")
        ),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["areas.id"],
            name=op.f("fk_areas_parent_areas"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
    )
    op.create_table(
        "definitions",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("publisher", sa.String(length=80), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("text_ja", sa.Text(), nullable=False),
        sa.Column("citation_en", sa.Text(), nullable=True),
        sa.Column("citation_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(citation_en IS NULL) = (citation_ja IS NULL)",
            name=op.f("ck_definitions_citation_in_both_languages"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_definitions_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["publisher"], ["publishers.id"], name=op.f("fk_definitions_publisher_publishers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definitions")),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("publisher", sa.String(length=80), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("title_ja", sa.Text(), nullable=False),
        sa.Column("edition_year", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_publications_note_in_both_languages")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_publications_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["publisher"], ["publishers.id"], name=op.f("fk_publications_publisher_publishers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_table(
        "objectives",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("aim_en", sa.Text(), nullable=False),
        sa.Column("aim_ja", sa.Text(), nullable=False),
        sa.Column("facts_en", sa.Text(), nullable=False),
        sa.Column("facts_ja", sa.Text(), nullable=False),
        sa.Column("next_en", sa.Text(), nullable=False),
        sa.Column("next_ja", sa.Text(), nullable=False),
        sa.Column("publication", sa.String(length=80), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("next_evaluation", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_objectives_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.id"], name=op.f("fk_objectives_publication_publications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objectives")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("measure", sa.String(length=80), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.Column("definition", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("short_en", sa.Text(), nullable=False),
        sa.Column("short_ja", sa.Text(), nullable=False),
        sa.Column("successor", sa.String(length=80), nullable=True),
        sa.Column("break_en", sa.Text(), nullable=True),
        sa.Column("break_ja", sa.Text(), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(break_en IS NULL) = (break_ja IS NULL)", name=op.f("ck_series_break_in_both_languages")
        ),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_series_note_in_both_languages")
        ),
        sa.ForeignKeyConstraint(["area"], ["areas.id"], name=op.f("fk_series_area_areas")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_series_batch_id_batches")),
        sa.ForeignKeyConstraint(["category"], ["categories.id"], name=op.f("fk_series_category_categories")),
        sa.ForeignKeyConstraint(
            ["definition"], ["definitions.id"], name=op.f("fk_series_definition_definitions")
        ),
        sa.ForeignKeyConstraint(["measure"], ["measures.id"], name=op.f("fk_series_measure_measures")),
        sa.ForeignKeyConstraint(
            ["publisher"], ["publishers.id"], name=op.f("fk_series_publisher_publishers")
        ),
        sa.ForeignKeyConstraint(
            ["successor"],
            ["series.id"],
            name=op.f("fk_series_successor_series"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.String(length=20), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("title_ja", sa.Text(), nullable=False),
        sa.Column("objective", sa.String(length=80), nullable=True),
        sa.Column("publication", sa.String(length=80), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("place", sa.String(length=80), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year')", name=op.f("ck_events_date_precision_is_known")
        ),
        sa.CheckConstraint("kind IN ('policy', 'shock', 'definition')", name=op.f("ck_events_kind_is_known")),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_events_note_in_both_languages")
        ),
        sa.CheckConstraint(
            "publication IS NOT NULL OR place IS NOT NULL", name=op.f("ck_events_an_event_has_a_source")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_events_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["objective"], ["objectives.id"], name=op.f("fk_events_objective_objectives")
        ),
        sa.ForeignKeyConstraint(["place"], ["places.id"], name=op.f("fk_events_place_places")),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.id"], name=op.f("fk_events_publication_publications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_table(
        "indicators",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("objective", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("level_kind", sa.String(length=20), nullable=False),
        sa.Column("level_low", sa.Integer(), nullable=True),
        sa.Column("level_high", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("window_from", sa.Integer(), nullable=False),
        sa.Column("window_to", sa.Integer(), nullable=False),
        sa.Column("publication", sa.String(length=80), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("level_en", sa.Text(), nullable=False),
        sa.Column("level_ja", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(level_kind = 'no-increase') = (level_low IS NULL)",
            name=op.f("ck_indicators_a_level_fits_its_kind"),
        ),
        sa.CheckConstraint(
            "basis IN ('reported-level', 'stated-target')", name=op.f("ck_indicators_basis_is_known")
        ),
        sa.CheckConstraint(
            "level_kind IN ('band', 'none', 'no-increase')", name=op.f("ck_indicators_level_kind_is_known")
        ),
        sa.CheckConstraint(
            "(level_low IS NULL) = (level_high IS NULL)", name=op.f("ck_indicators_a_band_has_two_ends")
        ),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_indicators_note_in_both_languages")
        ),
        sa.CheckConstraint(
            "level_low IS NULL OR level_low <= level_high", name=op.f("ck_indicators_a_band_is_in_order")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_indicators_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["objective"], ["objectives.id"], name=op.f("fk_indicators_objective_objectives")
        ),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.id"], name=op.f("fk_indicators_publication_publications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
    )
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("period_kind", sa.String(length=20), nullable=False),
        sa.Column("availability", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("bound", sa.String(length=20), nullable=False),
        sa.Column("coverage", sa.String(length=20), nullable=False),
        sa.Column("finality", sa.String(length=20), nullable=False),
        sa.Column("vintage", sa.String(length=20), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("publication", sa.String(length=80), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("also_at", sa.Text(), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_file", sa.Text(), nullable=False),
        sa.Column("source_line", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "(availability = 'reported') = (value IS NOT NULL)",
            name=op.f("ck_observations_a_blank_is_not_a_zero"),
        ),
        sa.CheckConstraint(
            "availability IN ('reported', 'missing', 'not-published')",
            name=op.f("ck_observations_availability_is_known"),
        ),
        sa.CheckConstraint(
            "bound IN ('exact', 'at-least', 'over', 'forecast')", name=op.f("ck_observations_bound_is_known")
        ),
        sa.CheckConstraint(
            "confidence IN ('confirmed1', 'confirmed2', 'unlocated')",
            name=op.f("ck_observations_confidence_is_known"),
        ),
        sa.CheckConstraint("coverage IN ('full', 'partial')", name=op.f("ck_observations_coverage_is_known")),
        sa.CheckConstraint(
            "finality IN ('final', 'provisional')", name=op.f("ck_observations_finality_is_known")
        ),
        sa.CheckConstraint(
            "method IN ('stated', 'derived', 'counted')", name=op.f("ck_observations_method_is_known")
        ),
        sa.CheckConstraint(
            "period_kind IN ('CY', 'FY', 'H', 'Q', 'YTD')", name=op.f("ck_observations_period_kind_is_known")
        ),
        sa.CheckConstraint(
            "vintage IN ('first', 'later', 'restated', 'variant')",
            name=op.f("ck_observations_vintage_is_known"),
        ),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_observations_note_in_both_languages")
        ),
        sa.CheckConstraint(
            "period_start <= period_end", name=op.f("ck_observations_a_period_ends_after_it_starts")
        ),
        sa.CheckConstraint("reading >= 1", name=op.f("ck_observations_readings_start_at_one")),
        sa.CheckConstraint(
            "value IS NULL OR value >= 0", name=op.f("ck_observations_a_count_is_not_negative")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_observations_batch_id_batches")),
        sa.ForeignKeyConstraint(["place"], ["places.id"], name=op.f("fk_observations_place_places")),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.id"], name=op.f("fk_observations_publication_publications")
        ),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_observations_series_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
    )
    with op.batch_alter_table("observations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observations_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_observations_series_period_start_period_end"),
            ["series", "period_start", "period_end"],
            unique=False,
        )

    op.create_table(
        "cited_figures",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("objective", sa.String(length=80), nullable=False),
        sa.Column("indicator", sa.String(length=80), nullable=True),
        sa.Column("statement_en", sa.Text(), nullable=False),
        sa.Column("statement_ja", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("period_kind", sa.String(length=20), nullable=True),
        sa.Column("value_low", sa.Integer(), nullable=True),
        sa.Column("value_high", sa.Integer(), nullable=True),
        sa.Column("publication", sa.String(length=80), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_cited_figures_note_in_both_languages")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cited_figures_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicators.id"], name=op.f("fk_cited_figures_indicator_indicators")
        ),
        sa.ForeignKeyConstraint(
            ["objective"], ["objectives.id"], name=op.f("fk_cited_figures_objective_objectives")
        ),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.id"], name=op.f("fk_cited_figures_publication_publications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cited_figures")),
    )
    op.create_table(
        "indicator_series",
        sa.Column("indicator", sa.String(length=80), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_indicator_series_batch_id_batches")
        ),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicators.id"], name=op.f("fk_indicator_series_indicator_indicators")
        ),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_indicator_series_series_series")),
        sa.PrimaryKeyConstraint("indicator", "series", name=op.f("pk_indicator_series")),
        sa.UniqueConstraint("indicator", "position", name=op.f("uq_indicator_series_indicator_position")),
    )
    op.create_table(
        "retractions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_retractions_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observations.id"], name=op.f("fk_retractions_observation_id_observations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retractions")),
        sa.UniqueConstraint("observation_id", name=op.f("uq_retractions_observation_id")),
    )


def downgrade() -> None:
    op.drop_table("retractions")
    op.drop_table("indicator_series")
    op.drop_table("cited_figures")
    with op.batch_alter_table("observations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observations_series_period_start_period_end"))
        batch_op.drop_index(batch_op.f("ix_observations_batch_id"))

    op.drop_table("observations")
    op.drop_table("indicators")
    op.drop_table("events")
    op.drop_table("series")
    op.drop_table("objectives")
    op.drop_table("publications")
    op.drop_table("definitions")
    op.drop_table("areas")
    op.drop_table("publishers")
    op.drop_table("places")
    op.drop_table("measures")
    op.drop_table("comparisons")
    op.drop_table("categories")
    op.drop_table("batches")
