import type { PlaybackDto } from '#server/domains/playback/schemas.ts'
import { firstSubtitle, sameLanguage } from './choose-subtitles.ts'
import type { AudioChoice, PlayerState } from './player-state.ts'
import type { Store } from './store.ts'

/** A choice of tracks as it is kept for the whole series: the sound by its key, `off` for no subtitles. */
export type TrackChoice = { audio: string | null; subtitles: string | null }

type TracksOwner = {
  state: Store<PlayerState>
  playSound: (id: number) => void
  onChosen: (choice: TrackChoice) => void
}

/** The sound and the subtitles of one film: what was chosen before, what its viewer likes, what is chosen now. */
export class ChosenTracks {
  private readonly playback: PlaybackDto
  private readonly owner: TracksOwner
  private wantedSound: string | null
  private lastSubtitles: string | null = null

  constructor(playback: PlaybackDto, owner: TracksOwner) {
    this.playback = playback
    this.owner = owner
    this.wantedSound = playback.tracks.audio
  }

  /** Shows the sounds on offer; the first time it changes to the one that is wanted. */
  offerSounds(audioChoices: AudioChoice[], audioId: number): void {
    const { state, playSound } = this.owner
    const isFirst = state.get().audioChoices.length === 0
    state.set({ audioChoices, audioId })
    const wanted =
      audioChoices.find((choice) => choice.key === this.wantedSound) ?? this.likedSound(audioChoices)
    if (isFirst && wanted && wanted.id !== audioId) playSound(wanted.id)
  }

  chooseSound(id: number): void {
    const { state, playSound, onChosen } = this.owner
    playSound(id)
    this.wantedSound = this.soundKey(id)
    onChosen({ audio: this.wantedSound, subtitles: state.get().subtitles ?? 'off' })
  }

  chooseSubtitles(name: string | null): void {
    const { state, onChosen } = this.owner
    state.set({ subtitles: name })
    onChosen({ audio: this.soundKey(state.get().audioId), subtitles: name ?? 'off' })
  }

  /** Turns subtitles off, or back on with the last language, or the film's usual ones. */
  toggleSubtitles(): void {
    const { subtitles } = this.owner.state.get()
    if (subtitles !== null) this.lastSubtitles = subtitles
    const back = this.lastSubtitles ?? firstSubtitle(this.playback.subtitleTracks)
    this.chooseSubtitles(subtitles === null ? back : null)
  }

  private soundKey(id: number): string | null {
    return this.owner.state.get().audioChoices.find((choice) => choice.id === id)?.key ?? null
  }

  /** The sound in the language that the profile likes, unless another was chosen in this title. */
  private likedSound(choices: readonly AudioChoice[]): AudioChoice | undefined {
    const { audioLanguage } = this.playback.preferences
    if (this.wantedSound !== null || audioLanguage === null) return undefined
    return choices.find(({ language }) => sameLanguage(language, audioLanguage))
  }
}
