import { planLadder, planSubtitles, probeSource, recordPlan } from '#server/domains/media/index.ts'
import { mediaTools } from '#server/platform/media-tools/index.ts'
import type { Work } from './work.ts'

/** Reads what the source holds and plans what to make of it. */
export async function analyseSource({
  context,
  started,
  report,
  file,
}: Omit<Work, 'probe' | 'ladder'>): Promise<Pick<Work, 'probe' | 'ladder'>> {
  const { versionId } = started
  await report.enter('probe')
  const probe = await probeSource(context, { sourceId: started.source.id, file, tools: mediaTools() })
  await report.enter('analyse')
  const ladder = started.tracksFrom
    ? { ...started.tracksFrom.plan, subtitles: planSubtitles(probe) }
    : planLadder(probe)
  await recordPlan(context, { versionId, rungs: ladder.rungs })
  return { probe, ladder }
}
