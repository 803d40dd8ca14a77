/** Where commands come in, whatever they came from (palette, keys, native menu, mouse), and what they open over the page. */
import { OverPage } from '../parts/Loaded';
import { usePeriod } from '../session/period';
import { useObservable } from '../session/observable';
import { useMouseTravel, useTrailKeeper, useTravel } from '../trail/use-trail';
import { exportAsked, paletteOpen } from './asked';
import { DESK_PALETTE, EXPORT_DIALOG, PLAIN_PALETTE } from './later';
import { Shortcuts } from './Shortcuts';
import { useDeskActs, usePlainActs, type Acts } from './use-acts';
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
  useMenu(acts);
  return (
    <>
      <Shortcuts acts={acts} />
      {open && <OverPage part={PLAIN_PALETTE} props={{ acts }} />}
    </>
  );
}

function DeskPalette({ acts }: { readonly acts: Acts }) {
  return useObservable(paletteOpen) ? <OverPage part={DESK_PALETTE} props={{ acts }} /> : null;
}

/** The export dialog for the month that is looked at, or for all. */
function AskedExport() {
  const asked = useObservable(exportAsked);
  const { period, periods } = usePeriod();
  if (asked === null || period === null) return null;
  return <OverPage part={EXPORT_DIALOG} props={{ all: periods, proposed: [period], first: asked, onClose: () => exportAsked.set(null) }} />;
}
