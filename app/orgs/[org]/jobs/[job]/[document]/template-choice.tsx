import { ChevronDown } from '@/components/icons/ui'

/** With what a new document begins. Drawn on the server alone: a job's pages load no code for it. */
export const TemplateChoice = ({ templates }: { templates: readonly { id: string; name: string }[] }) => (
  <div className="flex w-full max-w-xs flex-col gap-1.5 text-left">
    <label htmlFor="template" className="font-medium">
      Begin with
    </label>
    <div className="relative">
      <select id="template" className="control select">
        <option value="">An empty document</option>
        {templates.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown className="pointer-events-none absolute top-3 right-3 size-5 text-ink-muted" />
    </div>
  </div>
)
