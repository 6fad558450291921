// SPDX-License-Identifier: Apache-2.0
// python-tuf publishes a trusted root, and we fetch it.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { listen } from '../../harness/loopback.ts'
import type { Judged } from './court.ts'

const PUBLISH = `
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import MetaFile, Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
place, file, rotate = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "rotate"
(place / "targets").mkdir(parents=True)
expires = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=1)
old, new, online = CryptoSigner.generate_ed25519(), CryptoSigner.generate_ecdsa(), CryptoSigner.generate_ecdsa()
root = Metadata(Root(expires=expires, consistent_snapshot=True))
root.signed.add_key(old.public_key, "root")
for role in ("timestamp", "snapshot", "targets"):
    root.signed.add_key(online.public_key, role)
root.sign(old)
root.to_file(str(place / "1.root.json"))
if rotate:
    root.signed.revoke_key(old.public_key.keyid, "root")
    root.signed.add_key(new.public_key, "root")
    root.signed.version = 2
    root.sign(old)
    root.sign(new, append=True)
    root.to_file(str(place / "2.root.json"))
target = TargetFile.from_file("trusted_root.json", str(file))
targets = Metadata(Targets(expires=expires, targets={"trusted_root.json": target}))
snapshot = Metadata(Snapshot(expires=expires, meta={"targets.json": MetaFile(1)}))
timestamp = Metadata(Timestamp(expires=expires, snapshot_meta=MetaFile(1)))
for name, metadata in (("1.targets.json", targets), ("1.snapshot.json", snapshot), ("timestamp.json", timestamp)):
    metadata.sign(online)
    metadata.to_file(str(place / name))
(place / "targets" / (target.hashes["sha256"] + ".trusted_root.json")).write_bytes(file.read_bytes())
`

export async function weFetchFromPythonTuf({ court, judged }: Judged): Promise<void> {
  await court.tally.check(
    'trusted-root fetch takes what python-tuf publishes, over a change of root keys, and nothing else',
    async () => {
      const place = join(court.work, 'tuf')
      const published = await court.run(court.python, ['-c', PUBLISH, place, judged.root, 'rotate'], court.work)
      assert.equal(published.status, 0, published.text)
      const server = createServer((request, response) => {
        const path = join(place, request.url ?? '')
        if (existsSync(path)) response.end(readFileSync(path))
        else response.writeHead(404).end()
      })
      const port = await listen(server)
      try {
        const fetch = (root: string): string[] => [
          'trusted-root',
          'fetch',
          `--tuf-url=http://127.0.0.1:${port}`,
          `--tuf-root=${root}`,
          '--output=fetched.json',
          '--cache=tuf-cache'
        ]
        await court.ours(fetch(join(place, '1.root.json')), court.work)
        assert.ok(readFileSync(join(court.work, 'fetched.json')).equals(readFileSync(judged.root)))
        const other = await court.run(
          court.python,
          ['-c', PUBLISH, join(court.work, 'other'), judged.root, 'keep'],
          court.work
        )
        assert.equal(other.status, 0, other.text)
        const refused = await court.cli(fetch(join(court.work, 'other/1.root.json')), court.work)
        assert.equal(refused.status, 2)
        assert.match(refused.text, /trusted_root_refused/)
      } finally {
        server.close()
      }
    }
  )
}
