// A browser in words, from what it says of itself. It may say anything, so it only helps people to recognize their own.

const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b.*\bMobile\b/, 'an Android phone'],
  [/\bAndroid\b/, 'an Android tablet'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bWindows\b/, 'a Windows computer'],
  [/\bMacintosh\b/, 'a Mac or iPad'], // an iPad asks for the pages of a Mac
  [/\bLinux\b/, 'a Linux computer'],
]
const wordFor = (all: [RegExp, string][], userAgent: string) => all.find(([pattern]) => pattern.test(userAgent))?.[1]

/** "Safari on an iPhone", or what of it can be told. */
export function deviceInWords(userAgent: string): string {
  const browser = wordFor(BROWSERS, userAgent) ?? 'A browser'
  const system = wordFor(SYSTEMS, userAgent)
  return system ? `${browser} on ${system}` : browser
}
