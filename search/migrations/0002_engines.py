"""What each database needs to look terms up, beside the tables that Django knows."""

from django.db import migrations

POSTGRESQL = (
    # The vector is kept out of line: the rows of a frequent word then lie on few disk pages.
    "ALTER TABLE search_indexentry ADD COLUMN terms tsvector, SET (toast_tuple_target = 128)",
    # Without a list of pending entries, which every search would have to read from end to end.
    "CREATE INDEX search_entry_terms ON search_indexentry USING gin (terms) WITH (fastupdate = off)",
    # The words of a frequent beginning are counted up and down all the time.
    "ALTER TABLE search_indexword SET (fillfactor = 80)",
)
SQLITE = (
    "CREATE VIRTUAL TABLE search_terms "
    "USING fts5(stream, marks, tokenize = 'ascii', columnsize = 0)",
)


def add_engine(apps, schema_editor):
    """Adds the column or the table."""
    statements = {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def remove_engine(apps, schema_editor):
    """Takes it away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_indexentry DROP COLUMN terms")
    else:
        schema_editor.execute("DROP TABLE search_terms")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(add_engine, remove_engine)]
