'use server'

import { cancelSubscription, openPortal, resumeSubscription } from '#server/domains/billing/index.ts'
import { action } from '#server/http/action.ts'

export const cancelPlanAction = action(cancelSubscription)

export const resumePlanAction = action(resumeSubscription)

export const openPortalAction = action(openPortal)
