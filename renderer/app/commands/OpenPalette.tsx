/** The palette with what it offers: of an open profile, or before there is one. */
import { useState } from 'react';
import { useOpenDesk } from '../session/context';
import { paletteOpen } from './asked';
import { Palette } from './Palette';
import { recentOf, remember } from './recent';
import type { Acts } from './use-acts';
import { useCommandOffers, useDeskOffers } from './use-entries';

export function DeskPalette({ acts }: { readonly acts: Acts }) {
  const { profile } = useOpenDesk();
  const offers = useDeskOffers(acts);
  // As it was on opening: what is chosen now would jump about under the pointer.
  const [recent] = useState(() => recentOf(profile.id));
  return <Palette offers={offers} recent={recent} onUse={(id) => remember(profile.id, id)} onClose={() => paletteOpen.set(false)} />;
}

export function PlainPalette({ acts }: { readonly acts: Acts }) {
  return <Palette offers={useCommandOffers(acts)} recent={[]} onUse={() => undefined} onClose={() => paletteOpen.set(false)} />;
}
