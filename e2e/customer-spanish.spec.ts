import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { BROWSER } from '@/lib/language/es/browser'
import { DIALOG } from '@/lib/language/es/dialog'
import { PAGE } from '@/lib/language/es/page'
import { PAYMENTS } from '@/lib/language/es/payments'
import { REFUSALS } from '@/lib/language/es/refusals'
import { browserOf, createCompany } from './support/app'
import { createJob, withDatabase } from './support/data'
import { customerBrowser, emailedLink, markAsSent, mintLink } from './support/links'
import { look } from './support/look'
import { openPage } from './support/pages'
import { ledgerOf } from './support/sandbox'

// A customer who reads Spanish: from the door to the payment, on a phone. No English sentence is left on any screen.

/** English that is easily left. What the company wrote stays in its language, and says so (lang). */
const MARKERS =
  /\b(?:the|your|you|with|this|that|and|pay|paid|sign|signed|read|close|balance|due|sent|receipt|card|by)\b/i
const ENGLISH = Object.entries({ ...PAGE, ...BROWSER, ...DIALOG, ...PAYMENTS, ...REFUSALS })
  .filter(([english, spanish]) => english.length > 3 && !english.includes('{') && english !== spanish)
  .map(([english]) => english)
const OURS = [
  'New roof',
  'Roof, complete',
  'Olivia Marsh',
  'Noah Marsh',
  'olivia.marsh@example.com',
  'Agreement, Kitchen',
]

/** Holds that all that is on the screen, seen or read out, is Spanish. */
async function expectSpanish(page: Page, company: string) {
  await expect(page.locator('html')).toHaveAttribute('lang', 'es-US')
  const texts = await page.evaluate(() => {
    const found: string[] = []
    const isPaper = (node: Element | null) =>
      node?.closest('[lang^="en"]:not(html), script, style, next-route-announcer')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { nodeValue, parentElement } = walker.currentNode
      if (nodeValue?.trim() && !isPaper(parentElement)) found.push(nodeValue.trim())
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder]'))
      if (!isPaper(element))
        found.push(element.getAttribute('aria-label') ?? '', element.getAttribute('placeholder') ?? '')
    return found.filter(Boolean)
  })
  for (const text of texts) {
    const left = [company, ...OURS].reduce((rest, each) => rest.replaceAll(each, ''), text)
    expect(left, text).not.toMatch(MARKERS)
    expect(ENGLISH).not.toContain(left.trim())
  }
}

async function accessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

const emailsTo = (orgId: string, kind: string) =>
  withDatabase(async (client) => {
    const text = `select subject, text from email where org_id = $1 and kind = $2 and status = 'sent'`
    return (await client.query(text, [orgId, kind])).rows as { subject: string; text: string }[]
  })

test('a proposal is read, asked about, accepted and kept in Spanish, and goes back to English', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 1_000_000, { kind: 'proposal', stage: 'draft' })
  const office = await browserOf(browser, 'contractor')
  await office.goto(`/orgs/${company.slug}/jobs/${job.number}/proposal`)
  await markAsSent(office)
  const link = await mintLink(company, job)
  const phone = await customerBrowser(browser)
  const spanish = () => expectSpanish(phone, company.name)

  await test.step('at the door', async () => {
    await phone.goto(link.path)
    await phone.getByRole('link', { name: 'Español' }).press('Enter')
    await expect(phone.getByRole('heading', { name: `${company.name} tiene algo para usted` })).toBeVisible()
    await spanish()
    await accessible(phone)
    await look(phone, 'spanish-door')
    await phone.setViewportSize({ width: 390, height: 844 })
    await phone.getByRole('button', { name: 'Abrir' }).click()
    await phone.waitForURL(`/c/${link.id}`)
    await spanish()
    await look(phone, 'spanish-room')
    await phone.setViewportSize({ width: 390, height: 844 })
  })

  await test.step('declining with nothing said, asking, accepting', async () => {
    await phone.getByRole('link', { name: 'Leer y responder: Propuesta' }).click()
    await expect(phone.getByRole('button', { name: /^Aceptar por \$10,000\.00/ })).toBeVisible()
    await spanish()
    await look(phone, 'spanish-proposal')
    await phone.setViewportSize({ width: 390, height: 844 })
    await phone.getByRole('button', { name: 'Rechazar', exact: true }).click()
    const dialog = phone.getByRole('dialog', { name: 'Rechazar la propuesta' })
    await dialog.getByRole('button', { name: 'Rechazar la propuesta' }).click()
    await expect(dialog.getByText('Diga por qué, en pocas palabras.').first()).toBeVisible()
    await spanish()
    await accessible(phone)
    await dialog.getByRole('button', { name: 'Cancelar' }).click()
    await phone.getByRole('button', { name: 'Hacer una pregunta' }).click()
    await phone.getByLabel('Su pregunta').fill('¿Cuándo empiezan?')
    await phone.getByRole('button', { name: 'Enviar la pregunta' }).click()
    await expect(phone.getByText('Su pregunta se envió')).toBeVisible()
    await phone.getByRole('button', { name: /^Aceptar por/ }).click()
    await expect(phone.getByText(/^Aceptada el \d+ \w+ \d{4}$/)).toBeVisible()
    await spanish()
  })

  await test.step('and back', async () => {
    await phone.getByRole('link', { name: 'Volver a su proyecto' }).click()
    await expect(phone.getByRole('heading', { name: 'Documentos' })).toBeVisible()
    await phone.getByRole('button', { name: 'English' }).press('Enter')
    await expect(phone.getByRole('heading', { name: 'Papers' })).toBeVisible()
    await expect(phone.locator('html')).toHaveAttribute('lang', 'en-US')
    await phone.getByRole('button', { name: 'Español' }).click()
    await expect(phone.getByRole('heading', { name: 'Documentos' })).toBeVisible()
  })
})

test('an agreement is signed and paid in Spanish: a form error, a decline, then paid, and the receipt', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 1_000_000, { kind: 'agreement', stage: 'draft' })
  const office = await browserOf(browser, 'contractor')
  await office.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  await markAsSent(office)
  await office.getByRole('button', { name: 'Email to customer' }).click()
  const asking = office.getByRole('dialog', { name: 'Email the agreement' })
  await asking.getByLabel('Name').fill('Olivia Marsh')
  await asking.getByLabel('Email address').fill('olivia.marsh@example.com')
  await asking.getByLabel('Your company signs it, too').uncheck()
  await asking.getByRole('button', { name: 'Send' }).click()
  await expect(asking).toHaveCount(0)

  // Their browser asks for Spanish: nothing is chosen.
  const phone = await openPage(browser, { viewport: { width: 390, height: 844 }, locale: 'es-MX' })
  const spanish = () => expectSpanish(phone, company.name)
  const link = await emailedLink(company, job, 'olivia.marsh@example.com')

  await test.step('consent, and the signature', async () => {
    await phone.goto(link.path)
    await phone.getByRole('button', { name: 'Abrir' }).click()
    await phone.getByRole('link', { name: 'Leer y firmar: Contrato' }).click()
    await expect(phone.getByText('En papel, si lo prefiere')).toBeVisible()
    await spanish()
    await phone.getByRole('button', { name: 'Puedo leerlo y estoy de acuerdo' }).click()
    await expect(phone.getByText('Primero abra el PDF')).toBeVisible()
    const opened = phone.context().waitForEvent('page')
    await phone.getByRole('link', { name: 'Abrir el PDF' }).click()
    await (await opened).close()
    await look(phone, 'spanish-consent')
    await phone.setViewportSize({ width: 390, height: 844 })
    await phone.getByRole('button', { name: 'Puedo leerlo y estoy de acuerdo' }).click()
    await expect(phone.getByRole('heading', { name: 'Firmar el contrato' })).toBeFocused()
    await phone.getByRole('button', { name: 'Firmar el contrato' }).click()
    await expect(phone.getByText('Escriba su nombre, o mejor dibuje su firma.')).toBeVisible()
    await phone.getByRole('textbox', { name: 'Su nombre' }).fill('Olivia Núñez-Marsh')
    // Another language loses nothing that was typed.
    await phone.getByRole('button', { name: 'English' }).click()
    await expect(phone.getByRole('textbox', { name: 'Your name' })).toHaveValue('Olivia Núñez-Marsh')
    await phone.getByRole('button', { name: 'Español' }).click()
    await expect(phone.getByRole('textbox', { name: 'Su nombre' })).toHaveValue('Olivia Núñez-Marsh')
    await spanish()
    await accessible(phone)
    await look(phone, 'spanish-sign')
    await phone.setViewportSize({ width: 390, height: 844 })
    await phone.getByRole('button', { name: 'Firmar el contrato' }).click()
    await expect(phone.getByText('Firmado por todos')).toBeVisible()
    await spanish()
    const { rows } = await withDatabase((client) =>
      client.query('select text_version from consent where org_id = $1', [company.id]),
    )
    expect(rows).toEqual([{ text_version: 2 }])
  })

  await phone.getByRole('link', { name: 'Volver a su proyecto' }).click()
  await phone.getByRole('button', { name: /^Pagar/ }).click()
  const dialog = phone.getByRole('dialog', { name: 'Pagar' })
  const pay = () => dialog.getByRole('button', { name: /^Completar el pago/ }).click()

  await test.step('the form, and what is wrong with it', async () => {
    await expect(dialog.getByLabel('Monto', { exact: true })).toBeVisible()
    await spanish()
    await look(phone, 'spanish-pay')
    await phone.setViewportSize({ width: 390, height: 844 })
    await dialog.getByText('Cuenta bancaria', { exact: true }).click()
    await expect(dialog.getByText(/^Al presionar “Completar el pago” autorizo a/)).toBeVisible()
    await pay()
    await expect(dialog.getByText('Escriba el número de ruta.').first()).toBeVisible()
    await spanish()
    await dialog.getByText('Tarjeta', { exact: true }).click()
    await dialog.getByLabel('Monto', { exact: true }).fill('20,000.00')
    await pay()
    await expect(
      dialog.getByText(/El saldo pendiente es de \$10,000\.00\. Escriba \$10,000\.00 o menos\./).first(),
    ).toBeVisible()
    await expect(dialog.getByText('Revise los campos marcados abajo.')).toBeVisible()
    await spanish()
    await accessible(phone)
  })

  await test.step('declined, then paid', async () => {
    // The sandbox declines by the cents.
    await dialog.getByLabel('Monto', { exact: true }).fill('9,999.01')
    await dialog.getByLabel('Número de tarjeta').fill('4111 1111 1111 1111')
    await dialog.getByLabel('Fecha de vencimiento').fill('12 / 35')
    await dialog.getByLabel('Código de seguridad de la tarjeta').fill('996')
    await pay()
    await expect(dialog.getByText('Rechazado', { exact: true })).toBeVisible()
    await spanish()
    await look(phone, 'spanish-declined')
    await phone.setViewportSize({ width: 390, height: 844 })
    await dialog.getByRole('button', { name: 'Probar con otra tarjeta' }).click()
    await dialog.getByLabel('Monto', { exact: true }).fill('4,000.00')
    await dialog.getByLabel('Número de tarjeta').fill('4111 1111 1111 1111')
    await dialog.getByLabel('Fecha de vencimiento').fill('12 / 35')
    await dialog.getByLabel('Código de seguridad de la tarjeta').fill('996')
    await pay()
    await expect(dialog.getByRole('heading', { name: /^\$4,000\.00 con Visa 1111\./ })).toBeVisible()
    await expect(dialog.getByText('Autorizado', { exact: true })).toBeVisible()
    await spanish()
    await look(phone, 'spanish-paid')
    await phone.setViewportSize({ width: 390, height: 844 })
    await dialog.getByRole('button', { name: 'Listo' }).click()
    await expect(phone.getByText(/pagados de \$10,000\.00/)).toBeVisible()
    await spanish()
    expect(await ledgerOf(company.apiUser)).toHaveLength(2)
  })

  await expect.poll(async () => (await emailsTo(company.id, 'receipt')).length).toBe(1)
  const [receipt] = await emailsTo(company.id, 'receipt')
  expect(receipt?.subject).toBe(`${company.name}: su pago de $4,000.00`)
  expect(receipt?.text).toContain('Gracias, Olivia. Esto confirma su pago por New roof.')
})

test('what opens nothing says so in both languages', async ({ browser }) => {
  const phone = await customerBrowser(browser)
  await phone.goto(`/c/${'x'.repeat(43)}`)
  await expect(phone.getByRole('heading', { name: 'This link doesn’t open anything' })).toBeVisible()
  await expect(phone.getByText('Este enlace no abre nada')).toBeVisible()
  await accessible(phone)
})
