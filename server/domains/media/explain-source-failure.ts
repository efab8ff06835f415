import { AppError } from '../../platform/errors/app-error.ts'
import { storage } from '../../platform/storage/index.ts'
import { explainFailure, sourceMissing } from './errors.ts'

/**
 * As `explainFailure`, for what was made of a source: where its file is gone from storage that is the reason, whatever
 * a tool said that found it so in its midst. Storage that cannot be asked changes nothing.
 */
export async function explainSourceFailure(
  error: unknown,
  sourceKey: string,
): Promise<ReturnType<typeof explainFailure>> {
  if (error instanceof AppError) return explainFailure(error)
  const isGone = await storage()
    .head(sourceKey)
    .then(
      (found) => found === null,
      () => false,
    )
  return isGone ? sourceMissing : explainFailure(error)
}
