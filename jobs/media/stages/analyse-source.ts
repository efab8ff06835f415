import { planLadder, planSubtitles, probeSource, recordPlan } from '#server/domains/media/index.ts'
import { mediaTools, type AudioPlan, type Ladder } from '#server/platform/media-tools/index.ts'
import type { Work } from './work.ts'

/** Reads what the source holds, measures how loud it is and plans what to make of it. */
export async function analyseSource({
  context,
  started,
  scratch,
  report,
  file,
}: Omit<Work, 'probe' | 'ladder'>): Promise<Pick<Work, 'probe' | 'ladder'>> {
  const { versionId } = started
  await report.enter('probe')
  const probe = await probeSource(context, { sourceId: started.source.id, file, tools: mediaTools() })
  await report.enter('analyse')
  const ladder = started.tracksFrom
    ? { ...started.tracksFrom.plan, subtitles: planSubtitles(probe) }
    : await planMeasured({ context, scratch, report, file, probe })
  await recordPlan(context, { versionId, rungs: ladder.rungs })
  return { probe, ladder }
}

type Source = Pick<Work, 'context' | 'scratch' | 'report' | 'file' | 'probe'>

async function planMeasured(source: Source): Promise<Ladder> {
  const planned = planLadder(source.probe)
  return { ...planned, audio: await measureSound(source, planned.audio) }
}

/** Gives the sound tracks with how loud each is; what this reading of the film took is logged apart. */
async function measureSound(
  { context, scratch, report, file, probe }: Source,
  audio: AudioPlan[],
): Promise<AudioPlan[]> {
  const { signal, log } = context
  const { result } = await scratch.stage('loudness', JSON.stringify(audio), async () => {
    const begun = performance.now()
    const onProgress = (share: number) => report.advance('analyse', share)
    const measured = await mediaTools().measureLoudness({ file, probe, audio, signal, onProgress })
    return { tookMs: Math.round(performance.now() - begun), tracks: Object.fromEntries(measured) }
  })
  log.info(result, 'the loudness of the sound was measured')
  return audio.map((track) => ({ ...track, loudness: result.tracks[track.name] ?? null }))
}
