"""Yomitoki: a fair quiz and a structured discussion made from one contested article."""

import sys

# SQLite before 3.51.3 can corrupt a WAL database (https://www.sqlite.org/wal.html#walresetbug), and
# Python uses the system's. Where the package with a fixed library is installed (requirements.txt, Linux)
# it takes the place of the standard module before Django's backend imports it.
try:
    import pysqlite3
except ImportError:
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
