import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/field'
import { Section } from '@/components/ui/section'

/** Downloads the log of some days. It works without JavaScript, and the page stays. */
export function ExportForm({ orgSlug, today }: { orgSlug: string; today: string }) {
  return (
    <Section title="Download" className="mt-10">
      <p className="mb-4 max-w-prose text-ink-muted">
        All entries of these days as a spreadsheet (CSV), with what Plumbline did by itself. Leave a day empty for no
        limit. The download is an entry itself.
      </p>
      <div className="flex">
        <form action={`/orgs/${orgSlug}/settings/audit/export`} data-download className="days">
          <Day name="from" label="From" value="" today={today} />
          <Day name="to" label="To" value={today} today={today} />
          <Button type="submit" variant="secondary" className="max-sm:col-span-full">
            Download
          </Button>
        </form>
      </div>
    </Section>
  )
}

type DayProps = { name: 'from' | 'to'; label: string; value: string; today: string }

const Day = ({ name, label, value, today }: DayProps) => (
  <div>
    <label htmlFor={`log-${name}`}>{label}</label>
    <Input type="date" id={`log-${name}`} name={name} defaultValue={value} min="2000-01-01" max={today} />
  </div>
)
