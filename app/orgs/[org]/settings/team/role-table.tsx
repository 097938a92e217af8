import { Check } from '@/components/icons/ui'
import { Table, Td, Th } from '@/components/ui/table'
import { ROLE_LABELS, ROLE_TABLE, ROLE_WORDS, ROLES } from '@/lib/orgs/roles'

const PASSWORD = {
  always: 'Asks for the password again',
  'for changes': 'Asks for the password again before it changes anything',
  'for credentials': 'Asks for the password again for credentials',
} as const

/** The role table of lib/orgs/roles.ts: a table where there is room for one, on a phone a list for each role. */
export function RoleTable() {
  return (
    <>
      <dl className="mb-8 flex max-w-3xl flex-col gap-3">
        {ROLES.map((role) => (
          <div key={role} className="max-md:border-b max-md:pb-5">
            <dt className="font-medium">{ROLE_LABELS[role]}</dt>
            <dd className="max-w-prose text-ink-muted">{ROLE_WORDS[role]}</dd>
            <dd className="mt-2 md:hidden">
              <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm">
                {ROLE_TABLE.filter(({ roles }) => roles.includes(role)).map(({ words, password }) => (
                  <li key={words}>
                    {words}
                    {password && <span className="block text-ink-muted">{PASSWORD[password]}</span>}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
      <div className="max-md:hidden">
        <Table caption="What each role may do">
          <thead>
            <tr>
              <Th>May</Th>
              {ROLES.map((role) => (
                <Th key={role} className="text-center!">
                  {ROLE_LABELS[role]}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROLE_TABLE.map(({ words, roles, password }) => (
              <tr key={words}>
                <Th scope="row" className="max-w-md font-normal! text-ink!">
                  {words}
                  {password && <span className="block text-sm text-ink-muted">{PASSWORD[password]}</span>}
                </Th>
                {ROLES.map((role) => (
                  <Td key={role} className="text-center!">
                    {roles.includes(role) ? (
                      <Check aria-label="Yes" className="mx-auto size-5" />
                    ) : (
                      <span className="sr-only">No</span>
                    )}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}
