// A company's color, as it can be read: whatever somebody chooses, text in it and on it keeps the contrast of WCAG AA. Pure.

/** What WCAG AA asks of text. */
export const LEAST_CONTRAST = 4.5

/** The grounds of text, each the one of its kind that leaves the least: our paper in light, our sheet in dark. */
export const GROUNDS = { light: '#f7f4ee', dark: '#1d1b18' } as const

export type BrandColors = {
  /** As it was chosen: for rules and areas. */
  fill: string
  /** Text on such an area: black or white. */
  onFill: '#000000' | '#ffffff'
  /** The nearest one of its hue that text can have on light grounds, and on dark ones. */
  light: string
  dark: string
}

type Rgb = readonly [red: number, green: number, blue: number]

const HEX = /^#?(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i

/** A typed color ("1D4F91", "#fa0") → "#1d4f91", or null when it isn't one. */
export function parseColor(typed: string): string | null {
  const [, short, long] = HEX.exec(typed.trim()) ?? []
  const digits = long ?? short?.replace(/./g, '$&$&')
  return digits ? `#${digits.toLowerCase()}` : null
}

const toRgb = (color: string): Rgb => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return [red, green, blue]
}
const toColor = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** Relative luminance as WCAG has it, from 0 (black) to 1 (white). */
function luminance(color: string): number {
  const [red, green, blue] = toRgb(color).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colors, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** The color with another lightness (0 to 1) in HSL: its hue stays. */
function withLightness(color: string, lightness: number): string {
  const parts = toRgb(color).map((part) => part / 255)
  const [least, most] = [Math.min(...parts), Math.max(...parts)]
  const middle = (least + most) / 2
  const spread = (most - least) / 2
  const saturation = spread === 0 ? 0 : spread / Math.min(middle, 1 - middle)
  const newSpread = saturation * Math.min(lightness, 1 - lightness)
  const turned = parts.map((part) => (spread === 0 ? 0 : (part - middle) / spread))
  return toColor(turned.map((part) => 255 * (lightness + part * newSpread)) as unknown as Rgb)
}

const lightnessOf = (color: string): number => {
  const rgb = toRgb(color)
  return (Math.min(...rgb) + Math.max(...rgb)) / 2 / 255
}

/** The color itself where text can have it on the ground; else one of its hue, as much lighter or darker as it takes. */
function readableOn(ground: string, color: string): string {
  const isEnough = (other: string) => contrastOf(other, ground) >= LEAST_CONTRAST
  if (isEnough(color)) return color
  const end = luminance(ground) > 0.5 ? 0 : 1
  let [far, near] = [end, lightnessOf(color)]
  for (let step = 0; step < 12; step++) {
    const middle = (far + near) / 2
    if (isEnough(withLightness(color, middle))) far = middle
    else near = middle
  }
  return withLightness(color, far)
}

/** The colors that a company's color ("#1d4f91") makes. */
export const brandColors = (color: string): BrandColors => ({
  fill: color,
  onFill: contrastOf(color, '#ffffff') >= contrastOf(color, '#000000') ? '#ffffff' : '#000000',
  light: readableOn(GROUNDS.light, color),
  dark: readableOn(GROUNDS.dark, color),
})
