const everyMs = 5000
const nearZeroMs = 5000
const address = '/api/me/progress'
const pendingPrefix = 'marquee.progress.'

/** A report the server has not confirmed yet. */
export type PendingReport = {
  assetId: string
  positionMs: number
  session: string
  sequence: number
  /** Playing stopped there, for now or for good. */
  stopped: boolean
  measuredAt: number
}

/**
 * Tells the server how far the viewer came: each five seconds while playing, at once on pause, and by a beacon when
 * the page hides or closes. Each report stays on this device until the server has confirmed it.
 */
export class ProgressReporter {
  private readonly assetId: string
  private readonly key: string
  private readonly session: string = crypto.randomUUID()
  private sequence = 0
  private lastSentAt = 0
  private lastPositionMs = -1
  private toldStopped = false

  constructor(profileId: string, assetId: string) {
    this.assetId = assetId
    this.key = `${pendingPrefix}${profileId}.${assetId}`
  }

  /** Gives what an earlier page could not confirm about this film. */
  pending(): PendingReport | null {
    return readPending(this.key)
  }

  /** A moment of playing passed. */
  tick(positionS: number): void {
    if (performance.now() - this.lastSentAt < everyMs) return
    const report = this.next(positionS, false)
    if (report) void send(this.key, report)
  }

  /** Reports now, because playing stopped or jumped. */
  report(positionS: number): void {
    const report = this.next(positionS, true)
    if (report) void send(this.key, report)
  }

  /** Reports while the page goes away; nothing can be waited for. */
  leave(positionS: number): void {
    const report = this.next(positionS, true)
    if (report) navigator.sendBeacon(address, bodyOf(report))
  }

  private next(positionS: number, stopped: boolean): PendingReport | null {
    const positionMs = Math.round(positionS * 1000)
    const isTold = positionMs === this.lastPositionMs && (this.toldStopped || !stopped)
    if (positionMs < nearZeroMs || isTold) return null
    this.lastSentAt = performance.now()
    this.lastPositionMs = positionMs
    this.toldStopped = stopped
    this.sequence += 1
    const { assetId, session, sequence } = this
    const report = { assetId, positionMs, session, sequence, stopped, measuredAt: Date.now() }
    keepPending(this.key, report)
    return report
  }
}

/** Sends what earlier pages of this profile could not, for instance because the network was gone. */
export async function sendPendingReports(profileId: string): Promise<void> {
  for (const key of pendingKeys(profileId)) {
    const report = readPending(key)
    if (report) await send(key, report)
  }
}

async function send(key: string, report: PendingReport): Promise<void> {
  try {
    const response = await fetch(address, { method: 'POST', body: bodyOf(report), keepalive: true })
    // A report that is refused will be refused again; one that met a broken or a busy server is worth another try.
    if (response.status < 500 && response.status !== 429) dropPending(key, report)
  } catch {
    // Offline: it stays on the device and goes with the next one that gets through.
  }
}

function bodyOf({ measuredAt, ...report }: PendingReport): Blob {
  const ageMs = Math.max(0, Math.round(Date.now() - measuredAt))
  return new Blob([JSON.stringify({ ...report, ageMs })], { type: 'application/json' })
}

function pendingKeys(profileId: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${pendingPrefix}${profileId}.`))
  } catch {
    return []
  }
}

function readPending(key: string): PendingReport | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as PendingReport | null
    return kept && Number.isFinite(kept.positionMs) && Number.isFinite(kept.measuredAt) ? kept : null
  } catch {
    return null
  }
}

function keepPending(key: string, report: PendingReport): void {
  try {
    localStorage.setItem(key, JSON.stringify(report))
  } catch {
    // Without storage the report is still sent.
  }
}

/** Only if it is still this one: a later report may have come in the meantime. */
function dropPending(key: string, report: PendingReport): void {
  const kept = readPending(key)
  if (kept && kept.session === report.session && kept.sequence > report.sequence) return
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing to remove then.
  }
}
