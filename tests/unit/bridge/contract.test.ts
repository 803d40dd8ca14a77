import { describe, expect, it } from 'vitest';
import { INVOKE_CHANNELS } from '../../../shared/bridge/channels';
import { bridge } from '../../../shared/bridge/contract';

describe('the bridge', () => {
  it('has one channel list in preload and contract', () => {
    expect(Object.values(bridge).map((command) => command.channel)).toEqual([...INVOKE_CHANNELS]);
  });

  it('refuses unknown members in every command', () => {
    for (const command of Object.values(bridge)) expect(command.args.safeParse({ surprise: 1 }).success, command.channel).toBe(false);
  });
});
