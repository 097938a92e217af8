import { clsx } from 'clsx'

type Props = {
  /** Null while there is nothing to say. */
  children: string | null
  className?: string
}

/** Says why what was pressed wasn't done. */
export const Problem = ({ children, className }: Props) =>
  children && (
    <p role="alert" className={clsx('font-medium text-danger', className)}>
      {children}
    </p>
  )
