import { CopyButton } from '@/components/ui/copy-button'
import { Table, Td, Th } from '@/components/ui/table'
import { failureWords } from '@/lib/api-log/kinds'
import type { ListedFailure } from '@/lib/api-log/queries'
import { formatInstant } from '@/lib/dates'

type Props = { failures: readonly ListedFailure[]; timeZone: string }

/** On a phone, one column has the call and the other its time. */
export function FailuresTable({ failures, timeZone }: Props) {
  return (
    <Table caption="Failed calls to PaySimple, newest first">
      <thead>
        <tr>
          <Th className="max-md:hidden">When</Th>
          <Th>Call</Th>
          <Th className="max-sm:hidden">TraceCode</Th>
          <Th numeric>Took</Th>
        </tr>
      </thead>
      <tbody>
        {failures.map((failure) => {
          const when = formatInstant(failure.at, timeZone)
          return (
            <tr key={failure.id}>
              <Td className="text-sm whitespace-nowrap max-md:hidden">{when}</Td>
              <Td>
                <span className="font-medium">
                  {failureWords(failure.kind)}
                  {failure.status !== null && <span className="tabular-nums"> ({failure.status})</span>}
                </span>
                <span className="wrap-anywhere block font-mono text-sm text-ink-muted">{failure.route}</span>
                {failure.errorCode && (
                  <span className="wrap-anywhere block font-mono text-sm text-ink-muted">{failure.errorCode}</span>
                )}
                <span className="block text-sm text-ink-muted md:hidden">{when}</span>
                <span className="sm:hidden">{failure.traceCode && <TraceCode code={failure.traceCode} />}</span>
              </Td>
              <Td className="max-sm:hidden">
                {failure.traceCode ? (
                  <TraceCode code={failure.traceCode} />
                ) : (
                  <span className="text-sm text-ink-muted">None</span>
                )}
              </Td>
              <Td numeric className="text-sm whitespace-nowrap">
                {failure.milliseconds.toLocaleString('en-US')} ms
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

const TraceCode = ({ code }: { code: string }) => (
  <span className="-my-2.5 -ml-2 block">
    <CopyButton text={code} label={`Copy TraceCode ${code}`} className="px-2!">
      <span className="font-mono text-sm">{code}</span>
    </CopyButton>
  </span>
)
