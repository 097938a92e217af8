import { expect, test } from 'vitest'
import { requireSealFile } from './require-seal-file'

test('nothing is asked for where no file is to seal', async () => {
  await requireSealFile({})
  await requireSealFile({ SEAL_P12_FILE: '', SEAL_P12_PASSWORD: '' })
})

test('A11: a file that can’t be used stops the start, and says what to do', async () => {
  const given = { SEAL_P12_FILE: 'package.json', SEAL_P12_PASSWORD: 'correct horse' }
  await expect(requireSealFile(given)).rejects.toThrow(/Check SEAL_P12_PASSWORD.+Then start again\.$/)
  await expect(requireSealFile({ ...given, SEAL_P12_FILE: '/nowhere.p12' })).rejects.toThrow(
    'SEAL_P12_FILE isn’t there. Put the file back, or unset SEAL_P12_FILE. Then start again.',
  )
})
