# SPDX-License-Identifier: Apache-2.0
"""Prints what in-toto-python says of each chain in a directory, as JSON from names of folders to verdicts."""

import json
import os
import sys

from in_toto.models._signer import load_public_key_from_file
from in_toto.models.metadata import Metadata
from in_toto.verifylib import in_toto_verify

root, work = (os.path.abspath(path) for path in sys.argv[1:3])
key = load_public_key_from_file(os.path.join(root, "owner.pub"))
verdicts = {}
for name in sorted(os.listdir(root)):
    chain = os.path.join(root, name)
    if not os.path.isdir(chain):
        continue
    os.chdir(work)
    try:
        layout = Metadata.load(os.path.join(chain, "root.layout"))
        in_toto_verify(layout, {key["keyid"]: key}, link_dir_path=chain)
        verdicts[name] = "passes"
    except Exception as error:  # Whatever it ends with is no pass; in-toto-verify exits with 1 for it.
        verdicts[name] = f"fails: {type(error).__name__}: {error}"[:200]
json.dump(verdicts, sys.stdout)
