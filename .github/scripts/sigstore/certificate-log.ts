// SPDX-License-Identifier: Apache-2.0
// Promises of a certificate log as the real ones sign them (RFC 6962), without a log behind.
import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import { withoutPoison } from './der.ts'
import { listen } from '../harness/loopback.ts'

export interface CertificateLog {
  readonly url: string
  /** DER. */
  readonly publicKey: Buffer
  readonly publicKeyPem: string
  close(): void
}

export async function startCertificateLog(): Promise<CertificateLog> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const promise = (chain: readonly string[]): unknown => {
    const [precertificate = Buffer.alloc(0), issuer = Buffer.alloc(0)] = chain.map((text) =>
      Buffer.from(text, 'base64')
    )
    const body = withoutPoison(precertificate)
    const issuerKey = new X509Certificate(issuer).publicKey.export({ type: 'spki', format: 'der' })
    const timestamp = Date.now()
    const signed = Buffer.concat([
      number(0, 2),
      number(timestamp, 8),
      number(1, 2),
      createHash('sha256').update(issuerKey).digest(),
      number(body.length, 3),
      body,
      number(0, 2)
    ])
    const signature = sign('sha256', signed, privateKey)
    return {
      sct_version: 0,
      id: createHash('sha256').update(spki).digest('base64'),
      timestamp,
      extensions: '',
      signature: Buffer.concat([Buffer.from([4, 3]), number(signature.length, 2), signature]).toString('base64')
    }
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const known = request.url?.endsWith('/ct/v1/add-pre-chain') === true
      const { chain = [] } = known ? (JSON.parse(Buffer.concat(chunks).toString()) as { chain?: string[] }) : {}
      response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(known ? promise(chain) : {}))
    })
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    publicKey: spki,
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    close: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}

function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(8)
  buffer.writeBigUInt64BE(BigInt(value))
  return buffer.subarray(8 - bytes)
}
