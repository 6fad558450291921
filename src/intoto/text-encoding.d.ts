// SPDX-License-Identifier: Apache-2.0
// All that the core takes from where it runs, beside the language: two classes that every browser, Node, Deno and worker
// has (WHATWG Encoding). Seen by `tsconfig.core.json` alone; the rest of the suite has Node's own declarations.

interface TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
  encodeInto(text: string, into: Uint8Array): { readonly written: number }
}

declare const TextEncoder: new () => TextEncoder

interface TextDecoder {
  decode(bytes: Uint8Array): string
}

declare const TextDecoder: new (
  label: 'utf-8',
  options: { readonly ignoreBOM: boolean; readonly fatal?: boolean }
) => TextDecoder
