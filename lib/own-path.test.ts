import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ownPath } from './own-path'

const APP = new URL('https://pay.example')
const from = (to: string) => ownPath(to, APP)

describe('where an address leads after signing in', () => {
  it.each([
    ['/orgs/summit-ridge/jobs', '/orgs/summit-ridge/jobs'],
    ['/orgs/a/jobs?q=12 elm&stage=none#top', '/orgs/a/jobs?q=12%20elm&stage=none#top'],
    ['/orgs/a/jobs?to=//evil.example', '/orgs/a/jobs?to=//evil.example'],
    ['https://pay.example/orgs/a', '/orgs/a'],
    ['/%09/evil.example', '/%09/evil.example'],
    ['/orgs/é', '/orgs/%C3%A9'],
    ['/sign-in-help', '/sign-in-help'],
    ['https:evil.example', '/evil.example'], // of the same scheme, so relative
  ])('%j is our own %j', (to, path) => expect(from(to)).toBe(path))

  const HOST = 'evil.example'
  it.each([
    ...[
      `//${HOST}`,
      `///${HOST}`,
      `/\\${HOST}`,
      `\\\\${HOST}`,
      `\\/${HOST}`,
      `/\t/${HOST}/x`,
      `/\n/${HOST}`,
      `/\r/${HOST}`,
    ],
    ...[
      `\t//${HOST}`,
      ` //${HOST}`,
      `\u0000//${HOST}`,
      `/.//${HOST}/`,
      `/..//${HOST}`,
      `/x/..//${HOST}`,
      `/./\\${HOST}`,
    ],
    ...[`/%2e//${HOST}`, `/%2e%2e//${HOST}`, `/.\\/${HOST}`, `/x/../\\${HOST}`, `/\t\\${HOST}`, `/./\t/${HOST}`],
    ...[`https://${HOST}`, `http://pay.example`, `https:///${HOST}`, `HTTPS:\\\\${HOST}`, `//${HOST}:443`],
    ...[
      `//pay.example@${HOST}`,
      `https://pay.example.${HOST}`,
      `https://user@pay.example/x`,
      `https://:pw@pay.example/x`,
    ],
    ...[
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'blob:https://pay.example/1',
      'mailto:a@b.c',
    ],
    ...['//', '///', '/\\', 'https://', '//[::1', 'http://%', `//${HOST}\\@pay.example`, `/\\/\\${HOST}`],
    ...['/sign-in', '/sign-in?to=/x', '/sign-in/x', '/./sign-in', '/x/../sign-in#y'],
  ])('%j is the start page', (to) => expect(from(to)).toBe('/'))

  test('nothing leads anywhere else', () => {
    const piece = fc.constantFrom(
      ...[
        '/',
        '\\',
        '.',
        '..',
        '\t',
        '\n',
        ' ',
        '\0',
        ':',
        '@',
        '?',
        '#',
        '%2f',
        '%5c',
        '%2e',
        'https',
        'evil.example',
      ],
      ...['pay.example', 'x', '[', ']', '\u3002', '\uff0f', '\u200b'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = from(pieces.join(''))
        expect(path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/)
        expect(new URL(path, APP).origin).toBe(APP.origin)
        expect(from(path)).toBe(path)
      }),
      { numRuns: 2_000 },
    )
  })
})
