import { capsOf, type Shortcut } from '../../../shared/shell/shortcuts';
import { useSession } from '../session/context';

/** A shortcut as the keys to press. */
export function Caps({ shortcut }: { readonly shortcut: Shortcut }) {
  const { platform } = useSession().info;
  return (
    <span className="caps">
      {capsOf(shortcut, platform).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
