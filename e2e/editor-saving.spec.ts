import { expect, test } from '@playwright/test'
import { deployUnder, dropNextAnswer } from './support/actions'
import { withDatabase } from './support/data'
import { lineOf, openEditor, proposalDesk, saved, storedContent, totalOf, unfold } from './support/editor'

// The editor saves as somebody types, loses nothing, and says what isn't saved.

const descriptions = async (desk: Awaited<ReturnType<typeof proposalDesk>>) =>
  (await storedContent(desk)).sections.flatMap(({ lines }) => lines.map(({ description }) => description))

test('two people edit one draft, and both have all of it', async ({ browser }) => {
  const desk = await proposalDesk()
  const [page, admin] = [await openEditor(browser, desk), await openEditor(browser, desk, 'admin')]
  await unfold(admin, 'Title and note') // before a line of the other one can move it
  await page.getByRole('button', { name: 'Add line' }).click()
  await page.keyboard.type('Gutters')
  await page.keyboard.press('Tab')
  await saved(page)

  await lineOf(admin, 1).getByLabel('Unit price, $').fill('2000')
  await admin.getByLabel('Note to the customer').fill('Thank you')
  await admin.getByLabel('Note to the customer').blur()
  await expect(lineOf(admin, 2).getByLabel('Description')).toHaveValue('Gutters')
  await expect(admin.getByText('Somebody else is editing this proposal, too.')).toBeVisible()
  await saved(admin)

  await lineOf(page, 2).getByLabel('Unit price, $').fill('500')
  await page.keyboard.press('Tab')
  await expect(totalOf(page)).toHaveText('$2,500.00')
  await saved(page)
  const content = await storedContent(desk)
  expect(content.note).toBe('Thank you')
  expect(content.sections[0]?.lines.map(({ unitPriceCents }) => unitPriceCents)).toEqual([200_000, 50_000])
})

test('two people change one field: both texts are shown, and theirs can be taken', async ({ browser }) => {
  const desk = await proposalDesk()
  const [page, admin] = [await openEditor(browser, desk), await openEditor(browser, desk, 'admin')]
  await lineOf(page, 1).getByLabel('Description').fill('Roof, standing seam')
  await page.keyboard.press('Tab')
  await saved(page)
  await lineOf(admin, 1).getByLabel('Description').fill('Roof, asphalt')
  await admin.keyboard.press('Tab')
  const both = admin.getByRole('status').filter({ hasText: 'Somebody else changed the same as you' })
  await expect(both).toContainText('Line 1 (Roof, asphalt): description')
  await expect(both).toContainText('Roof, standing seam')
  await expect(lineOf(admin, 1).getByLabel('Description')).toHaveValue('Roof, asphalt')
  await both.getByRole('button', { name: /^Take theirs/ }).click()
  await expect(lineOf(admin, 1).getByLabel('Description')).toHaveValue('Roof, standing seam')
  await expect(both).toHaveCount(0)
  await saved(admin)
  expect(await descriptions(desk)).toEqual(['Roof, standing seam'])
})

test('offline it says so and keeps what is typed; online it saves by itself', async ({ browser }) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  await page.context().setOffline(true)
  await lineOf(page, 1).getByLabel('Description').fill('Roof, typed offline')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Not saved, trying again', { exact: true })).toBeVisible()
  await lineOf(page, 1).getByLabel('Unit price, $').fill('3000')
  await page.keyboard.press('Tab')
  await expect(totalOf(page)).toHaveText('$3,000.00')
  expect(await descriptions(desk)).toEqual(['Roof, complete'])
  await page.context().setOffline(false)
  await saved(page)
  expect(await descriptions(desk)).toEqual(['Roof, typed offline'])
})

test('fault 47: one’s own save whose answer was lost isn’t somebody else’s, also after another change', async ({
  browser,
}) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  await dropNextAnswer(page)
  await lineOf(page, 1).getByLabel('Description').fill('Roof, first')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Not saved, trying again', { exact: true })).toBeVisible()
  await lineOf(page, 1).getByLabel('Description').fill('Roof, second')
  await page.keyboard.press('Tab')
  await saved(page)
  await expect(page.getByText('Somebody else')).toHaveCount(0)
  expect(await descriptions(desk)).toEqual(['Roof, second'])
})

test('leaving waits for the save that is on its way; what can’t be saved is asked about', async ({ browser }) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  await lineOf(page, 1).getByLabel('Description').fill('Roof, on the way')
  await page.getByRole('link', { name: 'Preview' }).click()
  await expect(page.getByRole('cell', { name: 'Roof, on the way' }).first()).toBeVisible()
  expect(await descriptions(desk)).toEqual(['Roof, on the way'])

  await test.step('back in the history is the draft as it is, not as it was', async () => {
    await page.goBack()
    await expect(lineOf(page, 1).getByLabel('Description')).toHaveValue('Roof, on the way')
  })
  await page.context().setOffline(true)
  await lineOf(page, 1).getByLabel('Description').fill('Roof, not on the way')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Not saved, trying again', { exact: true })).toBeVisible()
  const questions: string[] = []
  page.once('dialog', (dialog) => {
    questions.push(dialog.message())
    void dialog.dismiss()
  })
  await page.getByRole('link', { name: 'Preview' }).click()
  expect(questions).toEqual(['Leave without saving? You’ll lose what you typed.'])
  await expect(lineOf(page, 1).getByLabel('Description')).toHaveValue('Roof, not on the way')
  await page.context().setOffline(false)
  await saved(page)
})

test('fault 39: after a deploy the editor says so, and a reload brings back what was typed', async ({ browser }) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  const isThere = await deployUnder(page)
  await lineOf(page, 1).getByLabel('Description').fill('Roof, across a deploy')
  await page.keyboard.press('Tab')
  const alert = page.getByRole('alert').filter({ hasText: 'A new version of Plumbline is here' })
  await expect(alert).toBeVisible()
  await isThere()
  await alert.getByRole('button', { name: 'Reload the page' }).click()
  await page.waitForLoadState('load')
  await expect(lineOf(page, 1).getByLabel('Description')).toHaveValue('Roof, across a deploy')
  await saved(page)
  expect(await descriptions(desk)).toEqual(['Roof, across a deploy'])
})

test('what the server refuses is said in its words, with the field; the next change is saved', async ({ browser }) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  await lineOf(page, 1).getByLabel('Description').fill('Card 4111 1111 1111 1111')
  await page.keyboard.press('Tab')
  const alert = page.getByRole('alert').filter({ hasText: 'card number' })
  await alert.getByRole('button', { name: /^Line 1:/ }).click()
  await expect(lineOf(page, 1).getByLabel('Description')).toBeFocused()
  expect(await descriptions(desk)).toEqual(['Roof, complete'])
  await lineOf(page, 1).getByLabel('Description').fill('Roof')
  await page.keyboard.press('Tab')
  await saved(page)
  await expect(alert).toHaveCount(0)

  await test.step('a proposal that was accepted meanwhile goes on: its draft is the next version', async () => {
    await withDatabase((client) =>
      client.query(`update document set stage = 'declined' where job_id = $1`, [desk.job.id]),
    )
    await lineOf(page, 1).getByLabel('Description').fill('Roof, next version')
    await page.keyboard.press('Tab')
    await saved(page)
  })
})
