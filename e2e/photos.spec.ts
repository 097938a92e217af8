import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { phonePhoto } from '@/lib/testing/pictures'
import { stackInfo } from '@/tools/testing/stack-info'
import { browserOf } from './support/app'
import { callerOf } from './support/callers'
import { createJob, createOrg, type TestOrg } from './support/data'
import { openPage } from './support/pages'

// A photo from a phone to those who may see it.

/** Sends a photo as the contractor's browser does. @returns its path */
async function addPhoto(browser: Browser, page: Page, org: TestOrg, file: Buffer): Promise<string> {
  const job = await createJob(org, 100_000)
  const { drawnFor } = await callerOf(browser, 'contractor')
  const answer = await page.request.post(`/orgs/${org.slug}/files`, {
    headers: { origin: stackInfo().appUrl, 'x-drawn-for': drawnFor },
    multipart: {
      image: { name: 'IMG_1.jpeg', mimeType: 'image/jpeg', buffer: file },
      jobNumber: String(job.number),
      name: 'IMG_1.jpeg',
    },
  })
  const { ok, value, message } = await answer.json()
  expect({ ok, message }).toEqual({ ok: true, message: undefined })
  return `/orgs/${org.slug}/files/${value.hash}`
}

test('P22: a photo is served to members alone, upright, without its place, as a picture that runs nothing', async ({
  browser,
}) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'contractor')
  // Nearly 12 MB, which no other address takes.
  const file = Buffer.concat([await phonePhoto(), Buffer.alloc(12 * 1024 * 1024 - 100_000)])
  const whole = await addPhoto(browser, page, org, file)
  for (const [address, type] of [
    [whole, 'image/jpeg'],
    [`${whole}-small`, 'image/webp'],
  ] as const) {
    const answer = await page.request.get(address)
    expect(answer.status()).toBe(200)
    expect(answer.headers()).toMatchObject({
      ...{ 'content-type': type, 'x-content-type-options': 'nosniff' },
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox$/),
      'cache-control': 'private, max-age=31536000, immutable',
    })
    const bytes = await answer.body()
    expect(bytes.length).toBeLessThan(100_000)
    for (const left of ['Exif', 'Camera of a phone']) expect(bytes.includes(left)).toBe(false)
  }
  await page.goto(whole)
  const image = page.locator('img')
  await expect(image).toHaveJSProperty('naturalWidth', 300)
  await expect(image).toHaveJSProperty('naturalHeight', 400)
  const mine = await createOrg({ admin: 'owner' })
  const stranger = await browserOf(browser, 'admin')
  for (const address of [whole.replace(org.slug, mine.slug), `${whole}-large`])
    expect((await stranger.request.get(address)).status(), address).toBe(404)
  const staff = await browserOf(browser, 'staff')
  expect(await staff.request.get(whole).then((said) => [said.status(), said.headers()['cache-control']])).toEqual([
    404,
    'no-store',
  ])
  const nobody = await openPage(browser)
  expect((await nobody.request.get(new URL(whole, page.url()).href)).status()).toBe(404)
})

test('a photo whose file is gone or was changed is said to be missing', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'contractor')
  const address = await addPhoto(browser, page, org, await phonePhoto())
  const file = path.join(stackInfo().filesDir, org.id, address.split('/').at(-1) ?? '')
  const said = async () => {
    const answer = await page.request.get(address)
    return [answer.status(), answer.headers()['cache-control'], await answer.text()]
  }
  writeFileSync(file, '<script>alert(1)</script>')
  expect(await said()).toEqual([404, 'no-store', 'This photo’s file is missing.'])
  rmSync(file)
  expect(await said()).toEqual([404, 'no-store', 'This photo’s file is missing.'])
  expect((await page.request.get(`${address}-small`)).status()).toBe(200)
})
