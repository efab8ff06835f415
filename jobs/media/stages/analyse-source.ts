import {
  planLadder,
  planSubtitles,
  probeSource,
  recordPlan,
  type FittedRungs,
} from '#server/domains/media/index.ts'
import { stableJson } from '#server/platform/json/stable-json.ts'
import { mediaTools, type AudioPlan, type Ladder } from '#server/platform/media-tools/index.ts'
import { chooseRungs } from './choose-rungs.ts'
import type { Work } from './work.ts'

/** Of the stage's time, what measuring the sound takes; the picture takes the rest. */
const SOUND_SHARE = 0.5

/** Reads what the source holds, measures how loud it is and how it looks at every quality, and plans what to make of it. */
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
  const source = { context, started, scratch, report, file, probe }
  const { ladder, leftOut } = started.tracksFrom
    ? {
        ladder: { ...started.tracksFrom.plan, subtitles: planSubtitles(probe) },
        leftOut: started.tracksFrom.leftOut,
      }
    : await planMeasured(source)
  await recordPlan(context, { versionId, ladder, leftOut })
  return { probe, ladder }
}

async function planMeasured(
  source: Omit<Work, 'ladder'>,
): Promise<Pick<FittedRungs, 'leftOut'> & { ladder: Ladder }> {
  const planned = planLadder(source.probe)
  const audio = await measureSound(source, planned.audio)
  const { rungs, leftOut } = await chooseRungs(source, planned, (share) =>
    source.report.enter('analyse', SOUND_SHARE + (1 - SOUND_SHARE) * share),
  )
  return { ladder: { ...planned, rungs, audio }, leftOut }
}

/** Gives the sound tracks with how loud each is; what this reading of the film took is logged apart. */
async function measureSound(
  { context, scratch, report, file, probe }: Omit<Work, 'ladder'>,
  audio: AudioPlan[],
): Promise<AudioPlan[]> {
  const { signal, log } = context
  const { result } = await scratch.stage('loudness', stableJson(audio), async () => {
    const begun = performance.now()
    const onProgress = (share: number) => report.advance('analyse', share * SOUND_SHARE)
    const measured = await mediaTools().measureLoudness({ file, probe, audio, signal, onProgress })
    return { tookMs: Math.round(performance.now() - begun), tracks: Object.fromEntries(measured) }
  })
  log.info(result, 'the loudness of the sound was measured')
  return audio.map((track) => ({ ...track, loudness: result.tracks[track.name] ?? null }))
}
