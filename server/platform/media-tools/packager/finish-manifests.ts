import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackageInput } from '../port.ts'
import { parseMasterPlaylist, parseMediaPlaylist } from './playlists.ts'

/** hls.js starts on the first variant listed; this keeps the first seconds light (Apple's authoring guide agrees). */
export const FIRST_VARIANT_MAX_BANDWIDTH = 1_000_000

/** What the packager leaves undone: the order of variants, target durations, whole-film subtitle playlists. */
export async function finishManifests(input: PackageInput, hlsName: string): Promise<void> {
  const { outputDir, subtitles, durationMs } = input
  const defaultAudio = input.ladder.audio.find((audio) => audio.isDefault) ?? input.ladder.audio[0]
  const masterPath = join(outputDir, hlsName)
  const master = await readFile(masterPath, 'utf8')
  await writeFile(masterPath, finishMaster(master, defaultAudio ? `${defaultAudio.name}.m3u8` : null))
  for (const track of subtitles) {
    await copyFile(track.file, join(outputDir, `${track.name}.vtt`))
    await writeFile(
      join(outputDir, `${track.name}.m3u8`),
      writeSubtitlePlaylist(`${track.name}.vtt`, durationMs),
    )
  }
  const own = new Set(subtitles.map((track) => `${track.name}.m3u8`))
  const names = (await readdir(outputDir)).filter(
    (name) => name.endsWith('.m3u8') && name !== hlsName && !own.has(name),
  )
  for (const name of names) {
    const path = join(outputDir, name)
    await writeFile(path, correctTargetDuration(await readFile(path, 'utf8')))
  }
}

/** Lists the best variant of at most 1 Mbps first and the others from light to heavy; marks the one default sound track. */
export function finishMaster(text: string, defaultAudioUri: string | null): string {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  const blocks: { text: string; bandwidth: number }[] = []
  const rest: string[] = []
  const { variants } = parseMasterPlaylist(text)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (!line.startsWith('#EXT-X-STREAM-INF:')) {
      rest.push(line.startsWith('#EXT-X-MEDIA:') ? setDefault(line, defaultAudioUri) : line)
      continue
    }
    index += 1
    const uri = lines[index] ?? ''
    blocks.push({ text: `${line}\n${uri}`, bandwidth: variants[blocks.length]?.bandwidth ?? 0 })
  }
  const ordered = orderForStart(blocks)
  const head = rest.filter((line) => !line.startsWith('#EXT-X-I-FRAME'))
  const trick = rest.filter((line) => line.startsWith('#EXT-X-I-FRAME'))
  return `${[...head, ...ordered.map((block) => block.text), ...trick].join('\n')}\n`
}

// The packager marks by language: none when it is unknown, two when two tracks share it.
function setDefault(line: string, defaultAudioUri: string | null): string {
  const isDefault = defaultAudioUri !== null && line.includes(`URI="${defaultAudioUri}"`)
  return line.replace(/DEFAULT=(YES|NO)/, `DEFAULT=${isDefault ? 'YES' : 'NO'}`)
}

function orderForStart<T extends { bandwidth: number }>(blocks: readonly T[]): T[] {
  const ascending = blocks.toSorted((a, b) => a.bandwidth - b.bandwidth)
  const first = ascending.findLast((block) => block.bandwidth <= FIRST_VARIANT_MAX_BANDWIDTH) ?? ascending[0]
  return first ? [first, ...ascending.filter((block) => block !== first)] : []
}

// The packager gives every playlist the longest duration of any, a subtitle's included.
function correctTargetDuration(text: string): string {
  const longest = Math.max(
    1,
    ...parseMediaPlaylist(text).segments.map((segment) => Math.round(segment.durationS)),
  )
  return text.replace(/#EXT-X-TARGETDURATION:\d+/, `#EXT-X-TARGETDURATION:${longest}`)
}

function writeSubtitlePlaylist(uri: string, durationMs: number): string {
  const seconds = durationMs / 1000
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${Math.ceil(seconds)}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXTINF:${seconds.toFixed(3)},`,
    uri,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n')
}
