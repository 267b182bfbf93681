import re
import shutil
from pathlib import Path

from quiz.web.files import HashedFiles

SCRIPTS = Path("quiz/static/quiz")


def test_a_script_imports_another_by_the_name_that_is_kept(tmp_path):
    names = [shutil.copy(script, tmp_path) and script.name for script in SCRIPTS.glob("*.js")]
    files = HashedFiles(location=str(tmp_path), base_url="/static/")

    done = [hashed for _name, hashed, _ok in files.post_process({name: (files, name) for name in names})]
    scripts = {name for name in done if name.endswith(".js")}

    imported = [
        name for kept in scripts for name in re.findall(r'from "\./(.+?)"', (tmp_path / kept).read_text())
    ]
    assert imported
    assert set(imported) <= scripts
