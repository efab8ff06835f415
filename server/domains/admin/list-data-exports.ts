import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { openDataExports, toDataExportDto } from './data-export.repository.ts'
import type { DataExportDto } from './schemas.ts'

/** Gives the copies of one's own data that are being made or can be taken, the newest first. */
export async function listDataExports(context: Context): Promise<DataExportDto[]> {
  authorize(context, 'account.own')
  const rows = await openDataExports(requireAccountId(context), context.now)
  return rows.map(toDataExportDto)
}
