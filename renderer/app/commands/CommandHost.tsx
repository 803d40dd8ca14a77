/** Where commands come in, whatever they came from (palette, keys, native menu, mouse), and what they open over the page. */
import { useState } from 'react';
import { usePeriod } from '../session/period';
import { useOpenDesk } from '../session/context';
import { useObservable } from '../session/observable';
import { useMouseTravel, useTrailKeeper, useTravel } from '../trail/use-trail';
import { ExportDialog } from '../../pages/export/ExportDialog';
import { exportAsked, paletteOpen } from './asked';
import { Palette } from './Palette';
import { recentOf, remember } from './recent';
import { Shortcuts } from './Shortcuts';
import { useDeskActs, usePlainActs, type Acts } from './use-acts';
import { useCommandOffers, useDeskOffers } from './use-entries';
import { useMenu } from './use-menu';

/** Of an open profile. */
export function DeskCommands() {
  useTrailKeeper();
  const travel = useTravel();
  useMouseTravel(travel);
  const acts = useDeskActs();
  useMenu(acts);
  return (
    <>
      <Shortcuts acts={acts} />
      <DeskPalette acts={acts} />
      <AskedExport />
    </>
  );
}

/** Before a profile is open. */
export function PlainCommands() {
  const acts = usePlainActs();
  const open = useObservable(paletteOpen);
  const offers = useCommandOffers(acts);
  useMenu(acts);
  return (
    <>
      <Shortcuts acts={acts} />
      {open && <Palette offers={offers} recent={[]} onUse={() => undefined} onClose={() => paletteOpen.set(false)} />}
    </>
  );
}

function DeskPalette({ acts }: { readonly acts: Acts }) {
  return useObservable(paletteOpen) ? <OpenPalette acts={acts} /> : null;
}

function OpenPalette({ acts }: { readonly acts: Acts }) {
  const { profile } = useOpenDesk();
  const offers = useDeskOffers(acts);
  // As it was on opening: what is chosen now would jump about under the pointer.
  const [recent] = useState(() => recentOf(profile.id));
  return <Palette offers={offers} recent={recent} onUse={(id) => remember(profile.id, id)} onClose={() => paletteOpen.set(false)} />;
}

/** The export dialog for the month that is looked at, or for all. */
function AskedExport() {
  const asked = useObservable(exportAsked);
  const { period, periods } = usePeriod();
  if (asked === null || period === null) return null;
  return <ExportDialog all={periods} proposed={[period]} first={asked} onClose={() => exportAsked.set(null)} />;
}
