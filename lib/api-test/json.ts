// This parser finds where JSON is wrong and lays it out. JSON.parse names the place differently in each browser, or not
// at all, and would round numbers.

class Mistake extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message)
  }
}

const DEEPEST = 200
const SPACE = /[ \t\r\n]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y
const WORD = /(?:true|false|null)(?!\w)/y
// Anything but a quote, backslash or control character; or an escape.
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y

/** Returns the first error in a JSON text with its line, "Line 3: …", or null when it's valid JSON. */
export function findJsonMistake(text: string): string | null {
  try {
    const end = skip(SPACE, text, readValue(text, skip(SPACE, text, 0), 0))
    if (end < text.length) throw new Mistake(end, `The object ends, but ${quote(text, end)} follows.`)
    return null
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    return `Line ${text.slice(0, error.at).split(/\r\n|\r|\n/).length}: ${error.message}`
  }
}

/**
 * Lays out JSON with two spaces a level and changes nothing else: numbers keep their digits. Returns any other text as
 * it is.
 */
export function layOutJson(text: string): string {
  if (findJsonMistake(text)) return text
  let laidOut = ''
  let level = 0
  const line = () => `\n${'  '.repeat(level)}`
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g) ?? []
  tokens.forEach((token, i) => {
    const before = tokens[i - 1]
    const empty = (before === '{' && token === '}') || (before === '[' && token === ']')
    if (token === '}' || token === ']') {
      level--
      laidOut += empty ? token : line() + token
      return
    }
    if (before === '{' || before === '[' || before === ',') laidOut += line()
    laidOut += token === ':' ? ': ' : token
    if (token === '{' || token === '[') level++
  })
  return laidOut
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

function quote(text: string, at: number): string {
  const found = /^(?:["'][^"'\n]{0,20}["']?|[\w.+-]{1,20}|.)/su.exec(text.slice(at))?.[0]
  return found ? found.trim() || 'a line’s end' : 'nothing'
}

/** Reads one value from `at`. Returns where it ends. */
function readValue(text: string, at: number, depth: number): number {
  if (depth > DEEPEST) throw new Mistake(at, 'This is nested too deeply.')
  const first = text[at]
  if (first === '{') return readMembers(text, at, '}', depth)
  if (first === '[') return readMembers(text, at, ']', depth)
  if (first === '"') return readString(text, at)
  const end = Math.max(skip(NUMBER, text, at), skip(WORD, text, at))
  if (end > at) return end
  throw new Mistake(at, first === undefined ? 'A value is missing at the end.' : describeNoValue(text, at))
}

function describeNoValue(text: string, at: number): string {
  const found = quote(text, at)
  if (found.startsWith("'")) return `${found} needs double quotes.`
  if (/^[}\],:]/.test(found)) return `A value is missing before ${found[0]}`
  if (/^-?[\d.]/.test(found)) return `${found} isn’t a valid JSON number.`
  return `${found} isn’t a valid value. Put text in double quotes.`
}

function readString(text: string, at: number): number {
  const end = skip(STRING, text, at)
  if (end > at) return end
  const restOfLine = /^"(?:[^"\\\r\n]|\\.)*/.exec(text.slice(at))?.[0] ?? ''
  if (text[at + restOfLine.length] !== '"') throw new Mistake(at, 'A closing double quote is missing on this line.')
  throw new Mistake(at, 'This text has a tab or a backslash that JSON doesn’t allow. Write \\t or \\\\.')
}

/** Reads the members of an object or the entries of a list, from the opening bracket on. */
function readMembers(text: string, start: number, closing: '}' | ']', depth: number): number {
  let at = skip(SPACE, text, start + 1)
  if (text[at] === closing) return at + 1
  for (;;) {
    if (closing === '}') at = readName(text, at)
    at = skip(SPACE, text, readValue(text, at, depth + 1))
    if (text[at] === closing) return at + 1
    if (text[at] === undefined) throw new Mistake(at, `A closing ${closing} is missing at the end.`)
    if (text[at] !== ',') throw new Mistake(at, `A comma or ${closing} is missing before ${quote(text, at)}`)
    const comma = at
    at = skip(SPACE, text, at + 1)
    if (text[at] === closing) throw new Mistake(comma, `There’s an extra comma before ${closing}`)
  }
}

/** Reads an object member's name and colon. Returns where the value starts. */
function readName(text: string, at: number): number {
  if (text[at] !== '"') {
    if (text[at] === undefined) throw new Mistake(at, 'A closing } is missing at the end.')
    throw new Mistake(at, `A name in double quotes is missing before ${quote(text, at)}`)
  }
  const colon = skip(SPACE, text, readString(text, at))
  if (text[colon] !== ':')
    throw new Mistake(colon, `A colon is missing after ${text.slice(at, colon).trim().slice(0, 40)}`)
  return skip(SPACE, text, colon + 1)
}
