import { type Packed, pack, unpack } from '../packed.js';
import type { Duration } from './duration.js';
import type { Profile } from './profile.js';

type Words = 'direct' | 'own' | 'covers' | 'durations' | 'numbers' | 'stems';

/** A profile as it is kept: what it has many words of, packed. */
export type PackedProfile = Omit<Profile, Words> & { readonly [each in Words]: Packed };

export const packProfile = (profile: Profile): PackedProfile => ({
  ...profile,
  direct: pack(profile.direct),
  own: pack(profile.own),
  covers: pack(profile.covers),
  durations: pack(profile.durations),
  numbers: pack(profile.numbers),
  stems: pack(profile.stems),
});

export function openProfile(packed: PackedProfile): Profile {
  // Most of all words, and most questions pass over most findings by their concepts alone: opened when looked at.
  let stems: ReadonlySet<string> | undefined;
  return {
    ...packed,
    direct: setOf(packed.direct),
    own: setOf(packed.own),
    covers: setOf(packed.covers),
    durations: setOf(packed.durations) as ReadonlySet<Duration>,
    numbers: setOf(packed.numbers),
    get stems() {
      stems ??= setOf(packed.stems);
      return stems;
    },
  };
}

const setOf = (packed: Packed): ReadonlySet<string> => new Set(unpack(packed));
