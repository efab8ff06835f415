import { failureCodeSchema, failuresOfFile, type Failure, type FailureDto } from './schemas.ts'

/** A failure as an admin is told of it. */
export function toFailureDto(failure: Failure): FailureDto {
  return { ...failure, needsOtherFile: failuresOfFile.some((code) => code === failure.code) }
}

/** A kept reason; one from before a code was renamed is told as unexpected. */
export function readFailure(error: { code: string; message: string } | null): FailureDto | null {
  if (!error) return null
  return toFailureDto({
    code: failureCodeSchema.catch('unexpected').parse(error.code),
    detail: error.message,
  })
}
