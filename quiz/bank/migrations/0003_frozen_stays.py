"""What was used is never edited in place: kept by the database, whoever writes.

A frozen question's words, kind and scope, its options and what it rests on stay as they were; so do a frozen
quiz's words and places. Deleting is left to the foreign keys that protect what was used. As in 0002, a later
migration that makes SQLite rebuild one of these tables loses its trigger and must lay it again.
"""

from django.db import migrations

REFUSED = "what was used is never edited in place: an edit makes its next version"
FROZEN_QUESTION = "SELECT 1 FROM bank_question q WHERE q.id = NEW.question_id AND q.frozen_at IS NOT NULL"
FROZEN_QUIZ = "SELECT 1 FROM bank_quiz q WHERE q.id = NEW.quiz_id AND q.frozen_at IS NOT NULL"


def differ(*names):
    changed = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in names)
    return f"SELECT 1 WHERE OLD.frozen_at IS NOT NULL AND ({changed})"


RULES = {
    "question": ("UPDATE", "bank_question", differ("stem_ja", "stem_en", "kind", "scope", "unit", "code", "version")),
    "quiz": ("UPDATE", "bank_quiz", differ("title_ja", "title_en", "feedback", "slug", "version", "source_id")),
    "option_insert": ("INSERT", "bank_option", FROZEN_QUESTION),
    "option_update": ("UPDATE", "bank_option", FROZEN_QUESTION),
    "rest_insert": ("INSERT", "bank_rest", FROZEN_QUESTION),
    "rest_update": ("UPDATE", "bank_rest", FROZEN_QUESTION),
    "place_insert": ("INSERT", "bank_place", FROZEN_QUIZ),
    "place_update": ("UPDATE", "bank_place", FROZEN_QUIZ),
}


def lay(apps, schema_editor):
    for name, (verb, table, offence) in RULES.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER frozen_{name} BEFORE {verb} ON {table} WHEN EXISTS ({offence}) "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION frozen_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF EXISTS ({offence}) THEN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'check_violation'; "
                "END IF; RETURN NEW; END $$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER frozen_{name} BEFORE {verb} ON {table} FOR EACH ROW "
                f"EXECUTE FUNCTION frozen_{name}()"
            )


def lift(apps, schema_editor):
    for name, (_verb, table, _offence) in RULES.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER frozen_{name}")
        else:
            schema_editor.execute(f"DROP TRIGGER frozen_{name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION frozen_{name}()")


class Migration(migrations.Migration):
    dependencies = [("bank", "0002_graded_on_facts")]
    operations = [migrations.RunPython(lay, lift)]
