"""The words of the site in the order of their bytes, whatever the language of the database.

An order by language makes each comparison several times slower, and publishing makes thousands; and
words that are equally frequent would be suggested in another order than on SQLite.
"""

from django.db import migrations

COLUMNS = {"language": 12, "spelling": 64, "key": 64, "term": 64}


def _alter(schema_editor, collation):
    if schema_editor.connection.vendor == "postgresql":
        changes = ", ".join(
            f'ALTER {column} TYPE varchar({length}) COLLATE "{collation}"'
            for column, length in COLUMNS.items()
        )
        schema_editor.execute(f"ALTER TABLE search_indexword {changes}")


def order_by_bytes(apps, schema_editor):
    """PostgreSQL compares bytes; SQLite always has."""
    _alter(schema_editor, "C")


def order_by_language(apps, schema_editor):
    """As the database would by itself."""
    _alter(schema_editor, "default")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_engines")]

    operations = [migrations.RunPython(order_by_bytes, order_by_language)]
