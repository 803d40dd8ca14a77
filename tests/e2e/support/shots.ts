import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Keeps a picture for looking at in the folder that `RD_SHOTS` names; without it none is taken. */
export async function keepShot(file: string, take: () => Promise<Uint8Array> | Uint8Array): Promise<void> {
  const folder = process.env.RD_SHOTS;
  if (folder) writeFileSync(path.join(folder, file), await take());
}
