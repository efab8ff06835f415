import type { CreateTitleInput } from '#server/domains/catalogue/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'

/** What the content pages can do; the page gives them as server actions. */
export type TitleActions = {
  create: AdminAction<CreateTitleInput, { id: string }>
  publish: AdminAction<{ titleId: string }>
  unpublish: AdminAction<{ titleId: string }>
  feature: AdminAction<{ titleId: string; featured: boolean }>
  encodeAgain: AdminAction<{ assetId: string }>
}

export type PictureKind = 'poster' | 'still'

/** Sends a picture as a title's poster or still; gives the code of what went wrong, or null. */
export async function sendPicture(titleId: string, kind: PictureKind, file: Blob): Promise<string | null> {
  try {
    const response = await fetch(`/api/titles/${titleId}/artwork?kind=${kind}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })
    if (response.ok) return null
    const problem = (await response.json()) as { code?: string }
    return problem.code ?? 'internal'
  } catch {
    return 'offline'
  }
}
