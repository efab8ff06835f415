import type { PlanDto } from './dtos.ts'
import type { TitleKind } from '../catalogue/schemas.ts'

/** Tells whether a plan opens a title: one of its kinds that is not sold by itself alone. */
export function isInPlan(
  plan: Pick<PlanDto, 'kinds'>,
  title: { kind: TitleKind; availability: { inPlans: boolean } },
): boolean {
  return title.availability.inPlans && (plan.kinds === null || plan.kinds.includes(title.kind))
}
