type Props = {
  className?: string
  /** Draws a longer line, to hang from the edge of something. */
  hanging?: boolean
}

/** A plumb bob on its line. Decorative: the word Plumbline is next to it or names its link. */
export function Mark({ className = 'size-7', hanging = false }: Props) {
  return (
    <svg
      viewBox={hanging ? '0 -24 32 56' : '0 0 32 32'}
      aria-hidden="true"
      focusable="false"
      className={className}
      fill="currentColor"
    >
      {hanging && <path d="M15.25-24h1.5V1h-1.5z" />}
      <path d="M15.25 0h1.5v9h-1.5zM13 9h6v2.5h-6zM10.5 12.5h11l-1.2 7L16 31l-4.3-11.5z" />
    </svg>
  )
}
