// SPDX-License-Identifier: Apache-2.0
// What git makes of a blob when it checks it out: values that git itself gave.
import { describe, expect, test } from '@jest/globals'
import { Attributes } from '../../../src/recording/source/attributes.ts'
import { checkoutBytes, conversionOf, isPinned, wayOf } from '../../../src/recording/source/checkout-bytes.ts'
import { encodingOf } from '../../../src/recording/source/encodings.ts'
import { withIdent } from '../../../src/recording/source/ident.ts'
import { readLfsPointer } from '../../../src/recording/source/lfs-pointer.ts'
import { lineEndAction, SETTINGS, withLineEnds, type LineEnds } from '../../../src/recording/source/line-ends.ts'

const attributesOf = (words: string) => new Attributes(new Map([['', Buffer.from(`* ${words}\n`)]])).of('a')

describe('ends of lines', () => {
  test.each<readonly [words: string, ends: readonly [LineEnds, LineEnds, LineEnds], reads?: string]>([
    ['other', ['kept', 'kept', 'crlf-if-text']],
    ['text', ['kept', 'crlf', 'crlf']],
    ['-text', ['kept', 'kept', 'kept']],
    ['-text eol=crlf', ['kept', 'kept', 'kept']],
    ['binary', ['kept', 'kept', 'kept']],
    ['text=auto', ['kept', 'crlf-if-text', 'crlf-if-text'], 'whole'],
    ['text=auto eol=lf', ['kept', 'kept', 'kept']],
    ['text=auto eol=crlf', ['crlf-if-text', 'crlf-if-text', 'crlf-if-text'], 'whole'],
    ['text eol=crlf', ['crlf', 'crlf', 'crlf']],
    ['eol=crlf', ['crlf', 'crlf', 'crlf']],
    ['eol=lf', ['kept', 'kept', 'kept']],
    ['eol=other', ['kept', 'kept', 'crlf-if-text']],
    ['-eol', ['kept', 'kept', 'crlf-if-text']],
    ['text=input', ['kept', 'kept', 'kept']],
    ['text=input eol=crlf', ['crlf', 'crlf', 'crlf']],
    ['crlf', ['kept', 'crlf', 'crlf']],
    ['-crlf', ['kept', 'kept', 'kept']],
    ['crlf=input', ['kept', 'kept', 'kept']],
    ['crlf=auto', ['kept', 'crlf-if-text', 'crlf-if-text'], 'whole'],
    ['text -crlf', ['kept', 'crlf', 'crlf']],
    ['text=other -crlf', ['kept', 'kept', 'kept']],
    ['text crlf=input', ['kept', 'crlf', 'crlf']]
  ])('of a file with the attributes %s', (words, ends, reads = 'streamed') => {
    const actions = SETTINGS.map((setting) => lineEndAction(attributesOf(words), setting))
    expect(actions.map((action) => action.ends)).toEqual(ends)
    expect(actions[0]?.reads).toBe(reads)
    expect(actions[2]?.reads).toBe(ends[2] === 'crlf-if-text' ? 'whole' : 'streamed')
  })
  test.each([
    ['', ''],
    ['none', 'none'],
    ['a\n', 'a\r\n'],
    ['\n\n', '\r\n\r\n'],
    ['a\r\nb\n', 'a\r\nb\r\n'],
    ['a\r\n', 'a\r\n'],
    ['a\rb\n', 'a\rb\r\n'],
    ['\r\r\n\n', '\r\r\n\r\n'],
    ['\0\n', '\0\r\n']
  ])('of text: %j', (content, converted) => {
    expect(withLineEnds(Buffer.from(content), 'crlf').toString()).toBe(converted)
    expect(withLineEnds(Buffer.from(content), 'kept').toString()).toBe(content)
  })
  test.each([
    ['a\n', 'a\r\n'],
    ['a\r\nb\n', 'a\r\nb\n'],
    ['a\rb\n', 'a\rb\n'],
    ['\0a\n', '\0a\n'],
    ['\u0001\n', '\u0001\n'],
    ['\u007f\n', '\u007f\n'],
    [`${'x'.repeat(127)}\u0001\n`, `${'x'.repeat(127)}\u0001\n`],
    [`${'x'.repeat(128)}\u0001\n`, `${'x'.repeat(128)}\u0001\r\n`],
    [`${'x'.repeat(255)}\u0001\u0002\n`, `${'x'.repeat(255)}\u0001\u0002\n`],
    [`${'x'.repeat(256)}\u0001\u0002\n`, `${'x'.repeat(256)}\u0001\u0002\r\n`],
    // Tabs and the like are text, and so is an end of file at the end.
    ['\b\t\u000c\u001b\n', '\b\t\u000c\u001b\r\n'],
    ['a\n\u001a', 'a\r\n\u001a'],
    ['\u001aa\n', '\u001aa\n'],
    ['é\n', 'é\r\n']
  ])('of what may be text: %j', (content, converted) => {
    expect(withLineEnds(Buffer.from(content), 'crlf-if-text').toString()).toBe(converted)
  })
  test('what does not change is not copied', () => {
    const content = Buffer.from('a\r\n')
    expect(withLineEnds(content, 'crlf')).toBe(content)
  })
})

describe('$Id$', () => {
  const id = '0123456789012345678901234567890123456789'
  const ID = `$Id: ${id} $`
  test.each([
    ['$Id$', ID, ID],
    ['a $Id$ b $Id$\n', `a ${ID} b ${ID}\n`, `a ${ID} b ${ID}\n`],
    ['$Id: anything $', ID, ID],
    ['$Id:anything$', ID, ID],
    ['$Id:$', ID, ID],
    ['$Id: $', ID, ID],
    ['$Id: a b $', '$Id: a b $', '$Id: a b $'],
    ['$Id: a\nb $', '$Id: a\nb $', '$Id: a\nb $'],
    ['$Id', '$Id', '$Id'],
    ['$Id: ', '$Id: ', '$Id: '],
    ['$Id: $Id$', `${ID}Id$`, `${ID}Id$`],
    ['$Date$ $', '$Date$ $', '$Date$ $'],
    ['$id$', '$id$', '$id$'],
    // Where the two ways differ.
    ['$$Id$', `$${ID}`, '$$Id$'],
    ['$Id:a b$', '$Id:a b$', ID],
    ['$Id: a\tb $', ID, '$Id: a\tb $'],
    ['$Idx$Id: y $', `$Idx${ID}`, ID],
    ['$Idx$Id$', `$Idx${ID}`, `$Idx${ID}`],
    ['$Id\0$Id$', `$Id\0${ID}`, '$Id\0$Id$'],
    ['$Idxy$Id$', `$Idxy${ID}`, `$Idxy${ID}`],
    ['$Id: a\0b c $', '$Id: a\0b c $', ID],
    ['$I$Id$', `$I${ID}`, '$I$Id$'],
    ['$Idx', '$Idx', '$Idx'],
    ['$I', '$I', '$I'],
    ['$Id$$I', `${ID}$I`, `${ID}$I`],
    ['$Id$$Id', `${ID}$Id`, `${ID}$Id`],
    ['$Id:x', '$Id:x', '$Id:x'],
    ['$Id: a $ $Id$', `${ID} ${ID}`, `${ID} ${ID}`]
  ])('%j', (content, whole, streamed) => {
    expect(withIdent(Buffer.from(content), id, 'whole').toString()).toBe(whole)
    expect(withIdent(Buffer.from(content), id, 'streamed').toString()).toBe(streamed)
  })
  test('in many bytes', () => {
    const many = 'a'.repeat(1_000_000)
    const content = Buffer.from(`${many}$Id$${many}$Id: ${many}`)
    expect(withIdent(content, id, 'streamed').equals(Buffer.from(`${many}${ID}${many}$Id: ${many}`))).toBe(true)
  })
  test('beside bytes that are no text', () => {
    const content = Buffer.from([0xff, 0x24, 0x49, 0x64, 0x24, 0xfe])
    expect(withIdent(content, 'x', 'whole')).toEqual(
      Buffer.concat([Buffer.from([0xff]), Buffer.from('$Id: x $'), Buffer.from([0xfe])])
    )
  })
})

describe('an encoding', () => {
  const written = (encoding: string, content: string | Buffer, order: 'little' | 'big' = 'little'): string => {
    const conversion = conversionOf(attributesOf(`-text working-tree-encoding=${encoding}`))
    if (conversion === undefined) return 'nothing'
    return checkoutBytes(Buffer.from(content), 'id', conversion, { setting: 'as-is', order }).toString('hex')
  }
  test.each([
    ['UTF-16', 'fffe6100', 'feff0061'],
    ['utf16', 'fffe6100', 'feff0061'],
    ['UTF-16LE', '6100', '6100'],
    ['Utf-16Be', '0061', '0061'],
    ['UTF-16LE-BOM', 'fffe6100', 'fffe6100'],
    ['utf16be-bom', 'feff0061', 'feff0061'],
    ['UTF-32', 'fffe000061000000', '0000feff00000061'],
    ['utf32le', '61000000', '61000000'],
    ['UTF-32BE', '00000061', '00000061'],
    ['UTF-8', 'nothing', 'nothing'],
    ['utf8', 'nothing', 'nothing']
  ])('%s', (encoding, little, big) => {
    expect(written(encoding, 'a')).toBe(little)
    expect(written(encoding, 'a', 'big')).toBe(big)
  })
  test.each(['UTF-32LE-BOM', 'UTF-16-BOM', 'UTF-7', 'latin1', 'UTF-16//IGNORE', 'xutf-16', 'utf--16'])(
    'that git leaves to the library of the system: %s',
    (encoding) => {
      expect(encodingOf(attributesOf(`working-tree-encoding=${encoding}`))).toBe('unknown')
      expect(written(encoding, 'a')).toBe('61')
    }
  )
  test('that is set to nothing is none, and one that is only set is not known', () => {
    expect(encodingOf(attributesOf('working-tree-encoding='))).toBeUndefined()
    expect(encodingOf(attributesOf('!working-tree-encoding'))).toBeUndefined()
    expect(encodingOf(attributesOf('working-tree-encoding'))).toBe('unknown')
    expect(encodingOf(attributesOf('-working-tree-encoding'))).toBe('unknown')
  })
  test('keeps a mark that the content has, and letters beyond the first plane', () => {
    expect(written('UTF-16', '\ufeffa')).toBe('fffefffe6100')
    expect(written('UTF-16BE', '😀')).toBe('d83dde00')
    expect(written('UTF-32BE', '😀')).toBe('0001f600')
  })
  test('leaves what is empty or no UTF-8', () => {
    expect(written('UTF-16', '')).toBe('')
    expect(written('UTF-16', Buffer.from([0xff]))).toBe('ff')
    expect(written('UTF-16', Buffer.from([0xed, 0xa0, 0x80]))).toBe('eda080')
  })
})

describe('all of it', () => {
  test('comes in the order of git: the id, ends of lines, the encoding', () => {
    const conversion = conversionOf(attributesOf('eol=crlf ident working-tree-encoding=UTF-16LE'))
    if (conversion === undefined) throw new Error('nothing is converted')
    const bytes = checkoutBytes(Buffer.from('$Id$\n'), 'ab', conversion, { setting: 'as-is', order: 'little' })
    expect(bytes).toEqual(Buffer.from('$Id: ab $\r\n', 'utf16le'))
  })
  test('reads a file with an encoding whole, whatever its ends of lines', () => {
    const conversion = conversionOf(attributesOf('-text ident working-tree-encoding=UTF-16LE'))
    if (conversion === undefined) throw new Error('nothing is converted')
    const bytes = checkoutBytes(Buffer.from('$$Id$'), 'ab', conversion, { setting: 'as-is', order: 'little' })
    expect(bytes).toEqual(Buffer.from('$$Id: ab $', 'utf16le'))
  })
  test.each([
    ['-text', undefined],
    ['text eol=lf', undefined],
    ['other', false],
    ['text=auto', false],
    ['eol=crlf', true],
    ['-text ident', true],
    ['-text ident=x', undefined],
    ['-text -ident', undefined],
    ['-text working-tree-encoding=UTF-16', true],
    ['-text working-tree-encoding=other', true]
  ])('of %s is known for every machine: %s', (words, pinned) => {
    const conversion = conversionOf(attributesOf(words))
    expect(conversion && isPinned(conversion)).toBe(pinned)
  })
  test('differs between machines only where it writes something else', () => {
    const ways = (words: string): number => {
      const conversion = conversionOf(attributesOf(words))
      if (conversion === undefined) return 1
      const orders = ['little', 'big'] as const
      return new Set(SETTINGS.flatMap((setting) => orders.map((order) => wayOf(conversion, { setting, order })))).size
    }
    expect(['text', 'eol=crlf', 'other', 'text=auto', 'text ident', 'other ident'].map(ways)).toEqual([
      2, 1, 2, 2, 2, 2
    ])
    expect(ways('-text working-tree-encoding=UTF-16')).toBe(2)
    expect(ways('-text working-tree-encoding=UTF-16LE')).toBe(1)
  })
})

describe('a pointer of Git LFS', () => {
  const oid = 'ab'.repeat(32)
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12\n`
  test('names content and size', () => {
    expect(readLfsPointer(Buffer.from(pointer))).toEqual({ oid, size: 12 })
    expect(readLfsPointer(Buffer.from(pointer.trimEnd()))).toEqual({ oid, size: 12 })
    const extended = pointer.replace('oid', `ext-0-foo sha256:${oid}\noid`)
    expect(readLfsPointer(Buffer.from(extended))).toEqual({ oid, size: 12 })
  })
  test.each([
    '',
    pointer.replace('v1', 'v2'),
    pointer.replace('sha256', 'sha512'),
    pointer.replace('ab', 'AB'),
    pointer.replace('12', '-1'),
    pointer.replace('12', '1234567890123456'),
    `${pointer}more\n`,
    ` ${pointer}`,
    pointer.replace('oid', 'ext-0-Foo bar\noid'),
    pointer.replace('oid', `${'ext-0-foo sha256:'.concat(oid, '\n').repeat(12)}oid`)
  ])('is told from %j', (text) => {
    expect(readLfsPointer(Buffer.from(text))).toBeUndefined()
  })
})
