import { clsx } from 'clsx'

type Props = {
  /** The dark squares as an SVG path, and how many squares it is wide (lib/qr.ts). */
  qr: { path: string; size: number }
  /** What it is, for who can't see it, and where the same stands in words. */
  label: string
  className?: string
}

/** A QR code, dark on white whatever the screen's colors: cameras expect that. */
export const QrCode = ({ qr: { path, size }, label, className }: Props) => (
  <svg
    viewBox={`0 0 ${size} ${size}`}
    className={clsx('max-w-full', className)}
    role="img"
    aria-label={label}
    shapeRendering="crispEdges"
  >
    <rect width={size} height={size} fill="#fff" />
    <path d={path} fill="#000" />
  </svg>
)
