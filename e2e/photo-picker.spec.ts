import { expect, type Locator, type Page, test } from '@playwright/test'
import { ftyp, halfOf, phonePhoto, pictureBytes } from '@/lib/testing/pictures'
import { browserOf } from './support/app'
import { createJob, createOrg } from './support/data'
import { unfold } from './support/editor'
import { look } from './support/look'

// Photos on a document during editing.

type Named = [name: string, bytes: Buffer]
const filesOf = (files: Named[]) => files.map(([name, buffer]) => ({ name, mimeType: 'image/jpeg', buffer }))
const choose = (page: Page, files: Named[]) => page.getByLabel('Photos to add').setInputFiles(filesOf(files))
const shown = (page: Page): Locator => page.locator('[data-photo]')
const captionOf = (page: Page, photo: number) => page.getByLabel(`Caption of photo ${photo} (optional)`)
const colored = (color: string) => pictureBytes({ color, format: 'jpeg', width: 900, height: 700 })

async function open(browser: Parameters<typeof browserOf>[0]): Promise<Page> {
  const org = await createOrg()
  const job = await createJob(org, 100_000, { kind: 'proposal', stage: 'draft' })
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${org.slug}/jobs/${job.number}/proposal/edit`)
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await unfold(page, 'Photos')
  await expect(page.getByRole('button', { name: 'Choose photos' })).toBeVisible()
  return page
}

test('photos are added one after the other; what is wrong with one keeps none of the others', async ({ browser }) => {
  const page = await open(browser)
  await choose(page, [
    ['roof.jpg', await colored('red')],
    ['iphone.heic', ftyp('heic')],
    ['half.jpg', await halfOf({ format: 'jpeg', width: 900, height: 900 })],
    ['notes.pdf', Buffer.from('%PDF-1.7')],
    ['upright.jpg', await phonePhoto()],
    ['roof again.jpg', await colored('red')],
  ])
  await expect(shown(page)).toHaveCount(2)
  const queued = (name: string) => page.locator('li', { has: page.getByText(name, { exact: true }) })
  await expect(queued('iphone.heic')).toContainText('export it as JPEG')
  await expect(queued('half.jpg')).toContainText('damaged')
  await expect(queued('notes.pdf')).toContainText('PDF')
  await expect(queued('roof again.jpg')).toContainText('already here')
  const sizes = () =>
    page
      .locator('[data-photo] img')
      .evaluateAll((all) =>
        (all as HTMLImageElement[]).map(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight]),
      )
  await expect.poll(sizes).toEqual([
    [480, 373],
    [300, 400],
  ])
  await look(page, 'photos')
  for (const name of ['iphone.heic', 'half.jpg', 'notes.pdf', 'roof again.jpg'])
    await page.getByRole('button', { name: `Dismiss ${name}` }).click()
  await expect(page.getByText('iphone.heic')).toHaveCount(0)
})

test('captions, order and removing, by keyboard', async ({ browser }) => {
  const page = await open(browser)
  await choose(page, [
    ['a.jpg', await colored('red')],
    ['b.jpg', await colored('green')],
    ['c.jpg', await colored('blue')],
  ])
  await expect(shown(page)).toHaveCount(3)
  await captionOf(page, 1).fill('Front')
  await captionOf(page, 3).fill('Back')
  await page.getByRole('button', { name: 'Move photo 3 up' }).focus()
  await page.keyboard.press('Enter')
  await expect(captionOf(page, 2)).toHaveValue('Back')
  await expect(page.getByRole('button', { name: 'Move photo 2 up' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(captionOf(page, 1)).toHaveValue('Back')
  await expect(page.getByRole('button', { name: 'Move photo 1 down' })).toBeFocused()
  await expect(page.getByAltText('Back')).toBeVisible()
  await page.getByRole('button', { name: 'Remove photo 1' }).click()
  await expect(captionOf(page, 1)).toBeFocused()
  await expect(captionOf(page, 1)).toHaveValue('Front')
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'Remove photo 1' }).click()
    await expect(shown(page)).toHaveCount(left)
  }
  await expect(page.getByRole('button', { name: 'Choose photos' })).toBeFocused()
})

test('a photo that didn’t arrive is tried again, one that is on its way is canceled, and one that is gone is said to be', async ({
  browser,
}) => {
  const page = await open(browser)
  await page.route('**/files', (route) => route.abort())
  await choose(page, [['a.jpg', await colored('red')]])
  await expect(page.getByText('Can’t reach Plumbline')).toBeVisible()
  await page.unroute('**/files')
  await page.getByRole('button', { name: 'Try a.jpg again' }).click()
  await expect(shown(page)).toHaveCount(1)

  let isFirst = true
  await page.route('**/files', (route) => {
    if (!isFirst) return route.continue()
    isFirst = false // no answer
  })
  await choose(page, [
    ['b.jpg', await colored('green')],
    ['c.jpg', await colored('blue')],
  ])
  await expect(page.getByText('Waiting')).toBeVisible()
  const cancel = page.getByRole('button', { name: 'Cancel b.jpg' })
  await cancel.evaluate((button) => button.scrollIntoView({ block: 'center' })) // not behind what stays at the bottom
  await cancel.click()
  await expect(shown(page)).toHaveCount(2)
  await expect(page.getByText('b.jpg')).toHaveCount(0)

  await page.route('**/files/*', (route) => route.fulfill({ status: 404, body: 'This photo’s file is missing.' }))
  await choose(page, [['d.jpg', await colored('black')]])
  await expect(page.getByText('This photo can’t be shown.')).toBeVisible()
  await look(page, 'photos-missing')
})

test('dropped photos are added, thirty at most', async ({ browser }) => {
  const page = await open(browser)
  const bytes = [...(await colored('red'))]
  const dataTransfer = await page.evaluateHandle((of) => {
    const moved = new DataTransfer()
    moved.items.add(new File([new Uint8Array(of)], 'dropped.jpg', { type: 'image/jpeg' }))
    return moved
  }, bytes)
  await page.locator('#photos').dispatchEvent('drop', { dataTransfer })
  await expect(shown(page)).toHaveCount(1)
  await page.route('**/files', () => {})
  const many = await Promise.all(
    Array.from({ length: 30 }, async (_, at): Promise<Named> => [`${at}.jpg`, await colored('green')]),
  )
  await choose(page, many)
  await expect(page.getByText('Only the first 29 of these are added.')).toBeVisible()
})
