'use server'

import { requestDataExport } from '#server/domains/admin/index.ts'
import { action } from '#server/http/action.ts'

export const requestOwnDataAction = action((context) => requestDataExport(context))
