'use client'

import { ActionForm, FormSummary } from '@/components/form'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field, Input, Select, Textarea } from '@/components/ui/field'
import { consequenceWords, titleOf } from '@/lib/api-test/effect'
import { findRoute, ROUTE_GROUPS } from '@/lib/api-test/routes'
import { METHODS, takesBody } from '@/lib/api-test/schema'
import { Answer } from './answer'
import { useTestCall } from './use-test-call'

type Props = { orgSlug: string; baseUrl: string; real: boolean }

const ROUTES = ROUTE_GROUPS.flatMap(({ routes }) => routes)
const PLAIN = { autoComplete: 'off', autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } as const

/** PaySimple's API Test Tool with the company's credentials: choose or type a call, send it, read the answer. */
export function ApiTest({ orgSlug, baseUrl, real }: Props) {
  const tool = useTestCall(orgSlug)
  const { typed, change, mistakes } = tool
  const route = findRoute(typed.method, typed.path)
  const template = route?.template
  return (
    <>
      <ActionForm
        className="flex flex-col gap-6"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          tool.submit()
        }}
      >
        <FormSummary failure={tool.failure} />
        <Field label="What to do" id="route" optional hint="Fills in the method and URI. You can also type them.">
          <Select
            value={route ? ROUTES.indexOf(route) : ''}
            onChange={(event) => {
              const chosen = ROUTES[Number(event.target.value)]
              if (event.target.value && chosen) change({ method: chosen.method, path: chosen.path })
            }}
          >
            <option value="">Another call</option>
            {ROUTE_GROUPS.map(({ title, routes }) => (
              <optgroup key={title} label={title}>
                {routes.map((one) => (
                  <option key={`${one.method} ${one.path}`} value={ROUTES.indexOf(one)}>
                    {one.does}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        <div className="grid gap-6 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-4">
          <Field label="Method" id="method">
            <Select
              value={typed.method}
              onChange={(event) => {
                const method = METHODS.find((one) => one === event.target.value)
                if (method) change({ method })
              }}
            >
              {METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          </Field>
          <Field label="URI" id="path" error={mistakes.path} hint={<span className="wrap-anywhere">At {baseUrl}</span>}>
            <Input
              {...PLAIN}
              inputMode="url"
              className="font-mono"
              value={typed.path}
              onChange={(event) => change({ path: event.target.value })}
            />
          </Field>
        </div>
        {takesBody(typed.method) && (
          <div className="flex flex-col items-start gap-2">
            <Field
              label="Request body"
              id="body"
              optional
              error={mistakes.body ?? tool.templateProblem}
              hint={
                route && !template ? 'This call doesn’t need a body.' : 'JSON, with names and text in double quotes.'
              }
              className="w-full"
            >
              <Textarea
                {...PLAIN}
                rows={14}
                data-1p-ignore
                data-lpignore="true"
                className="font-mono text-sm"
                value={typed.body}
                onChange={(event) => change({ body: event.target.value })}
              />
            </Field>
            <div className="flex flex-wrap gap-2">
              {template && (
                <Button pending={tool.filling} onClick={() => tool.fill(template)}>
                  Fill in an empty object
                </Button>
              )}
              {tool.putBack && (
                <Button variant="ghost" onClick={tool.putBack}>
                  Put back what was there
                </Button>
              )}
            </div>
          </div>
        )}
        <div>
          <Button type="submit" variant="primary" pending={tool.sending}>
            {tool.sending ? 'Waiting for PaySimple' : 'Send'}
          </Button>
        </div>
      </ActionForm>
      <ConfirmDialog
        open={tool.asking !== null}
        onOpenChange={tool.stopAsking}
        title={`${titleOf(typed)}?`}
        cancelLabel="Don’t send"
        confirmLabel={`Send ${typed.method}`}
        onConfirm={tool.confirm}
      >
        <p>{real ? 'This changes real data in PaySimple:' : 'This changes data in the sandbox:'}</p>
        <p className="wrap-anywhere mt-1 font-mono text-sm text-ink">
          {typed.method} {typed.path.trim()}
        </p>
        {tool.asking && tool.asking.length > 0 && (
          <ul className="mt-3 font-semibold text-ink tabular-nums">
            {tool.asking.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        <p className="mt-3">{consequenceWords(typed)}</p>
      </ConfirmDialog>
      {tool.answered && <Answer key={tool.answered.count} baseUrl={baseUrl} call={tool.answered} />}
    </>
  )
}
