"""moodle-xml-parser reads a file: prints the name of each choice, and its options with share and feedback."""

import json
import sys
from pathlib import Path

from moodle_xml_parser.parser import parse_bytes

asked = parse_bytes(Path(sys.argv[1]).read_bytes())["multichoice"]
told = [
    [each.name, [[part.answer, part.score_fraction, part.feedback] for part in each.options]]
    for each in asked
]
sys.stdout.write(json.dumps(told))
