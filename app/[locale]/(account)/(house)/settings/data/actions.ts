'use server'

import { checkDataExport, requestDataExport } from '#server/domains/admin/index.ts'
import { proveAgain } from '#server/domains/identity/index.ts'
import { action } from '#server/http/action.ts'

export const requestOwnDataAction = action((context) => requestDataExport(context))

export const checkDataExportAction = action(checkDataExport)

export const proveAgainAction = action(proveAgain, 'code')
