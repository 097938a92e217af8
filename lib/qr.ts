import 'server-only'
import { encode } from 'uqr'

/** A QR code as an SVG path, and how many squares it is wide. */
export type Qr = { path: string; size: number }

/** The dark squares of a QR code as one SVG path, each of side 1. */
export function qrOf(text: string): Qr {
  const { data, size } = encode(text, { border: 4 })
  const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
  return { path: squares.join(''), size }
}
