import { versionNotFound } from './errors.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import type { Failure } from './schemas.ts'
import { lockVersion, updateVersion } from './version.repository.ts'

/** Ends a version that came to nothing, with the reason for the admin; one that has ended already stays as it is. */
export async function failVersion(
  context: WritingContext,
  input: { versionId: string; failure: Failure },
): Promise<void> {
  authorizeMediaWrite(context)
  await writeOf(context)(async (tx) => {
    const version = await lockVersion(tx, input.versionId)
    if (!version) throw versionNotFound(input.versionId)
    if (version.state !== 'waiting' && version.state !== 'encoding') return
    const { code, detail: message } = input.failure
    await updateVersion(tx, version.id, { state: 'failed', error: { code, message } })
  })
}
