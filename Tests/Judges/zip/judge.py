"""Reads a ZIP archive with Python's own zipfile; prints what it finds, one JSON object a line."""

import json
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as archive:
    broken = archive.testzip()
    if broken is not None:
        sys.exit(f"the check sum of {broken} is wrong")
    for entry in archive.infolist():
        print(json.dumps({
            "name": entry.filename,
            "size": entry.file_size,
            "time": "%04d-%02d-%02dT%02d:%02d:%02d" % entry.date_time,
            "stored": entry.compress_type == zipfile.ZIP_STORED,
        }))
